use crate::{
    both,
    database::Database,
    fixtures::moment,
    journal::{end, step, succeeded},
};
use app::{
    ports::{NewLog, NewResource, StepResult},
    records::{NewRevision, ScopeKey},
};
use domain::{ids::ResourceId, settings::Scope, states::RunState};
use serde_json::json;
use uuid::Uuid;

both!(a_deleted_environment_leaves_nothing_of_itself_and_all_of_its_neighbours);

async fn lived_in(db: &Database, slug: &str) -> app::records::NewRun {
    let run = db.queued(slug, &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    let result = StepResult {
        resources: vec![NewResource {
            id: ResourceId(Uuid::now_v7()),
            kind: "instance".to_owned(),
            provider: "local".to_owned(),
            external_id: slug.to_owned(),
            name: slug.to_owned(),
        }],
        log: vec![NewLog {
            step: "a".to_owned(),
            attempt: 1,
            at: moment(),
            level: "info",
            text: "made it".to_owned(),
        }],
        finish: Some(end(RunState::Succeeded)),
        ..succeeded(&claimed, "a")
    };
    db.write(step(result)).await;
    let mut tx = db.begin().await;
    tx.insert_revision(&NewRevision {
        at: ScopeKey {
            scope: Scope::Environment,
            subject: run.environment.to_string(),
        },
        changed_by: "ada".to_owned(),
        changed_at: moment(),
        undoes: None,
        values: vec![("a".to_owned(), json!(1))],
    })
    .await
    .expect("writes");
    tx.commit().await.expect("commits");
    run
}

async fn a_deleted_environment_leaves_nothing_of_itself_and_all_of_its_neighbours(db: Database) {
    let gone = lived_in(&db, "gone").await;
    lived_in(&db, "kept").await;
    let tables = [
        "environment",
        "run",
        "step_run",
        "event",
        "log_line",
        "resource",
        "setting_value",
        "setting_revision",
        "setting_change",
    ];
    let count = async || {
        let mut counts = Vec::new();
        for table in tables {
            counts.push(db.count(table).await);
        }
        counts
    };
    let both = count().await;

    let mut tx = db.begin().await;
    tx.delete_environment(gone.environment)
        .await
        .expect("deletes");
    tx.commit().await.expect("commits");

    let halves: Vec<i64> = both.iter().map(|n| n / 2).collect();
    assert_eq!(count().await, halves);
    assert_eq!(db.store.run(gone.id).await.expect("reads"), None);
    assert!(db.store.tenant(gone.tenant).await.expect("reads").is_some());
}
