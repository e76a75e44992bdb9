use crate::{
    both,
    database::Database,
    fixtures::{environment, moment, tenant},
};
use app::{
    ports::StoreError,
    records::{Environment, Failure},
};
use domain::{
    Stage,
    ids::RunId,
    states::{EnvironmentState, Health},
};
use uuid::Uuid;

both!(
    an_environment_reads_back_with_its_failure,
    a_tenant_has_each_stage_once,
    an_environment_moves_only_from_the_state_that_is_named,
    environments_are_listed_with_their_tenants_by_page_and_by_state,
);

async fn an_environment_reads_back_with_its_failure(db: Database) {
    let acme = tenant("acme");
    let failed = Environment {
        state: EnvironmentState::ProvisioningFailed,
        health: Health::Degraded,
        deployment: Some("1.4.0".to_owned()),
        last_failure: Some(Failure {
            run: RunId(Uuid::now_v7()),
            step: "dns".to_owned(),
            kind: "denied".to_owned(),
            summary: "The zone refused the record".to_owned(),
            hint: "Check the key".to_owned(),
            at: moment(),
            seconds: 2.5,
            trace_id: "abc".to_owned(),
        }),
        ..environment(&acme, "prod")
    };
    let mut tx = db.begin().await;
    tx.insert_tenant(&acme).await.expect("free");
    tx.insert_environment(&failed).await.expect("free");
    tx.commit().await.expect("commits");

    let by_stage = db
        .store
        .environment(acme.id, &Stage::prod())
        .await
        .expect("reads");
    let by_id = db.store.environment_by_id(failed.id).await.expect("reads");
    let of_tenant = db.store.environments_of(acme.id).await.expect("reads");

    assert_eq!(by_stage.as_ref(), Some(&failed));
    assert_eq!(by_id.as_ref(), Some(&failed));
    assert_eq!(of_tenant, [failed]);
}

async fn a_tenant_has_each_stage_once(db: Database) {
    let (acme, _) = db.site("acme").await;

    let mut tx = db.begin().await;
    tx.insert_environment(&environment(&acme, "stg"))
        .await
        .expect("another stage");
    let refused = tx.insert_environment(&environment(&acme, "prod")).await;

    assert!(matches!(refused, Err(StoreError::Taken(what)) if what == "environment"));
}

async fn an_environment_moves_only_from_the_state_that_is_named(db: Database) {
    use EnvironmentState::{Created, Destroying, Provisioning, Running};
    let (_, site) = db.site("acme").await;

    let mut tx = db.begin().await;
    let wrong = tx
        .move_environment(site.id, Running, Destroying)
        .await
        .expect("asks");
    let right = tx
        .move_environment(site.id, Created, Provisioning)
        .await
        .expect("asks");
    let again = tx
        .move_environment(site.id, Created, Provisioning)
        .await
        .expect("asks");
    tx.commit().await.expect("commits");

    assert_eq!((wrong, right, again), (false, true, false));
    let now = db
        .store
        .environment_by_id(site.id)
        .await
        .expect("reads")
        .expect("there");
    assert_eq!(now.state, Provisioning);
}

async fn environments_are_listed_with_their_tenants_by_page_and_by_state(db: Database) {
    let mut sites = Vec::new();
    for slug in ["one", "two", "three"] {
        sites.push(db.site(slug).await);
    }
    let mut tx = db.begin().await;
    let (from, to) = (EnvironmentState::Created, EnvironmentState::Provisioning);
    assert!(
        tx.move_environment(sites[1].1.id, from, to)
            .await
            .expect("asks")
    );
    tx.commit().await.expect("commits");
    sites[1].1.state = to;

    let first = db.store.environments(None, 2).await.expect("reads");
    let rest = db
        .store
        .environments(Some(first[1].1.id), 2)
        .await
        .expect("reads");
    let moving = db.store.environments_in(to).await.expect("reads");

    assert_eq!(first, [sites[2].clone(), sites[1].clone()]);
    assert_eq!(rest, [sites[0].clone()]);
    assert_eq!(moving, [sites[1].clone()]);
}
