//! Limits of providers, kept by all workers together.

use super::{
    lane::Lane,
    workers::{asked_for, unfinished},
};
use blackbox::{Call, wait_until};
use serde_json::json;
use std::collections::BTreeSet;

async fn launches(lane: &Lane, prefix: &str, count: usize) -> BTreeSet<String> {
    let slugs: BTreeSet<_> = (0..count).map(|n| format!("{prefix}{n}")).collect();
    asked_for(&lane.portal.operator(), &slugs, "").await;
    wait_until("all are over", async || unfinished(lane).await == 0).await;
    lane.all_whole(&slugs).await;
    slugs
}

async fn set(lane: &Lane, key: &str, value: u32) {
    let values = json!({ "values": { key: value } });
    lane.portal
        .operator()
        .patch("/api/v1/settings", &values)
        .await
        .ok();
    // What a worker knows of settings is a quarter of a second old at most.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
}

async fn calls_of(lane: &Lane, port: &str) -> Vec<Call> {
    let all = lane.ledger.calls("").await;
    all.into_iter().filter(|call| call.port == port).collect()
}

async fn events_that_say(lane: &Lane, sql: &'static str) -> i64 {
    lane.database
        .as_ref()
        .expect("on PostgreSQL")
        .number(sql)
        .await
}

#[tokio::test]
async fn no_more_are_at_a_provider_than_is_set_and_who_waits_says_so() {
    let lane = Lane::open_with_workers(3).await;
    set(&lane, "providers.mail.at_once", 2).await;
    let slow = json!({ "manner": { "delay": { "ms": 100 } } });
    lane.ledger.order(slow).await;
    lane.ledger.crowds().await;

    launches(&lane, "slot", 30).await;

    let crowds = lane.ledger.crowds().await;
    assert_eq!(crowds["mail"], 2, "{crowds:?}");
    assert!(
        crowds["instance"] > 2,
        "without a limit there were no more: {crowds:?}"
    );
    let told = "select count(*) from event where kind = 'step.waiting' \
        and payload ->> 'summary' like 'waits for its turn at the mail provider%'";
    assert!(events_that_say(&lane, told).await > 0, "nobody had to wait");
    let tried = "select count(*) from step_run where attempts > 1";
    assert_eq!(
        events_that_say(&lane, tried).await,
        0,
        "waiting is no attempt"
    );
}

#[tokio::test]
async fn a_provider_is_called_no_more_often_than_is_set() {
    let lane = Lane::open_with_workers(2).await;
    set(&lane, "providers.database.per_minute", 300).await;
    let before = calls_of(&lane, "database").await.len();

    launches(&lane, "pace", 20).await;

    let calls = calls_of(&lane, "database").await;
    let mut times: Vec<u64> = calls[before..].iter().map(|call| call.at_ms).collect();
    times.sort_unstable();
    // A method of a port is one call here; at the ledger it is up to three, one after the other.
    let within = |second: &&[u64]| second[second.len() - 1] - second[0] < 1000;
    let most = 3 * 5 + 6;
    let broken = times.windows(most).find(within);
    assert!(broken.is_none(), "{most} calls within a second: {broken:?}");
}

#[tokio::test]
async fn when_a_provider_asks_for_time_nobody_calls_it() {
    let lane = Lane::open_with_workers(2).await;
    let later = json!({ "port": "dns", "after": 3, "times": 1, "manner": { "throttle": { "seconds": 4 } } });
    lane.ledger.order(later).await;

    launches(&lane, "pause", 12).await;

    let calls = calls_of(&lane, "dns").await;
    let asked = calls
        .iter()
        .find(|call| call.status == 429)
        .expect("it was asked");
    // The other worker hears of it within a quarter of a second.
    let quiet = asked.at_ms + 500..asked.at_ms + 3_900;
    let others: Vec<_> = calls.iter().filter(|c| quiet.contains(&c.at_ms)).collect();
    assert!(others.is_empty(), "called all the same: {others:?}");
    let told = "select count(*) from event where kind = 'step.waiting' \
        and payload ->> 'summary' like 'the dns provider asks to be left alone%'";
    assert!(events_that_say(&lane, told).await > 0, "nobody had to wait");
}
