//! The process as its supervisor needs it: one an environment, honest about its health, quick to stop.

use std::{fs, time::Duration};

use crate::{
    instance::Environment,
    portal::{Portal, TOKEN},
    visitor::Visitor,
    wait_until,
};

#[tokio::test]
async fn health_tells_who_it_is_and_that_the_database_answers() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let visitor = Visitor::of(&app);

    let (status, health) = visitor.health().await;

    assert_eq!(status, 200);
    assert_eq!(
        health,
        serde_json::json!({
            "ok": true, "environment": "0196f0a4-0000-7000-8000-000000000001", "tenant": "acme", "stage": "prod",
            "version": "4.12.0", "database": "ok", "settings_revision": 1,
        })
    );

    fs::remove_file(environment.database()).unwrap();
    let (status, health) = visitor.health().await;
    assert_eq!(status, 503);
    assert_eq!(health["ok"], false);
    assert_eq!(health["database"], "the database file is gone");
}

#[tokio::test]
async fn a_second_process_for_one_environment_ends_with_75() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;

    let second = environment.spawn().wait().unwrap();

    assert_eq!(second.code(), Some(75));
    assert!(
        environment
            .log()
            .contains("another process already runs this environment")
    );
    assert_eq!(Visitor::of(&app).health().await.0, 200);
    let noted = fs::read_to_string(environment.instance().join("instance.lock")).unwrap();
    assert_eq!(noted.trim(), app.id().to_string());

    app.kill();
    assert_eq!(
        Visitor::of(&environment.start().await).health().await.0,
        200
    );
}

#[tokio::test]
async fn a_stop_is_quick_even_with_open_pages() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut open_page = Visitor::of(&app).get("/events").await;
    open_page.chunk().await.unwrap();

    let began = std::time::Instant::now();
    let status = app.terminate().await;

    assert_eq!(status.code(), Some(0), "{}", environment.log());
    assert!(
        began.elapsed() < Duration::from_secs(4),
        "{:?}",
        began.elapsed()
    );
    while let Ok(Some(_)) = open_page.chunk().await {}
    assert!(!environment.instance().join("port").exists());
}

#[tokio::test]
async fn a_missing_database_is_told_and_not_made() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    fs::remove_file(environment.database()).unwrap();

    let status = environment.spawn().wait().unwrap();

    assert_eq!(status.code(), Some(1));
    assert!(environment.log().contains("the database file is not there"));
    assert!(!environment.database().exists());
}

#[tokio::test]
async fn the_log_keeps_no_secret_and_no_address() {
    let portal = Portal::start();
    portal.fail_mails(&[503]);
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);
    let form = visitor.fill().await;
    assert_eq!(visitor.send(&form).await.status(), 303);
    wait_until("the mail is there and said to be", async || {
        environment
            .log()
            .contains("confirmation handed to the portal")
    })
    .await;
    portal.stop().await;
    app.terminate().await;

    let log = environment.log();

    assert_eq!(portal.mails().len(), 1);
    assert!(log.contains("confirmation handed to the portal"), "{log}");
    for secret in [TOKEN, "mira@example.com", "Mira"] {
        assert!(!log.contains(secret), "{secret} in:\n{log}");
    }
}
