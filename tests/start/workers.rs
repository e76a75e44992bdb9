//! `automator worker`: when it is refused, how it tells that it lives, and what it may do beside a
//! portal with local providers.

use blackbox::{
    Database, Portal, Setup, one_of_each, sign_up, tenant_app, wait_for, wait_for_run, wait_until,
};
use serde_json::Value;
use std::time::Duration;

#[tokio::test]
async fn on_sqlite_the_portal_is_the_only_worker() {
    let done = Setup::new().cli().run("worker").await;

    done.ended_with(6).says("PostgreSQL");
}

#[tokio::test]
async fn a_worker_brings_no_database_up_to_date() {
    let database = Database::make().await;
    let mut setup = Setup::on(&database.url());
    setup.set("AUTOMATOR_MASTER_KEY", "ab".repeat(32));

    let done = setup.cli().run("worker").await;

    done.ended_with(9).says("start the portal");
}

#[tokio::test]
async fn a_worker_without_the_portals_key_or_directory_is_refused() {
    let database = Database::make().await;
    let portal = Portal::on(&database.url()).await;
    let mut elsewhere = Setup::on(&database.url());

    let without = elsewhere.cli().run("worker").await;
    elsewhere.set("AUTOMATOR_MASTER_KEY", "ab".repeat(32));
    let other_key = elsewhere.cli().run("worker").await;
    let key = std::fs::read_to_string(portal.data().join("master.key")).unwrap();
    elsewhere.set("AUTOMATOR_MASTER_KEY", key.trim());
    let other_directory = elsewhere.cli().run("worker").await;

    without.ended_with(6).says("AUTOMATOR_MASTER_KEY");
    other_key.ended_with(6).says("not the master key");
    other_directory
        .ended_with(6)
        .says("instance")
        .says("AUTOMATOR_DATA");
    assert!(!elsewhere.data().join("master.key").exists());
}

/// One portal that only serves, one worker beside it, on one machine with its local providers.
async fn beside() -> (Database, Portal) {
    let database = Database::make().await;
    let mut setup = Setup::on(&database.url());
    setup.without_worker();
    let portal = setup.serve().await;
    (database, portal)
}

#[tokio::test]
async fn what_a_worker_has_started_outlives_it_and_is_removed_by_the_next() {
    let (_database, portal) = beside().await;
    let worker = portal.worker();

    let accepted = sign_up(&portal, "acme").await;
    let run = wait_for_run(&portal.operator(), &accepted.run).await;
    assert_eq!(run["state"], "succeeded", "{run}");
    one_of_each(&portal, "acme").await;
    // Killed: the portal watches over the site, and starts it again when it dies.
    drop(worker);
    portal.site("acme").get("/").await.has_status(200);
    assert!(!tenant_app::kill_all(&portal.data()), "it was running");
    wait_until("the site is back", async || {
        let answer = portal.site("acme").try_get("/").await;
        answer.is_some_and(|answer| answer.status == 200)
    })
    .await;

    let worker = portal.worker();
    portal.cli().run("destroy acme --yes").await.succeeded();

    assert!(tenant_app::of(&portal.data(), "acme-prod").is_empty());
    let (status, _) = worker.stop();
    assert_eq!(status.code(), Some(0));
}

#[tokio::test]
async fn workers_are_listed_while_they_live() {
    let (_database, portal) = beside().await;
    let told = async || {
        let done = portal.cli().run("workers -o json").await;
        done.succeeded().json()
    };
    let nobody = portal.cli().run("workers").await;
    nobody.succeeded().says("No worker works");

    let worker = portal.worker();
    let pid = format!("-{}-", worker.pid());
    let listed = wait_for("it is listed as working", async || {
        let item = told().await["items"][0].clone();
        (item["state"] == "working").then_some(item)
    })
    .await;
    assert!(
        listed["name"].as_str().unwrap_or_default().contains(&pid),
        "{listed}"
    );
    let metrics = portal.visitor().get("/metrics").await.text();
    assert!(
        metrics.contains("automator_workers{state=\"working\"} 1"),
        "{metrics}"
    );
    assert!(
        metrics.contains("automator_queue_waiting{line=\"advance-bulk\"} 0"),
        "{metrics}"
    );

    worker.stop();
    assert_eq!(told().await["items"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn a_worker_that_is_too_old_for_the_database_stops_by_itself() {
    let (database, portal) = beside().await;
    let worker = portal.worker();
    wait_until("it works", async || worker.is_up()).await;

    database
        .execute("update _sqlx_migrations set version = version + 1000")
        .await;
    let status = worker.ends(Duration::from_secs(15)).await;
    let again = portal.cli().run("worker").await;

    assert_eq!(status.code(), Some(9), "it says why to whoever starts it");
    again.ended_with(9).says("newer version");
}
