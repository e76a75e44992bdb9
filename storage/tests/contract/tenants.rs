use crate::{
    both,
    database::Database,
    fixtures::{moment, tenant},
};
use app::{ports::StoreError, records::Tenant};
use domain::{Slug, states::TenantState};
use std::sync::Arc;
use tokio::task::JoinSet;

both!(
    a_tenant_reads_back_as_it_was_written,
    a_slug_is_taken_once,
    a_transaction_that_is_dropped_changes_nothing,
    pages_go_from_newest_to_oldest_without_gap_or_repetition,
    a_search_looks_into_slug_and_company_and_takes_wildcards_literally,
    slugs_of_one_stem_are_found_and_no_others,
    a_tenant_moves_only_from_the_state_that_is_named,
    a_bad_state_in_the_database_is_told_with_table_and_column,
    a_tenant_whose_slug_is_reserved_by_now_reads_back,
    trials_counted_at_once_wait_for_each_other,
);

async fn insert(db: &Database, tenants: &[Tenant]) {
    let mut tx = db.begin().await;
    for tenant in tenants {
        tx.insert_tenant(tenant).await.expect("free");
    }
    tx.commit().await.expect("commits");
}

fn slugs(tenants: &[Tenant]) -> Vec<&str> {
    tenants.iter().map(|t| t.slug.as_str()).collect()
}

async fn a_tenant_reads_back_as_it_was_written(db: Database) {
    let acme = Tenant {
        launch_seconds: Some(4.25),
        trial_ends_at: None,
        company: "Ärzte & “Söhne” \u{1f3e5}".to_owned(),
        ..tenant("acme")
    };
    insert(&db, std::slice::from_ref(&acme)).await;

    let by_id = db.store.tenant(acme.id).await.expect("reads");
    let by_slug = db.store.tenant_by_slug(&acme.slug).await.expect("reads");
    let by_token = db
        .store
        .tenant_by_status_token(&acme.status_token)
        .await
        .expect("reads");

    assert_eq!(
        [by_id, by_slug, by_token],
        [(); 3].map(|()| Some(acme.clone()))
    );
    assert_eq!(
        db.store
            .tenant_by_status_token("no\0such")
            .await
            .expect("reads"),
        None
    );
}

async fn a_slug_is_taken_once(db: Database) {
    insert(&db, &[tenant("acme")]).await;

    let mut tx = db.begin().await;
    let refused = tx.insert_tenant(&tenant("acme")).await;

    assert!(matches!(refused, Err(StoreError::Taken(what)) if what == "slug"));
}

async fn a_transaction_that_is_dropped_changes_nothing(db: Database) {
    let mut tx = db.begin().await;
    tx.insert_tenant(&tenant("acme")).await.expect("free");
    drop(tx);

    assert_eq!(db.store.tenants("", None, 10).await.expect("reads"), []);
    insert(&db, &[tenant("acme")]).await;
}

async fn pages_go_from_newest_to_oldest_without_gap_or_repetition(db: Database) {
    let all: Vec<Tenant> = (0..25).map(|n| tenant(&format!("site-{n:02}"))).collect();
    insert(&db, &all).await;

    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = db.store.tenants("", after, 10).await.expect("reads");
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        seen.extend(page);
    }

    assert_eq!(seen, all.into_iter().rev().collect::<Vec<_>>());
}

async fn a_search_looks_into_slug_and_company_and_takes_wildcards_literally(db: Database) {
    let named = |slug: &str, company: &str| Tenant {
        company: company.to_owned(),
        ..tenant(slug)
    };
    insert(
        &db,
        &[
            named("alpha", "Öl und Gas"),
            named("beta", "100% Juice"),
            named("gamma", "1000 Juices"),
        ],
    )
    .await;
    let search = async |query: &str| {
        let found = db.store.tenants(query, None, 10).await.expect("reads");
        slugs(&found)
            .iter()
            .map(|s| (*s).to_owned())
            .collect::<Vec<_>>()
    };

    assert_eq!(search("ÖL").await, ["alpha"]);
    assert_eq!(search(" juice").await, ["gamma", "beta"]);
    assert_eq!(search("0%").await, ["beta"]);
    assert_eq!(search("a_p").await, Vec::<String>::new());
    assert_eq!(search("lph").await, ["alpha"]);
}

async fn slugs_of_one_stem_are_found_and_no_others(db: Database) {
    let names = [
        "acme", "acme-2", "acme-10", "acme2", "acmea", "acm-2", "acme-x-3",
    ];
    insert(&db, &names.map(tenant)).await;

    let found = db.store.slugs_like("acme").await.expect("reads");

    let found: Vec<&str> = found.iter().map(Slug::as_str).collect();
    assert_eq!(found, ["acme", "acme-10", "acme-2", "acme-x-3"]);
}

async fn a_tenant_moves_only_from_the_state_that_is_named(db: Database) {
    let acme = tenant("acme");
    insert(&db, std::slice::from_ref(&acme)).await;
    assert_eq!(db.store.count_trials().await.expect("reads"), 1);

    let mut tx = db.begin().await;
    let from = TenantState::Active;
    let wrong = tx
        .move_tenant(acme.id, from, TenantState::Suspended)
        .await
        .expect("asks");
    let right = tx
        .move_tenant(acme.id, TenantState::Trial, TenantState::Active)
        .await
        .expect("asks");
    tx.commit().await.expect("commits");

    assert!(!wrong && right);
    let now = db
        .store
        .tenant(acme.id)
        .await
        .expect("reads")
        .expect("there");
    assert_eq!(
        now,
        Tenant {
            status: TenantState::Active,
            ..acme
        }
    );
    assert_eq!(db.store.count_trials().await.expect("reads"), 0);
}

async fn a_bad_state_in_the_database_is_told_with_table_and_column(db: Database) {
    insert(
        &db,
        &[Tenant {
            created_at: moment(),
            ..tenant("acme")
        }],
    )
    .await;
    db.execute("update tenant set status = 'asleep'").await;

    let error = db
        .store
        .tenants("", None, 1)
        .await
        .expect_err("cannot be read");

    assert!(
        error.to_string().contains("tenant.status holds “asleep”"),
        "{error}"
    );
}

async fn a_tenant_whose_slug_is_reserved_by_now_reads_back(db: Database) {
    let slug = Slug::known("billing").expect("a shape");
    let old = Tenant {
        slug: slug.clone(),
        ..tenant("acme")
    };
    insert(&db, std::slice::from_ref(&old)).await;

    let found = db.store.tenant_by_slug(&slug).await.expect("reads");

    assert_eq!(found, Some(old));
}

async fn trials_counted_at_once_wait_for_each_other(db: Database) {
    let db = Arc::new(db);
    let mut coming = JoinSet::new();
    for n in 0..16 {
        let db = db.clone();
        coming.spawn(async move {
            let new = tenant(&format!("site-{n}"));
            let mut tx = db.begin().await;
            tx.count_sign_up(&[], moment()).await.expect("counts");
            let free = tx.count_trials().await.expect("counts") < 5;
            if free {
                tx.insert_tenant(&new).await.expect("free");
            }
            tx.commit().await.expect("commits");
            free
        });
    }
    let came = coming.join_all().await;

    assert_eq!(came.iter().filter(|came| **came).count(), 5);
    assert_eq!(db.store.count_trials().await.expect("counts"), 5);
}
