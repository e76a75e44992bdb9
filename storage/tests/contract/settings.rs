use crate::{both, database::Database, fixtures::moment};
use app::records::{NewRevision, Revision, ScopeKey, StoredChange};
use domain::settings::Scope;
use serde_json::{Value, json};
use std::time::Duration;

both!(
    a_revision_keeps_what_was_before_and_what_came_after,
    revisions_are_numbered_by_one_counter_over_all_scopes,
    layers_come_for_every_scope_that_is_asked_for,
    history_is_paged_from_newest_to_oldest,
    two_who_read_the_revision_under_the_lock_do_not_see_the_same,
);

fn at(scope: Scope, subject: &str) -> ScopeKey {
    ScopeKey {
        scope,
        subject: subject.to_owned(),
    }
}

fn new(at: &ScopeKey, values: &[(&str, Value)]) -> NewRevision {
    NewRevision {
        at: at.clone(),
        changed_by: "ada@example.com".to_owned(),
        changed_at: moment(),
        undoes: None,
        values: values
            .iter()
            .map(|(k, v)| ((*k).to_owned(), v.clone()))
            .collect(),
    }
}

async fn save(db: &Database, revision: NewRevision) -> i64 {
    let mut tx = db.begin().await;
    let number = tx.insert_revision(&revision).await.expect("writes");
    tx.commit().await.expect("commits");
    number
}

async fn a_revision_keeps_what_was_before_and_what_came_after(db: Database) {
    let acme = at(Scope::Tenant, "acme");
    save(
        &db,
        new(
            &acme,
            &[("colour", json!("#111111")), ("logo", json!(null))],
        ),
    )
    .await;
    let second = NewRevision {
        undoes: Some(1),
        ..new(
            &acme,
            &[
                ("colour", json!("#222222")),
                ("links", json!(["https://a.example"])),
            ],
        )
    };
    let number = save(&db, second).await;

    let found = db.store.revision(number).await.expect("reads");

    let change = |key: &str, before, after| StoredChange {
        key: key.to_owned(),
        before,
        after,
    };
    assert_eq!(
        found,
        Some(Revision {
            revision: 2,
            at: acme.clone(),
            changed_by: "ada@example.com".to_owned(),
            changed_at: moment(),
            undoes: Some(1),
            changes: vec![
                change("colour", json!("#111111"), json!("#222222")),
                change("links", Value::Null, json!(["https://a.example"])),
            ],
        })
    );
    assert_eq!(db.store.revision(3).await.expect("reads"), None);
    let mut tx = db.begin().await;
    let keys = ["colour".to_owned(), "unset".to_owned()];
    let present = tx.setting_values(&acme, &keys).await.expect("reads");
    assert_eq!(
        present.into_iter().collect::<Vec<_>>(),
        [(keys[0].clone(), (json!("#222222"), 2))]
    );
}

async fn revisions_are_numbered_by_one_counter_over_all_scopes(db: Database) {
    let (global, acme) = (at(Scope::Global, ""), at(Scope::Tenant, "acme"));
    assert_eq!(
        db.store
            .settings_revision(&[global.clone(), acme.clone()])
            .await
            .expect("reads"),
        0
    );

    let numbers = [
        save(&db, new(&acme, &[("a", json!(1))])).await,
        save(&db, new(&global, &[("a", json!(2))])).await,
        save(&db, new(&at(Scope::Tenant, "other"), &[("a", json!(3))])).await,
    ];

    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(
        db.store
            .settings_revision(&[global, acme.clone()])
            .await
            .expect("reads"),
        2
    );
    assert_eq!(db.store.settings_revision(&[acme]).await.expect("reads"), 1);
    assert_eq!(db.store.settings_revision(&[]).await.expect("reads"), 0);
    assert_eq!(db.store.newest_revision().await.expect("reads"), 3);
}

async fn layers_come_for_every_scope_that_is_asked_for(db: Database) {
    let scopes = [
        at(Scope::Global, ""),
        at(Scope::Plan, "trial"),
        at(Scope::Tenant, "acme"),
    ];
    save(&db, new(&scopes[0], &[("a", json!(1)), ("b", json!(null))])).await;
    save(&db, new(&scopes[2], &[("a", json!("x"))])).await;
    save(&db, new(&at(Scope::Tenant, "other"), &[("a", json!("y"))])).await;

    let layers = db.store.setting_layers(&scopes).await.expect("reads");

    let told: Vec<_> = layers
        .into_iter()
        .map(|layer| (layer.scope, layer.values.into_iter().collect::<Vec<_>>()))
        .collect();
    assert_eq!(
        told,
        [
            (
                Scope::Global,
                vec![
                    ("a".to_owned(), (json!(1), 1)),
                    ("b".to_owned(), (Value::Null, 1))
                ]
            ),
            (Scope::Plan, vec![]),
            (Scope::Tenant, vec![("a".to_owned(), (json!("x"), 2))]),
        ]
    );
}

async fn history_is_paged_from_newest_to_oldest(db: Database) {
    let acme = at(Scope::Tenant, "acme");
    for n in 0..5 {
        save(&db, new(&acme, &[("a", json!(n))])).await;
        save(&db, new(&at(Scope::Tenant, "other"), &[("a", json!(n))])).await;
    }
    let scopes = [acme, at(Scope::Global, "")];

    let first = db.store.revisions(&scopes, None, 3).await.expect("reads");
    let rest = db
        .store
        .revisions(&scopes, Some(first[2].revision), 3)
        .await
        .expect("reads");

    let numbers = |page: &[Revision]| page.iter().map(|r| r.revision).collect::<Vec<_>>();
    assert_eq!(
        (numbers(&first), numbers(&rest)),
        (vec![9, 7, 5], vec![3, 1])
    );
    assert!(first.iter().chain(&rest).all(|r| r.changes.len() == 1));
}

async fn two_who_read_the_revision_under_the_lock_do_not_see_the_same(db: Database) {
    let acme = at(Scope::Tenant, "acme");
    let mut first = db.begin().await;
    let seen = first
        .locked_revision(std::slice::from_ref(&acme))
        .await
        .expect("reads");
    let (store, scope) = (db.store.clone(), acme.clone());
    let second = tokio::spawn(async move {
        let mut tx = store.begin().await.expect("begins");
        tx.locked_revision(&[scope]).await.expect("reads")
    });
    tokio::time::sleep(Duration::from_millis(100)).await;

    assert!(!second.is_finished(), "the second waits for the first");
    first
        .insert_revision(&new(&acme, &[("a", json!(1))]))
        .await
        .expect("writes");
    first.commit().await.expect("commits");

    assert_eq!((seen, second.await.expect("ends")), (0, 1));
}
