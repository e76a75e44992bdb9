//! How long nothing goes on after `kill -9`, with the leases that the product has: seconds, for
//! every run that the dead process had in its hands.

use super::lane::{Lane, Store};
use blackbox::{Seed, Setup, achieved, wait_for, wait_until};
use rustix::process::Signal;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A restart on SQLite: nobody else can hold a lease, so none is waited for.
const RESTARTED: Duration = Duration::from_secs(2);
/// Another worker on PostgreSQL: the lease must end first.
const TAKEN_OVER: Duration = Duration::from_secs(10);

/// A launch in the middle of a call to its provider.
struct Held {
    run: String,
    slug: String,
    worker: String,
}

impl Lane {
    async fn in_mid_call(&self, count: usize, seed: &mut Seed) -> Vec<Held> {
        let calling = self.calling_steps().await;
        let mut begun = Vec::new();
        for i in 0..count {
            let (slug, step) = (format!("held{i}"), seed.one_of(&calling).clone());
            let slow = json!({ "tenant": slug, "step": step, "times": 1, "manner": { "delay": { "ms": 2500 } } });
            self.ledger.order(slow).await;
            begun.push((self.deploy(&slug).await, slug, step));
        }
        let mut held = Vec::new();
        for (run, slug, step) in begun {
            let worker = wait_for("a worker is in the step", async || {
                let run = self.show(&run).await;
                let steps = run["steps"].as_array().cloned().unwrap_or_default();
                let in_it = |s: &Value| s["name"] == step && s["state"] == "running";
                let worker = run["worker"].as_str()?.to_owned();
                steps.iter().any(in_it).then_some(worker)
            })
            .await;
            held.push(Held { run, slug, worker });
        }
        held
    }

    async fn show(&self, run: &str) -> Value {
        let path = format!("/api/v1/runs/{run}");
        self.portal.operator().get(&path).await.ok()
    }

    /// Until another worker has each of these; then all of them end whole.
    async fn go_on(&self, held: &[Held], since: Instant) -> Duration {
        for held in held {
            wait_until("another worker has the run", async || {
                let run = self.show(&held.run).await;
                run["worker"] != held.worker.as_str()
            })
            .await;
        }
        let took = since.elapsed();
        for held in held {
            let run = self.ends(&held.run).await;
            assert_eq!(run["state"], "succeeded", "{run}");
            self.whole(&held.slug).await;
        }
        took
    }
}

#[tokio::test]
async fn a_killed_portal_on_sqlite_goes_on_within_two_seconds() {
    let mut seed = Seed::new();
    let mut lane = Lane::open_with(Store::Sqlite, Setup::product_pace).await;
    let held = lane.in_mid_call(8, &mut seed).await;

    lane.portal.kill();
    let killed = Instant::now();
    lane.portal.start_again().await;

    let took = lane.go_on(&held, killed).await;
    assert!(took < RESTARTED, "{took:?} until all went on");
    let text = format!("all 8 launches go on {:.1} s after", took.as_secs_f64());
    achieved("recovery Sqlite", held.len(), &text, seed.number);
}

#[tokio::test]
async fn a_killed_workers_runs_are_taken_over_on_postgres_within_ten_seconds() {
    let mut seed = Seed::new();
    let lane = Lane::open_beside(Store::Postgres, 2, |setup| {
        setup.without_worker();
        setup.product_pace();
    })
    .await;
    let mut held = lane.in_mid_call(12, &mut seed).await;
    let dead = &lane.workers[0];
    held.retain(|h| h.worker.contains(&format!("-{}-", dead.pid())));
    assert!(!held.is_empty(), "the other worker has all of them");

    dead.signal(Signal::KILL);
    let killed = Instant::now();

    let took = lane.go_on(&held, killed).await;
    assert!(took < TAKEN_OVER, "{took:?} until all went on");
    let (count, seconds) = (held.len(), took.as_secs_f64());
    let text = format!("all its {count} launches are taken over {seconds:.1} s after");
    achieved("recovery Postgres", 1, &text, seed.number);
}
