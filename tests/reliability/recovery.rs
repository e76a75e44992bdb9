//! How long nothing goes on after `kill -9`, with the leases that the product has: seconds, for
//! every run that the dead process had in its hands.

use super::{
    lane::{Lane, Store},
    workers::asked_for,
};
use blackbox::{Seed, Setup, achieved, wait_for};
use rustix::process::Signal;
use serde_json::json;
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

/// Who is to launch, and the step in which its provider takes its time.
struct Slow {
    slug: String,
    step: String,
}

impl Lane {
    /// Launches that are in such a call at the same time, at least half of `count`.
    async fn in_mid_call(&self, count: usize, seed: &mut Seed) -> Vec<Held> {
        let calling = self.calling_steps().await;
        for _ in 0..10 {
            let crowd = seed.below(1_000_000);
            let slow = (0..count).map(|i| Slow {
                slug: format!("held{crowd}-{i}"),
                step: seed.one_of(&calling).clone(),
            });
            let slow: Vec<_> = slow.collect();
            if let Some(held) = self.all_held(&slow).await {
                return held;
            }
        }
        panic!("never were {count} launches in mid-call at once");
    }

    /// None on a machine that is so busy that the first are through before the last are there.
    async fn all_held(&self, all: &[Slow]) -> Option<Vec<Held>> {
        for Slow { slug, step } in all {
            let manner = json!({ "delay": { "ms": 2500 } });
            let slow = json!({ "tenant": slug, "step": step, "times": 1, "manner": manner });
            self.ledger.order(slow).await;
        }
        let slugs = all.iter().map(|slow| slow.slug.clone()).collect();
        asked_for(&self.portal.operator(), &slugs, "").await;
        let mut runs = Vec::new();
        for slow in all {
            runs.push(self.newest_run(&slow.slug).await);
        }
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(5) {
            let mut held = Vec::new();
            for (Slow { slug, step }, run) in all.iter().zip(&runs) {
                if let Some(worker) = self.worker_in(run, step).await {
                    let (run, slug) = (run.clone(), slug.clone());
                    held.push(Held { run, slug, worker });
                }
            }
            if held.len() * 2 >= all.len() {
                return Some(held);
            }
        }
        None
    }

    /// Until another worker has each of these; then all of them end whole. How many were taken over:
    /// on a busy machine some are through before the kill comes.
    async fn go_on(&self, held: &[Held], since: Instant) -> (usize, Duration) {
        let mut taken = 0;
        for held in held {
            let over = wait_for("another worker has the run", async || {
                let run = self.show(&held.run).await;
                let over = run["worker"] != held.worker.as_str();
                (over || run["state"] == "succeeded").then_some(over)
            })
            .await;
            taken += usize::from(over);
        }
        assert!(taken > 0, "nothing was in its hands when it was killed");
        let took = since.elapsed();
        for held in held {
            let run = self.ends(&held.run).await;
            assert_eq!(run["state"], "succeeded", "{run}");
            self.whole(&held.slug).await;
        }
        (taken, took)
    }
}

pub(super) async fn a_restart_goes_on(times: usize) {
    let mut seed = Seed::new();
    let mut lane = Lane::open_with(Store::Sqlite, Setup::product_pace).await;
    let (mut launches, mut longest) = (0, Duration::ZERO);
    for _ in 0..times {
        let held = lane.in_mid_call(12, &mut seed).await;
        lane.portal.kill();
        let killed = Instant::now();
        lane.portal.start_again().await;

        let (taken, took) = lane.go_on(&held, killed).await;
        assert!(took < RESTARTED, "{took:?} until all went on");
        (launches, longest) = (launches + taken, longest.max(took));
    }
    tell(Store::Sqlite, times, launches, longest, &seed);
}

pub(super) async fn another_worker_takes_over(times: usize) {
    let mut seed = Seed::new();
    let mut lane = Lane::open_beside(Store::Postgres, 2, |setup| {
        setup.without_worker();
        setup.product_pace();
    })
    .await;
    let (mut launches, mut longest) = (0, Duration::ZERO);
    for _ in 0..times {
        let mut held = lane.in_mid_call(12, &mut seed).await;
        let of = |pid: u32, held: &Held| held.worker.contains(&format!("-{pid}-"));
        let count = |of_pid: u32| held.iter().filter(|h| of(of_pid, h)).count();
        let busiest = (0..lane.workers.len()).max_by_key(|i| count(lane.workers[*i].pid()));
        let dead = lane.workers.swap_remove(busiest.expect("there are two"));
        held.retain(|h| of(dead.pid(), h));
        dead.signal(Signal::KILL);
        let killed = Instant::now();

        let (taken, took) = lane.go_on(&held, killed).await;
        assert!(took < TAKEN_OVER, "{took:?} until all went on");
        (launches, longest) = (launches + taken, longest.max(took));
        lane.workers.push(lane.portal.worker());
    }
    tell(Store::Postgres, times, launches, longest, &seed);
}

fn tell(store: Store, kills: usize, launches: usize, longest: Duration, seed: &Seed) {
    let seconds = longest.as_secs_f64();
    let text = format!(
        "{kills} killed: all {launches} launches in their hands go on within {seconds:.1} s"
    );
    achieved(&format!("recovery {store:?}"), kills, &text, seed.number);
}

#[tokio::test]
async fn a_killed_portal_on_sqlite_goes_on_within_two_seconds() {
    a_restart_goes_on(1).await;
}

#[tokio::test]
async fn a_killed_workers_runs_are_taken_over_on_postgres_within_ten_seconds() {
    another_worker_takes_over(1).await;
}
