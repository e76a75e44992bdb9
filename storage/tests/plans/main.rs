//! No list reads a whole table: each call's own statement is explained.
//!
//! A program of its own, because it listens to every statement that its process sends.

#[expect(dead_code, reason = "the contract suite uses all of it")]
#[path = "../contract/database.rs"]
mod database;
mod statements;

use app::{
    ports::{RunFilter, StoreResult},
    records::ScopeKey,
};
use database::{Database, both};
use domain::{
    Slug, Stage, Time,
    ids::{EnvironmentId, MailId, RunId, TenantId},
    run::RunKind,
    settings::Scope,
    states::{EnvironmentState, RunState},
};
use sqlx::Row;
use statements::sent;
use storage::Pool;
use uuid::Uuid;

both!(
    lists_of_tenants_use_indexes,
    lists_of_runs_use_indexes,
    settings_use_indexes,
    look_ups_use_indexes,
    what_is_old_is_found_by_indexes,
);

impl Database {
    /// Sends the call, and asserts how each of its statements is planned.
    async fn assert_indexed<T>(&self, what: &str, call: impl Future<Output = StoreResult<T>>) {
        let (answer, statements) = sent(call).await;
        answer.map(|_| ()).expect("reads");
        assert!(!statements.is_empty(), "{what}: nothing was heard");
        for statement in statements {
            // What comes whole is short, and may be sorted after it was found.
            let paged = statement.contains(" limit ");
            for line in self.explained(&statement).await {
                let whole = if self.is_postgres() {
                    line.contains("Seq Scan") || (paged && line.contains("Sort Key"))
                } else {
                    (line.starts_with("SCAN ") && !line.contains("INDEX"))
                        || (paged && line.contains("TEMP B-TREE FOR ORDER BY"))
                };
                let asked = line.contains("VALUES CLAUSE") || line.contains("SCAN each_scope");
                let walk = line.contains("(subquery") || asked;
                assert!(!whole || walk, "{what}: {line}\nin {statement}");
            }
        }
    }

    async fn explained(&self, statement: &str) -> Vec<String> {
        match &self.pool {
            Pool::Sqlite { pool, .. } => {
                let explain = sqlx::AssertSqlSafe(format!("explain query plan {statement}"));
                let rows = sqlx::query(explain)
                    .fetch_all(pool)
                    .await
                    .expect("explains");
                rows.iter().map(|row| row.get("detail")).collect()
            }
            Pool::Postgres { pool, .. } => {
                let mut conn = pool.acquire().await.expect("answers");
                let places = (1..20)
                    .filter(|n| statement.contains(&format!("${n}")))
                    .count();
                let nulls = if places == 0 {
                    String::new()
                } else {
                    format!("({})", vec!["null"; places].join(", "))
                };
                // Empty tables would be read whole whatever the indexes.
                let script = format!(
                    "set enable_seqscan = off; set enable_bitmapscan = off; \
                     set plan_cache_mode = force_generic_plan; \
                     deallocate all; prepare asked as {statement}"
                );
                sqlx::raw_sql(sqlx::AssertSqlSafe(script))
                    .execute(&mut *conn)
                    .await
                    .expect("prepares");
                let explain = sqlx::AssertSqlSafe(format!("explain execute asked{nulls}"));
                let rows = sqlx::raw_sql(explain)
                    .fetch_all(&mut *conn)
                    .await
                    .expect("explains");
                conn.detach();
                rows.iter().map(|row| row.get(0)).collect()
            }
        }
    }
}

fn now() -> Time {
    Time::from_micros(1_800_000_000_000_000)
}

fn id() -> Uuid {
    Uuid::now_v7()
}

async fn lists_of_tenants_use_indexes(db: Database) {
    let s = &db.store;
    let acme = Slug::parse("acme").expect("a slug");
    db.assert_indexed("tenants", s.tenants("", Some(TenantId(id())), 10))
        .await;
    db.assert_indexed("slug", s.tenant_by_slug(&acme)).await;
    db.assert_indexed("status token", s.tenant_by_status_token("abc"))
        .await;
    db.assert_indexed(
        "environments",
        s.environments(Some(EnvironmentId(id())), 10),
    )
    .await;
    db.assert_indexed("in state", s.environments_in(EnvironmentState::Running))
        .await;
    db.assert_indexed("of tenant", s.environments_of(TenantId(id())))
        .await;
    db.assert_indexed("named", s.tenants_named(&[TenantId(id())]))
        .await;
    db.assert_indexed("of tenants", s.environments_of_all(&[TenantId(id())]))
        .await;
    db.assert_indexed(
        "resources of all",
        s.resources_of_all(&[EnvironmentId(id())]),
    )
    .await;
    db.assert_indexed("environment", s.environment(TenantId(id()), &Stage::prod()))
        .await;
    db.assert_indexed("resources", s.resources(EnvironmentId(id())))
        .await;
    db.assert_indexed("resource named", s.resource_named("dns_record", "acme"))
        .await;
    db.assert_indexed("mails", s.mails(None, Some(MailId(id())), 10))
        .await;
    db.assert_indexed("mails of one", s.mails(Some(&[TenantId(id())]), None, 10))
        .await;
    db.assert_indexed("mail", s.mail(MailId(id()))).await;
    db.assert_indexed("mails counted", async {
        s.begin().await?.count_mails(TenantId(id()), now()).await
    })
    .await;
    db.assert_indexed("trials", s.count_trials()).await;
}

async fn lists_of_runs_use_indexes(db: Database) {
    let s = &db.store;
    db.assert_indexed("open runs", s.count_open_runs()).await;
    let none = RunFilter::default;
    let filters = [
        ("all", none()),
        (
            "queued",
            RunFilter {
                state: Some(RunState::Queued),
                ..none()
            },
        ),
        (
            "failed",
            RunFilter {
                state: Some(RunState::Failed),
                ..none()
            },
        ),
        (
            "succeeded",
            RunFilter {
                state: Some(RunState::Succeeded),
                ..none()
            },
        ),
        (
            "tenant",
            RunFilter {
                tenant: Some(TenantId(id())),
                ..none()
            },
        ),
        (
            "kind",
            RunFilter {
                kind: Some(RunKind::Destroy),
                ..none()
            },
        ),
        (
            "step",
            RunFilter {
                step: Some("dns".to_owned()),
                ..none()
            },
        ),
    ];
    for (what, filter) in filters {
        db.assert_indexed(what, s.runs(&filter, Some(RunId(id())), 10))
            .await;
    }
    db.assert_indexed("active", s.active_run(EnvironmentId(id())))
        .await;
    db.assert_indexed("latest", s.latest_run(EnvironmentId(id())))
        .await;
    db.assert_indexed("active ones", s.active_runs(&[EnvironmentId(id())]))
        .await;
    db.assert_indexed("kinds", s.run_kinds(&[RunId(id())]))
        .await;
    db.assert_indexed("events", s.run_events(RunId(id()), 0, 10))
        .await;
    db.assert_indexed("log", s.run_log(RunId(id()), 0, 10))
        .await;
    db.assert_indexed("launches", s.past_launches()).await;
}

async fn settings_use_indexes(db: Database) {
    let s = &db.store;
    let scopes = [
        ScopeKey {
            scope: Scope::Global,
            subject: String::new(),
        },
        ScopeKey {
            scope: Scope::Tenant,
            subject: "x".to_owned(),
        },
    ];
    db.assert_indexed("layers", s.setting_layers(&scopes)).await;
    db.assert_indexed("newest", s.settings_revision(&scopes))
        .await;
    db.assert_indexed("newest of each", s.settings_revisions(&scopes))
        .await;
    db.assert_indexed("history of one", s.revisions(&scopes[1..], Some(9), 10))
        .await;
    db.assert_indexed("counter", s.newest_revision()).await;
}

async fn look_ups_use_indexes(db: Database) {
    let s = &db.store;
    db.assert_indexed("users", s.users_by_email("a@b.example"))
        .await;
    db.assert_indexed("owners", s.owners_of(&[TenantId(id())]))
        .await;
    db.assert_indexed("owner", s.owner_of(TenantId(id()))).await;
    db.assert_indexed("session", s.session("a1", now())).await;
    db.assert_indexed("token", s.token("a1", now())).await;
    db.assert_indexed("asset", s.asset("branding/x.png")).await;
    db.assert_indexed("answer", s.idempotent_answer("a", "k"))
        .await;
    db.assert_indexed("run", s.run(RunId(id()))).await;
    db.assert_indexed("steps", s.steps(RunId(id()))).await;
}

async fn what_is_old_is_found_by_indexes(db: Database) {
    let s = &db.store;
    let (id, begin) = (RunId(id()), async || {
        s.begin().await.expect("a transaction")
    });
    db.assert_indexed("texts", begin().await.erase_mail_texts(now(), 9))
        .await;
    db.assert_indexed("mails", begin().await.delete_mails(now(), 9))
        .await;
    db.assert_indexed("answers", begin().await.delete_answers(now(), 9))
        .await;
    db.assert_indexed("sessions", begin().await.delete_sessions(now(), 9))
        .await;
    db.assert_indexed("events", begin().await.delete_events(now(), 9))
        .await;
    db.assert_indexed("log", begin().await.delete_log_lines(now(), 9))
        .await;
    db.assert_indexed("runs", begin().await.delete_runs(now(), Some(id), 9))
        .await;
}
