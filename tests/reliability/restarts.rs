//! R7: a quick restart, a run that kills its worker, and a database that goes away under load.

use super::lane::{Lane, RECOVERED, Store};
use blackbox::{Database, Proxy, Seed, achieved, figure, wait_until};
use serde_json::json;
use std::time::{Duration, Instant};

/// `kill -9` in the middle of a step and a restart within the second. A worker that came back by
/// its old name would wait for its own ghost (apalis, fact d).
pub(super) async fn restarted_at_once(store: Store, times: usize) {
    let mut seed = Seed::new();
    let mut lane = Lane::open(store).await;
    let calling = lane.calling_steps().await;
    let mut slowest = Duration::ZERO;
    for i in 0..times {
        let (slug, step) = (format!("again{i}"), seed.one_of(&calling).clone());
        let slow = json!({ "tenant": slug, "step": step, "times": 1, "manner": { "delay": { "ms": 5000 } } });
        lane.ledger.order(slow).await;
        lane.deploy(&slug).await;
        wait_until("the step is at its provider", async || {
            let path = format!("/api/v1/environments/{slug}/prod");
            let environment = lane.portal.operator().get(&path).await.ok();
            let Some(run) = environment["active_run"].as_str() else {
                return false;
            };
            let run = lane
                .portal
                .operator()
                .get(&format!("/api/v1/runs/{run}"))
                .await
                .ok();
            let steps = run["steps"].as_array().cloned().unwrap_or_default();
            steps
                .iter()
                .any(|s| s["name"] == step && s["state"] == "running")
        })
        .await;

        lane.portal.kill();
        let (run, took) = lane.recovers(&slug, Instant::now()).await;

        assert_eq!(run["state"], "succeeded", "{run}");
        assert!(took < RECOVERED, "{took:?} until {slug} ran");
        lane.whole(&slug).await;
        slowest = slowest.max(took);
    }
    let slowest = slowest.as_secs_f64();
    let text = format!("{times} restarts, none stuck, slowest {slowest:.1} s");
    achieved(&format!("R7 restart {store:?}"), times, &text, seed.number);
}

/// A step that kills its worker each time ends its run after three, and nobody else's.
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

    assert!(crashes <= 3, "{crashes} crashes");
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

/// The way to the database is cut again and again while launches run; each time the portal comes
/// back by itself, and in the end every launch is whole.
pub(super) async fn database_goes_away(times: usize, launches: usize) {
    let mut seed = Seed::new();
    let database = Database::make().await;
    let proxy = Proxy::to(database.port()).await;
    let url = database.url_at(proxy.port);
    let lane = Lane::open_with(Store::Postgres, |setup| {
        setup.set("AUTOMATOR_DATABASE_URL", &url);
    })
    .await;
    let each = launches / times;
    let mut runs = Vec::new();
    for cut in 0..times {
        for i in 0..each {
            let slug = format!("load{cut}x{i}");
            runs.push((lane.deploy(&slug).await, slug));
        }
        tokio::time::sleep(Duration::from_millis(seed.below(150) as u64)).await;
        proxy.refuse(true);
        proxy.cut_all();
        tokio::time::sleep(Duration::from_millis(100 + seed.below(900) as u64)).await;
        proxy.refuse(false);
        let back = Instant::now();
        wait_until("the portal is ready again", async || {
            let ready = lane.portal.visitor().try_get("/readyz").await;
            ready.is_some_and(|answer| answer.status == 200)
        })
        .await;
        assert!(
            back.elapsed() < Duration::from_secs(5),
            "{:?}",
            back.elapsed()
        );
    }
    for (run, slug) in &runs {
        let run = lane.ends(run).await;
        assert_eq!(run["state"], "succeeded", "{run}");
        lane.whole(slug).await;
    }
    let text = format!("{times} cuts under {} launches, none lost", runs.len());
    achieved("R7 database", runs.len(), &text, seed.number);
    drop(lane);
    drop(database);
}

#[tokio::test]
async fn a_quick_restart_is_not_held_up_by_its_own_ghost_on_sqlite() {
    restarted_at_once(Store::Sqlite, 2).await;
}

#[tokio::test]
async fn a_quick_restart_is_not_held_up_by_its_own_ghost_on_postgres() {
    restarted_at_once(Store::Postgres, 2).await;
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
async fn a_database_that_goes_away_under_load_loses_nothing() {
    database_goes_away(3, 15).await;
}
