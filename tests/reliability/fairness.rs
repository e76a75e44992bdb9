//! A burst of thousands keeps nobody waiting.

use super::{
    crowds::without_limits,
    lane::Lane,
    workers::{asked_for, unfinished},
};
use blackbox::{achieved, sign_up};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

/// From the submit until its first step is begun, whatever stands in the line of many: milliseconds.
const BOUND: i64 = 1_000;

/// The longest that a sign-up has waited for its first step.
const WAITED: &str = "select max(ms) from (
    select (extract(epoch from min(s.started_at) - r.created_at) * 1000)::bigint as ms
    from run r join step_run s on s.run = r.id
    where r.launch_started_at is not null group by r.id) of_runs";

pub(super) async fn a_sign_up_comes_behind_a_burst(burst: usize, ms: u64) {
    let lane = Lane::open_with_workers(2).await;
    without_limits(&lane).await;
    let slow = serde_json::json!({ "operation": "create", "manner": { "delay": { "ms": ms } } });
    lane.ledger.order(slow).await;
    let many: BTreeSet<_> = (0..burst).map(|n| format!("fleet{n}")).collect();
    asked_for(&lane.portal.operator(), &many, "?bulk=true").await;
    let left = unfinished(&lane).await;
    assert!(
        left > 40,
        "the burst is too small to keep anybody waiting: {left} left"
    );

    let mut runs = Vec::new();
    for n in 0..5 {
        runs.push(sign_up(&lane.portal, &format!("person{n}")).await.run);
    }
    for run in &runs {
        let run = lane.ends(run).await;
        assert_eq!(run["state"], "succeeded", "{run}");
    }
    let behind = unfinished(&lane).await;
    assert!(behind > 0, "the burst was over before the sign-ups");
    let waited = lane
        .database
        .as_ref()
        .expect("on PostgreSQL")
        .number(WAITED)
        .await;
    assert!(waited < BOUND, "a sign-up waited {waited} ms behind {left}");
    let begun = Instant::now();
    while unfinished(&lane).await > 0 {
        assert!(
            begun.elapsed() < Duration::from_secs(600),
            "the burst never ends"
        );
        tokio::time::sleep(Duration::from_millis(200)).await;
    }

    lane.all_whole(&many).await;
    let text = format!(
        "5 sign-ups behind a burst of {burst} ({left} left at the first, {behind} at the last) began within {waited} ms"
    );
    achieved("Fairness", burst, &text, 0);
}

#[tokio::test]
async fn a_sign_up_behind_a_burst_starts_at_once() {
    a_sign_up_comes_behind_a_burst(200, 600).await;
}

#[tokio::test]
async fn behind_a_burst_nobody_is_rung_for_twice() {
    let lane = Lane::open_with_workers(1).await;
    let slow = serde_json::json!({ "operation": "create", "manner": { "delay": { "ms": 1000 } } });
    lane.ledger.order(slow).await;
    let many: BTreeSet<_> = (0..320).map(|n| format!("queue{n}")).collect();
    asked_for(&lane.portal.operator(), &many, "?bulk=true").await;
    // Longer than the sweeper leaves a fresh message alone.
    tokio::time::sleep(Duration::from_secs(6)).await;

    let database = lane.database.as_ref().expect("on PostgreSQL");
    let messages = database.number("select count(*) from apalis.jobs").await;
    let left = unfinished(&lane).await;

    assert!(left > 200, "they were too fast: {left} left");
    assert!(messages <= left + 32, "{messages} messages for {left} runs");
}
