//! R7: a run that kills its worker. It is stopped after a few crashes, and takes nobody with it.

use super::lane::{Lane, Store};
use blackbox::{Seed, figure};
use serde_json::json;
use std::time::{Duration, Instant};

/// The default of the setting `runner.crashes`.
const MOST: usize = 5;

/// A step that kills its worker each time ends its run after a few, and nobody else's.
async fn poisoned(store: Store) {
    let mut seed = Seed::new();
    let mut lane = Lane::open(store).await;
    let step = seed.one_of(&lane.steps.clone()).clone();
    lane.create("poison").await;
    lane.create("healthy").await;
    let order = format!("after-intent {step} poison 1 always");
    lane.portal.order_crash(&order);

    lane.start_and_die("poison", "deploy").await;
    let mut crashes = 1;
    let begun = Instant::now();
    let run = loop {
        lane.portal.keep_up();
        let path = "/api/v1/runs?tenant=poison";
        if let Some(runs) = lane.portal.operator().try_get(path).await {
            let run = runs.ok()["items"][0].clone();
            if run["state"] == "failed" {
                break run;
            }
        }
        if lane.portal.has_ended() {
            crashes += 1;
        }
        assert!(
            begun.elapsed() < blackbox::PATIENCE,
            "it dies for ever: {crashes}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    };

    assert_eq!(crashes, MOST, "crashes");
    assert!(run["failed_step"].is_string(), "{run}");
    assert_eq!(run["error"]["kind"], "crashed", "{run}");
    let summary = run["error"]["summary"].as_str().unwrap_or_default();
    assert!(
        summary.contains(&step) && summary.contains("died"),
        "{summary}"
    );
    // What stood behind it runs, in the same process, with the order still in place.
    let healthy = lane.start("healthy", "deploy").await;
    let healthy = lane.ends(&healthy).await;
    assert_eq!(healthy["state"], "succeeded", "{healthy}");
    // The cause is gone: the run goes on where it stopped.
    lane.portal.order_no_crash();
    let id = run["id"].as_str().unwrap_or_default().to_owned();
    let resume = format!("/api/v1/runs/{id}/resume");
    let client = lane.portal.operator();
    client.post(&resume, &json!({})).await.has_status(202);
    let run = lane.ends(&id).await;
    assert_eq!(run["state"], "succeeded", "{run}");
    lane.whole("poison").await;
    figure(
        &format!("R7 poison {store:?}"),
        format!("stopped after {crashes} crashes of {step}"),
    );
}

/// Runs that are in the same hands each time the worker dies are suspected like the one that kills
/// it. They are tried without it, and end as they should.
async fn poison_takes_nobody_with_it(store: Store) {
    let mut lane = Lane::open(store).await;
    let calling = lane.calling_steps().await;
    let beside: Vec<_> = (0..3).map(|n| format!("beside{n}")).collect();
    for slug in &beside {
        let slow =
            json!({ "tenant": slug, "step": calling[0], "manner": { "delay": { "ms": 1500 } } });
        lane.ledger.order(slow).await;
        lane.deploy(slug).await;
    }
    lane.create("poison").await;
    let order = format!("after-intent {} poison 1 always", lane.steps[0]);
    lane.portal.order_crash(&order);
    lane.start_and_die("poison", "deploy").await;

    let begun = Instant::now();
    let mut crashes = 1;
    while !lane.all_over(&beside).await {
        lane.portal.keep_up();
        tokio::time::sleep(Duration::from_millis(50)).await;
        crashes += usize::from(lane.portal.has_ended());
        let took = begun.elapsed();
        assert!(took < blackbox::PATIENCE * 2, "not over: {crashes} crashes");
    }

    assert_eq!(crashes, MOST, "crashes");
    for slug in &beside {
        let run = lane.ends(&lane.newest_run(slug).await).await;
        assert_eq!(run["state"], "succeeded", "{run}");
        lane.whole(slug).await;
    }
    let run = lane.ends(&lane.newest_run("poison").await).await;
    assert_eq!(run["steps"][0]["error"]["kind"], "crashed", "{run}");
    figure(
        &format!("R7 poison beside {store:?}"),
        format!("stopped after {crashes} crashes, the 3 runs beside it ended whole"),
    );
}

impl Lane {
    /// Whether these and the poison have ended; false while the portal is down.
    async fn all_over(&self, beside: &[String]) -> bool {
        let mut over = true;
        for slug in beside.iter().map(String::as_str).chain(["poison"]) {
            let path = format!("/api/v1/runs?tenant={slug}");
            let Some(runs) = self.portal.operator().try_get(&path).await else {
                return false;
            };
            let state = runs.ok()["items"][0]["state"].clone();
            over &= state == "succeeded" || state == "failed";
        }
        over
    }
}

#[tokio::test]
async fn a_run_that_kills_its_worker_is_stopped_and_told_on_sqlite() {
    poisoned(Store::Sqlite).await;
}

#[tokio::test]
async fn a_run_that_kills_its_worker_is_stopped_and_told_on_postgres() {
    poisoned(Store::Postgres).await;
}

#[tokio::test]
async fn a_run_that_kills_its_worker_takes_nobody_with_it_on_sqlite() {
    poison_takes_nobody_with_it(Store::Sqlite).await;
}

#[tokio::test]
async fn a_run_that_kills_its_worker_takes_nobody_with_it_on_postgres() {
    poison_takes_nobody_with_it(Store::Postgres).await;
}
