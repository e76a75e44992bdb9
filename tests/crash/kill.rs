//! `kill -9` of the portal, at moments that hurt.

use blackbox::{
    Portal, Setup, figure, one_of_each, print_times, sign_up, tenant_app, wait_for, wait_for_run,
    wait_until,
};
use std::time::Instant;

/// Returns when this step of the run has begun.
async fn wait_for_step(portal: &Portal, run: &str, step: &str) {
    let client = portal.operator();
    wait_until(&format!("step {step} runs"), async || {
        let run = client.get(&format!("/api/v1/runs/{run}")).await.ok();
        let steps = run["steps"].as_array().cloned().unwrap_or_default();
        steps
            .iter()
            .any(|found| found["name"] == step && found["state"] == "running")
    })
    .await;
}

/// Kills it while this step works, and starts it again without the delay.
pub(super) async fn killed_in(setup: Setup, step: &str) -> Portal {
    let mut setup = setup;
    setup.faults(&format!("{step}:delay=1500ms"));
    let mut portal = setup.serve().await;
    let accepted = sign_up(&portal, "acme").await;
    wait_for_step(&portal, &accepted.run, step).await;

    portal.kill();
    portal.setup.faults("");
    let begun = Instant::now();
    portal.start_again().await;

    let run = wait_for_run(&portal.operator(), &accepted.run).await;
    figure(
        &format!("killed in {step}"),
        format!(
            "goes on and ends {:.1} s after the restart",
            begun.elapsed().as_secs_f64()
        ),
    );
    assert_eq!(run["state"], "succeeded", "{run}");
    print_times(&format!("killed in {step}"), &run);
    one_of_each(&portal, "acme").await;
    let page = portal.visitor().get(&accepted.status_url).await;
    page.has_status(200);
    assert!(
        page.text().contains(&accepted.site_url),
        "the same page shows the end"
    );
    portal.site("acme").get("/").await.has_status(200);
    portal
}

#[tokio::test]
async fn a_portal_killed_while_it_provisions_goes_on_by_itself() {
    killed_in(Setup::new(), "database").await;
}

#[tokio::test]
async fn a_portal_killed_when_the_app_has_started_ends_with_one_app() {
    killed_in(Setup::new(), "checks").await;
}

#[tokio::test]
async fn a_portal_killed_twice_goes_on_all_the_same() {
    let mut setup = Setup::new();
    setup.faults("database:delay=1500ms,release:delay=1500ms");
    let mut portal = setup.serve().await;
    let accepted = sign_up(&portal, "acme").await;

    for step in ["database", "release"] {
        wait_for_step(&portal, &accepted.run, step).await;
        portal.kill();
        portal.start_again().await;
    }

    let run = wait_for_run(&portal.operator(), &accepted.run).await;
    assert_eq!(run["state"], "succeeded", "{run}");
    one_of_each(&portal, "acme").await;
}

#[tokio::test]
async fn what_runs_is_adopted_by_the_next_portal_with_its_data() {
    let mut portal = Portal::start().await;
    let accepted = sign_up(&portal, "acme").await;
    let run = wait_for_run(&portal.operator(), &accepted.run).await;
    assert_eq!(run["state"], "succeeded", "{run}");
    let site = portal.site("acme");
    let day = site.last_free_day().await;
    site.book("Mira Okafor", &day, "10:00").await;
    let list = site.upcoming().await;
    assert!(list.contains("10:00"), "{list}");
    let before = tenant_app::of(&portal.data(), "acme-prod");
    assert_eq!(before.len(), 1);

    portal.kill();
    assert_eq!(
        tenant_app::of(&portal.data(), "acme-prod"),
        before,
        "it outlives the portal"
    );
    portal.start_again().await;

    let page = wait_for("the site answers", async || {
        site.try_get("/")
            .await
            .filter(|answer| answer.status == 200)
    })
    .await;
    page.has_status(200);
    assert_eq!(
        tenant_app::of(&portal.data(), "acme-prod"),
        before,
        "adopted, not doubled"
    );
    assert_eq!(site.upcoming().await, list, "its data is kept");
    one_of_each(&portal, "acme").await;
}

#[tokio::test]
async fn an_app_that_dies_is_started_again_with_its_data() {
    let portal = Portal::start().await;
    let accepted = sign_up(&portal, "acme").await;
    wait_for_run(&portal.operator(), &accepted.run).await;
    let site = portal.site("acme");
    site.book("Mira Okafor", &site.last_free_day().await, "10:00")
        .await;
    let list = site.upcoming().await;
    let before = tenant_app::of(&portal.data(), "acme-prod");

    tenant_app::kill_all(&portal.data());

    wait_until("another one answers", async || {
        let apps = tenant_app::of(&portal.data(), "acme-prod");
        apps.len() == 1
            && apps != before
            && site
                .try_get("/")
                .await
                .is_some_and(|answer| answer.status == 200)
    })
    .await;
    assert_eq!(site.upcoming().await, list);
}

#[tokio::test]
async fn an_orderly_stop_is_quick_and_takes_the_apps_along() {
    let mut portal = Portal::start().await;
    let accepted = sign_up(&portal, "acme").await;
    wait_for_run(&portal.operator(), &accepted.run).await;

    let (status, took) = portal.stop().await;

    figure("orderly stop", format!("{:.2} s", took.as_secs_f64()));
    assert_eq!(status.code(), Some(0), "{}", portal.log());
    assert!(
        tenant_app::all(&portal.data()).is_empty(),
        "{:?}",
        tenant_app::all(&portal.data())
    );
    portal.start_again().await;
    wait_until("the site is back", async || {
        portal
            .site("acme")
            .try_get("/")
            .await
            .is_some_and(|answer| answer.status == 200)
    })
    .await;
    one_of_each(&portal, "acme").await;
}

#[tokio::test]
async fn a_stop_in_the_middle_of_a_launch_loses_nothing() {
    let mut portal = Portal::with_faults("database:delay=1500ms").await;
    let accepted = sign_up(&portal, "acme").await;
    wait_for_step(&portal, &accepted.run, "database").await;

    let (status, _) = portal.stop().await;
    assert_eq!(status.code(), Some(0), "{}", portal.log());
    portal.setup.faults("");
    portal.start_again().await;

    let run = wait_for_run(&portal.operator(), &accepted.run).await;
    assert_eq!(run["state"], "succeeded", "{run}");
    one_of_each(&portal, "acme").await;
}
