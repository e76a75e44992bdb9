//! The tenant's app: reads its settings, changes some, sends mail.

use crate::house::{House, faults, name, slug, values};
use app::{
    AppError, Session,
    access::{SeeMail, UseRuntime},
    cases::{self, NewToken, RuntimeMail},
    session,
};
use domain::role::Role;
use serde_json::json;
use std::sync::atomic::Ordering;

/// The session of an environment, as its token gives it.
async fn app_of(house: &House, text: &str) -> Session {
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

fn mail(key: Option<&str>) -> RuntimeMail {
    RuntimeMail {
        to: "guest@example.com".into(),
        subject: "Your booking".into(),
        text: "See you on Friday.".into(),
        idempotency_key: key.map(str::to_owned),
    }
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
async fn mail_goes_out_in_the_tenants_name() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let names = values(&[
        ("mail.sender_name", json!("Ada \"Pine\"")),
        ("mail.reply_to", json!("hello@harbour.example")),
    ]);
    let changed = cases::change_settings(&house.by(&owner), &slug("acme"), None, names, None).await;
    changed.expect("changed");
    let app = app_of(&house, "acme").await;

    let sent = cases::runtime_mail(&house.by(&app), mail(None))
        .await
        .expect("sent");

    assert_eq!(sent.from, "\"Ada \\\"Pine\\\"\" <acme@clients.localhost>");
    assert_eq!(sent.reply_to.as_deref(), Some("hello@harbour.example"));
    assert_eq!(
        (sent.via.as_str(), sent.tenant.as_deref()),
        ("captured", Some("acme"))
    );
    assert_eq!(house.postbox.sent.lock().expect("mail").len(), 1);
    let read = cases::list_mail(&house.by::<SeeMail>(&owner), None, 10)
        .await
        .expect("mail");
    assert_eq!(read.items, [sent]);
}

#[tokio::test]
async fn a_mail_with_a_key_is_one_mail() {
    let house = House::open().await;
    house.sign_up("acme").await;
    house.sign_up("rival").await;
    let (acme, rival) = (app_of(&house, "acme").await, app_of(&house, "rival").await);
    let send = |who: Session, mail| {
        let house = &house;
        async move { cases::runtime_mail(&house.by(&who), mail).await }
    };

    let one = send(acme.clone(), mail(Some("booking-1")))
        .await
        .expect("sent");
    let two = send(acme.clone(), mail(Some("booking-1")))
        .await
        .expect("sent");
    let theirs = send(rival, mail(Some("booking-1"))).await.expect("sent");
    let mut other = mail(Some("booking-1"));
    other.text = "Something else".into();

    assert_eq!(one, two);
    assert_ne!(one.id, theirs.id);
    assert_eq!(house.postbox.sent.lock().expect("mail").len(), 2);
    assert_eq!(
        faults(send(acme, other).await),
        ["idempotency_key key_reused"]
    );
    let all = cases::list_mail(&house.operator::<SeeMail>(), None, 10)
        .await
        .expect("mail");
    assert_eq!(all.items.len(), 2);
}

#[tokio::test]
async fn the_months_mails_are_counted_and_the_next_month_begins_anew() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let limit = values(&[("limits.mails_per_month", json!(2))]);
    let by = house.operator();
    cases::change_settings(&by, &slug("acme"), None, limit, None)
        .await
        .expect("changed");
    let app = app_of(&house, "acme").await;
    let send = || async { cases::runtime_mail(&house.by(&app), mail(None)).await };

    assert!(send().await.is_ok() && send().await.is_ok());
    let third = send().await;
    assert!(matches!(third, Err(AppError::TooMany(_))), "{third:?}");
    house.clock.pass(chrono::TimeDelta::days(10));
    assert!(send().await.is_ok(), "December");
}

#[tokio::test]
async fn a_mail_that_cannot_go_out_is_not_kept_and_can_be_sent_again() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let app = app_of(&house, "acme").await;
    let send = || async { cases::runtime_mail(&house.by(&app), mail(Some("key"))).await };

    house.postbox.broken.store(true, Ordering::SeqCst);
    assert!(matches!(send().await, Err(AppError::Unavailable { .. })));
    house.postbox.broken.store(false, Ordering::SeqCst);

    assert!(send().await.is_ok());
}

#[tokio::test]
async fn a_token_without_an_environment_reads_nothing() {
    let house = House::open().await;
    let lost = House::anybody(Role::Environment);
    let read = cases::runtime_document(&house.by(&lost)).await;
    assert!(matches!(read, Err(AppError::NotFound { .. })));
}
