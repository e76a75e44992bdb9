//! R7: a quick restart.

use super::lane::{Lane, RECOVERED, Store};
use blackbox::{Seed, achieved, wait_until};
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
            lane.worker_in(run, &step).await.is_some()
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

#[tokio::test]
async fn a_quick_restart_is_not_held_up_by_its_own_ghost_on_sqlite() {
    restarted_at_once(Store::Sqlite, 2).await;
}

#[tokio::test]
async fn a_quick_restart_is_not_held_up_by_its_own_ghost_on_postgres() {
    restarted_at_once(Store::Postgres, 2).await;
}
