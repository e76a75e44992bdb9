//! R12: an orderly stop in the middle of everything.

use super::lane::{Lane, Store};
use blackbox::{Seed, achieved, wait_until};
use rustix::process::Signal;
use serde_json::json;
use sqlx::{ConnectOptions, Connection, PgConnection, query, sqlite::SqliteConnectOptions};
use std::time::Duration;

/// Two heartbeats of the tests' pace: one is under way then.
const BEATS: Duration = Duration::from_millis(600);
/// So long is a step in its call: it ends while the portal stops.
const CALL_MS: u64 = 2_000;

/// An orderly stop while launches run, again and again: nothing is lost, nothing is begun twice,
/// and what had not begun has not been counted as tried.
pub(super) async fn stopped_under_load(times: usize, launches: usize) {
    let mut seed = Seed::new();
    let mut lane = Lane::open(Store::Postgres).await;
    let mut slowest = Duration::ZERO;
    for time in 0..times {
        let slugs: Vec<_> = (0..launches).map(|i| format!("stop{time}x{i}")).collect();
        let mut runs = Vec::new();
        for slug in &slugs {
            runs.push(lane.deploy(slug).await);
        }
        tokio::time::sleep(Duration::from_millis(seed.below(120) as u64)).await;
        let (status, took) = lane.portal.stop().await;
        assert_eq!(status.code(), Some(0), "{}", lane.portal.log());
        assert!(took < Duration::from_secs(15), "{took:?} to stop");
        slowest = slowest.max(took);
        lane.portal.start_again().await;
        for (run, slug) in runs.iter().zip(&slugs) {
            lane.tried_once(run, slug).await;
        }
    }
    let slowest = slowest.as_secs_f64();
    let text =
        format!("{times} stops under {launches} launches each, none lost, slowest {slowest:.1} s");
    achieved("R12", times, &text, seed.number);
}

impl Lane {
    async fn tried_once(&self, run: &str, slug: &str) {
        let run = self.ends(run).await;
        assert_eq!(run["state"], "succeeded", "{run}");
        let steps = run["steps"].as_array().into_iter().flatten();
        let again: Vec<_> = steps.filter(|s| s["attempts"] != 1).collect();
        assert!(again.is_empty(), "tried twice: {again:?}");
        self.whole(slug).await;
    }

    /// Keeps the queue's heartbeats waiting in their transaction until it is dropped.
    async fn hold_beats(&self) -> Box<dyn Send> {
        let Some(database) = &self.database else {
            let file = self.portal.data().join("automator.db");
            let mut holding = SqliteConnectOptions::new()
                .filename(file)
                .connect()
                .await
                .expect("the database opens");
            let hold = query("begin immediate").execute(&mut holding).await;
            hold.expect("it holds");
            return Box::new(holding);
        };
        let holding = PgConnection::connect(&database.url()).await;
        let mut holding = holding.expect("PostgreSQL answers");
        for sql in ["begin", "lock table apalis.jobs in share mode"] {
            query(sql).execute(&mut holding).await.expect("it holds");
        }
        Box::new(holding)
    }
}

/// A stop asks for no heartbeat any more: one that is under way ends all the same, and keeps nothing
/// from the steps that end after it.
async fn stopped_in_mid_beat(store: Store) {
    let mut lane = Lane::open(store).await;
    let calling = lane.calling_steps().await;
    let last = calling.last().expect("a step with a provider");
    let manner = json!({ "delay": { "ms": CALL_MS } });
    let slow = json!({ "tenant": "acme", "step": last, "times": 1, "manner": manner });
    lane.ledger.order(slow).await;
    let run = lane.deploy("acme").await;
    wait_until("the step is in its call", async || {
        lane.worker_in(&run, last).await.is_some()
    })
    .await;

    let held = lane.hold_beats().await;
    tokio::time::sleep(BEATS).await;
    lane.portal.signal(Signal::TERM);
    tokio::time::sleep(BEATS / 2).await;
    drop(held);
    let (status, _) = lane.portal.stop().await;

    let log = lane.portal.log();
    assert_eq!(status.code(), Some(0), "{log}");
    for fault in ["panicked", "was left", "not renewed"] {
        assert!(!log.contains(fault), "{log}");
    }
    lane.portal.start_again().await;
    lane.tried_once(&run, "acme").await;
}

#[tokio::test]
async fn a_stop_under_load_loses_nothing_and_counts_nothing() {
    stopped_under_load(2, 8).await;
}

#[tokio::test]
async fn a_stop_in_the_middle_of_a_heartbeat_counts_nothing_on_sqlite() {
    stopped_in_mid_beat(Store::Sqlite).await;
}

#[tokio::test]
async fn a_stop_in_the_middle_of_a_heartbeat_counts_nothing_on_postgres() {
    stopped_in_mid_beat(Store::Postgres).await;
}
