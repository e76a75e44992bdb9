//! R6: a worker that stands still past its lease, another one that takes over, and the first one
//! that wakes up and goes on as if nothing had been. Nothing it does counts.

use super::lane::Lane;
use blackbox::{Seed, Worker, achieved, wait_for, wait_until};
use serde_json::json;
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
            lane.worker_in(&run, &step).await
        })
        .await;
        let named = |w: &&Worker| first.contains(&format!("-{}-", w.pid()));
        let zombie = lane.workers.iter().find(named);
        let zombie = zombie.unwrap_or_else(|| panic!("{first} is none of ours"));

        zombie.stand_still();
        let ended = lane.ends(&run).await;
        let before = lane.show(&run).await;
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
        let after = lane.show(&run).await;
        assert_eq!(before, after, "the zombie wrote something");
        lane.whole(&slug).await;
    }
    let text = format!("{late} zombies, no write of theirs accepted, none doubled");
    achieved("R6 Postgres", late, &text, seed.number);
}

#[tokio::test]
async fn a_worker_that_wakes_up_too_late_changes_nothing() {
    tokio::time::timeout(Duration::from_secs(90), a_worker_stands_still(2))
        .await
        .expect("in time");
}
