//! The tenant's app: reads its settings and changes some.

use crate::house::{House, faults, name, slug, values};
use app::{
    AppError, Session,
    access::UseRuntime,
    cases::{self, NewToken},
    session,
};
use domain::role::Role;
use serde_json::json;

/// The session of an environment, as its token gives it.
pub async fn app_of(house: &House, text: &str) -> Session {
    let new = NewToken {
        role: Role::Environment,
        tenant: None,
        environment: Some(name(text)),
        name: "instance".into(),
        expires: None,
    };
    let token = cases::create_token(&house.operator(), new)
        .await
        .expect("a token");
    let found = session::by_bearer(&house.portal, &token, "127.0.0.1").await;
    found.expect("known")
}

#[tokio::test]
async fn the_document_holds_what_the_app_may_know_and_follows_every_change() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let app = app_of(&house, "acme").await;
    let read = || async {
        cases::runtime_document(&house.by(&app))
            .await
            .expect("a document")
    };
    let before = read().await;

    let change = values(&[
        ("branding.primary_color", json!("#123456")),
        ("mail.smtp.password", json!("s3cret")),
        ("limits.users", json!(7)),
    ]);
    let by = house.operator();
    let saved = cases::change_settings(&by, &slug("acme"), None, change, None).await;

    let after = read().await;
    assert_eq!(
        (after.tenant.as_str(), after.stage.as_str()),
        ("acme", "prod")
    );
    assert!(after.revision > before.revision);
    assert_eq!(after.revision, saved.expect("saved").revision);
    assert_eq!(after.settings["branding.primary_color"], json!("#123456"));
    assert_eq!((after.limits.users, after.limits.mails_per_month), (7, 500));
    let text = serde_json::to_string(&after).expect("json");
    assert!(!text.contains("smtp") && !text.contains("signup"), "{text}");
}

#[tokio::test]
async fn the_app_changes_a_customers_keys_and_no_others() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let app = app_of(&house, "acme").await;
    let change = |key: &'static str, value| {
        let by = house.by::<UseRuntime>(&app);
        async move { cases::runtime_change(&by, values(&[(key, value)])).await }
    };

    change("branding.site_title", json!("By the app"))
        .await
        .expect("saved");
    let refused = change("limits.users", json!(1_000)).await;

    assert_eq!(faults(refused), ["settings.limits.users not_allowed"]);
    let shown = cases::show_settings(&house.operator(), &slug("acme"), None).await;
    let title = &shown.expect("settings").values["branding.site_title"];
    assert_eq!(
        (&title.value, title.source.name()),
        (&json!("By the app"), "tenant")
    );
}

#[tokio::test]
async fn a_token_without_an_environment_reads_nothing() {
    let house = House::open().await;
    let lost = House::anybody(Role::Environment);
    let read = cases::runtime_document(&house.by(&lost)).await;
    assert!(matches!(read, Err(AppError::NotFound { .. })));
}
