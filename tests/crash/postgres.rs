//! The same on PostgreSQL: one sign-up, one kill, one of each.

use blackbox::{Database, Portal, Setup, one_of_each, print_times, sign_up, wait_for_run};

#[tokio::test]
async fn postgres_carries_a_launch() {
    let database = Database::make().await;
    let portal = Portal::on(&database.url()).await;

    let accepted = sign_up(&portal, "acme").await;
    let run = wait_for_run(&portal.operator(), &accepted.run).await;

    assert_eq!(run["state"], "succeeded", "{run}");
    print_times("PostgreSQL", &run);
    one_of_each(&portal, "acme").await;
    portal.site("acme").get("/").await.has_status(200);
    assert!(
        !portal.data().join("automator.db").exists(),
        "nothing is kept beside it"
    );
    portal.cli().run("create globe").await.succeeded();
    let deployed = portal.cli().run("deploy globe").await;
    deployed.succeeded().printed(&portal.site_url("globe"));
}

#[tokio::test]
async fn postgres_keeps_a_launch_through_kill_9() {
    let database = Database::make().await;
    super::kill::killed_in(Setup::on(&database.url()), "database").await;
}
