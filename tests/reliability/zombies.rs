//! R6: a worker that stands still past its lease, another one that takes over, and the first one
//! that wakes up and goes on as if nothing had been. Nothing it does counts.

use super::lane::Lane;
use blackbox::{Seed, Worker, achieved, wait_for, wait_until};
use serde_json::{Value, json};
use std::time::Duration;

pub(super) async fn a_worker_stands_still(trials: usize) {
    let mut seed = Seed::new();
    let lane = Lane::open_with_workers(2).await;
    let calling = lane.calling_steps().await;
    let mut late = 0;
    for i in 0..trials {
        let (slug, step) = (format!("zombie{i}"), seed.one_of(&calling).clone());
        let slow = json!({ "tenant": slug, "step": step, "times": 1, "manner": { "delay": { "ms": 1500 } } });
        lane.ledger.order(slow).await;
        let run = lane.deploy(&slug).await;
        let first = wait_for("a worker is in the step", async || {
            let run = detail(&lane, &run).await;
            let steps = run["steps"].as_array().cloned().unwrap_or_default();
            let in_it = |s: &Value| s["name"] == step && s["state"] == "running";
            let worker = run["worker"].as_str()?.to_owned();
            steps.iter().any(in_it).then_some(worker)
        })
        .await;
        let named = |w: &&Worker| first.contains(&format!("-{}-", w.pid()));
        let zombie = lane.workers.iter().find(named);
        let zombie = zombie.unwrap_or_else(|| panic!("{first} is none of ours"));

        zombie.stand_still();
        let ended = lane.ends(&run).await;
        let before = detail(&lane, &run).await;
        zombie.go_on();

        assert_eq!(ended["state"], "succeeded", "{ended}");
        assert_ne!(
            before["worker"],
            first.as_str(),
            "another worker has ended it"
        );
        // It comes to the end of its step, finds its lease taken, and says so.
        wait_until("the zombie has given up", async || {
            zombie.log().contains(&run)
        })
        .await;
        late += 1;
        let after = detail(&lane, &run).await;
        assert_eq!(before, after, "the zombie wrote something");
        lane.whole(&slug).await;
    }
    let text = format!("{late} zombies, no write of theirs accepted, none doubled");
    achieved("R6 Postgres", late, &text, seed.number);
}

async fn detail(lane: &Lane, run: &str) -> Value {
    lane.portal
        .operator()
        .get(&format!("/api/v1/runs/{run}"))
        .await
        .ok()
}

#[tokio::test]
async fn a_worker_that_wakes_up_too_late_changes_nothing() {
    tokio::time::timeout(Duration::from_secs(90), a_worker_stands_still(2))
        .await
        .expect("in time");
}
