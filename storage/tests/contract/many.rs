//! What lists read for many rows at once is what is read for each of them alone.

use crate::{
    both,
    database::Database,
    fixtures::{environment, moment},
    journal::{end, step, succeeded},
};
use app::{
    ports::{NewResource, StepResult},
    records::{NewRevision, ScopeKey, User},
};
use domain::{
    email::Email,
    ids::{EnvironmentId, ResourceId, RunId, TenantId, UserId},
    role::Role,
    run::RunKind,
    settings::Scope,
    states::RunState,
};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

both!(
    tenants_and_environments_come_for_all_that_are_named,
    owners_are_the_oldest_accounts,
    resources_and_runs_come_for_all_environments,
    revisions_come_for_each_scope_that_has_one,
);

async fn tenants_and_environments_come_for_all_that_are_named(db: Database) {
    let (acme, prod) = db.site("acme").await;
    let (globe, theirs) = db.site("globe").await;
    db.site("other").await;
    let stg = environment(&acme, "stg");
    let mut tx = db.begin().await;
    tx.insert_environment(&stg).await.expect("a free stage");
    tx.commit().await.expect("commits");
    let (ids, nobody) = ([acme.id, globe.id], [TenantId(Uuid::now_v7())]);

    let tenants = db.store.tenants_named(&ids).await.expect("reads");
    let environments = db.store.environments_of_all(&ids).await.expect("reads");

    assert_eq!(tenants, [globe, acme]);
    assert_eq!(environments, [prod, theirs, stg]);
    for none in [&nobody[..], &[]] {
        let tenants = db.store.tenants_named(none).await.expect("reads");
        let environments = db.store.environments_of_all(none).await.expect("reads");
        assert!(tenants.is_empty() && environments.is_empty());
    }
}

async fn owners_are_the_oldest_accounts(db: Database) {
    let (acme, _) = db.site("acme").await;
    let (globe, _) = db.site("globe").await;
    let mut tx = db.begin().await;
    for email in ["first@acme.example", "second@acme.example"] {
        let user = User {
            id: UserId(Uuid::now_v7()),
            email: Email::parse(email).expect("an address"),
            password_hash: "x".to_owned(),
            role: Role::Customer,
            tenant: Some(acme.id),
            created_at: moment(),
        };
        tx.insert_user(&user).await.expect("writes");
    }
    tx.commit().await.expect("commits");

    let owners = db
        .store
        .owners_of(&[acme.id, globe.id])
        .await
        .expect("reads");

    let alone = db.store.owner_of(acme.id).await.expect("reads");
    assert_eq!(owners.get(&acme.id), alone.as_ref());
    assert_eq!(owners.len(), 1, "globe has none");
    assert!(db.store.owners_of(&[]).await.expect("reads").is_empty());
}

async fn resources_and_runs_come_for_all_environments(db: Database) {
    let ended = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&ended).await;
    let made = NewResource {
        id: ResourceId(Uuid::now_v7()),
        kind: "instance".to_owned(),
        provider: "local".to_owned(),
        external_id: "acme".to_owned(),
        name: "acme".to_owned(),
    };
    db.write(step(StepResult {
        resources: vec![made],
        finish: Some(end(RunState::Succeeded)),
        ..succeeded(&claimed, "a")
    }))
    .await;
    let queued = db.queued("globe", &[("a", &[])]).await;
    let ids = [ended.environment, queued.environment];

    let resources = db.store.resources_of_all(&ids).await.expect("reads");
    let active = db.store.active_runs(&ids).await.expect("reads");
    let kinds = db.store.run_kinds(&[ended.id, RunId(Uuid::now_v7())]).await;

    let alone = db.store.resources(ended.environment).await.expect("reads");
    assert_eq!(resources, alone);
    assert_eq!(active, HashMap::from([(queued.environment, queued.id)]));
    assert_eq!(
        kinds.expect("reads"),
        HashMap::from([(ended.id, RunKind::Deploy)])
    );
    let none: [EnvironmentId; 0] = [];
    assert!(db.store.active_runs(&none).await.expect("reads").is_empty());
    assert!(
        db.store
            .resources_of_all(&none)
            .await
            .expect("reads")
            .is_empty()
    );
    assert!(db.store.run_kinds(&[]).await.expect("reads").is_empty());
}

async fn revisions_come_for_each_scope_that_has_one(db: Database) {
    let at = |scope, subject: &str| ScopeKey {
        scope,
        subject: subject.to_owned(),
    };
    let (acme, globe) = (at(Scope::Tenant, "acme"), at(Scope::Tenant, "globe"));
    for scope in [&acme, &globe, &acme] {
        let mut tx = db.begin().await;
        let revision = NewRevision {
            at: scope.clone(),
            changed_by: "ada".to_owned(),
            changed_at: moment(),
            undoes: None,
            values: vec![("a".to_owned(), json!(1))],
        };
        tx.insert_revision(&revision).await.expect("writes");
        tx.commit().await.expect("commits");
    }
    let asked = [
        acme.clone(),
        globe.clone(),
        at(Scope::Global, ""),
        at(Scope::Environment, "acme"),
    ];

    let newest = db.store.settings_revisions(&asked).await.expect("reads");

    assert_eq!(newest, HashMap::from([(acme, 3), (globe, 2)]));
    assert!(
        db.store
            .settings_revisions(&[])
            .await
            .expect("reads")
            .is_empty()
    );
}
