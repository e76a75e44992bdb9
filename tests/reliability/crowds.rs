//! R8 and R9: many at once.

use super::lane::{Lane, Store};
use blackbox::{achieved, figure, form, wait_for_run};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

/// What the last one of a crowd waits at most, on a machine that hashes two passwords at a time.
const CROWDED: Duration = Duration::from_secs(120);

/// Sign-ups are not what is limited here.
pub(super) async fn without_limits(lane: &Lane) {
    let most = json!({ "values": {
        "signup.max_per_hour": 10_000, "signup.max_per_email": 100, "signup.max_trials": 10_000,
    }});
    lane.portal
        .operator()
        .patch("/api/v1/settings", &most)
        .await
        .ok();
}

/// Everybody wants every address: each has one owner in the end, and one of each.
pub(super) async fn names_are_raced_for(names: usize, rivals: usize) {
    let lane = Lane::open(Store::Sqlite).await;
    let client = lane.portal.operator();
    let mut racing = tokio::task::JoinSet::new();
    for rival in 0..rivals {
        for name in 0..names {
            let client = client.clone();
            let new =
                json!({ "slug": format!("wanted{name}"), "company": format!("Rival {rival}") });
            racing.spawn(async move { client.post("/api/v1/environments", &new).await.status });
        }
    }
    let statuses = racing.join_all().await;

    let of = |status| statuses.iter().filter(|s| **s == status).count();
    assert_eq!(of(201), names, "{statuses:?}");
    assert_eq!(of(409), names * (rivals - 1), "{statuses:?}");
    let owned: BTreeSet<_> = (0..names).map(|n| format!("wanted{n}")).collect();
    for slug in &owned {
        let environment = lane.environment(slug).await;
        assert_eq!(environment["state"], "created", "{environment}");
    }
    let text = format!("{} wanted {names} names, {names} owners", names * rivals);
    achieved("R8 names", names * rivals, &text, 0);
}

/// The same run asked for by many at once is one run.
async fn one_run_is_asked_for(by: usize) {
    let lane = Lane::open(Store::Postgres).await;
    lane.create("acme").await;
    let client = lane
        .portal
        .operator()
        .with_header("idempotency-key", "once");
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..by {
        let client = client.clone();
        let path = "/api/v1/environments/acme/prod/deploy";
        asking.spawn(async move { client.post(path, &json!({})).await.ok()["run"].clone() });
    }
    let runs: BTreeSet<_> = asking
        .join_all()
        .await
        .iter()
        .map(Value::to_string)
        .collect();

    assert_eq!(runs.len(), 1, "{runs:?}");
    lane.ends(&lane.newest_run("acme").await).await;
    lane.whole("acme").await;
    let path = "/api/v1/environments/acme/prod/deploy";
    let other = client.post(path, &json!({ "other": "body" })).await;
    let reused = other.problem(422);
    assert!(reused.to_string().contains("key_reused"), "{reused}");
    figure("R8 key", format!("{by} times one key, one run"));
}

/// Everybody signs up at once. On SQLite the portal carries the launches itself, on PostgreSQL two
/// workers do. Nobody is turned away, and nobody meets a database that is locked.
pub(super) async fn everybody_signs_up(store: Store, count: usize) {
    let lane = match store {
        Store::Sqlite => Lane::open(store).await,
        Store::Postgres => Lane::open_with_workers(2).await,
    };
    without_limits(&lane).await;
    let visitor = lane.portal.visitor().with_patience(CROWDED);
    let mut crowd = tokio::task::JoinSet::new();
    for i in 0..count {
        let visitor = visitor.clone();
        crowd.spawn(async move {
            let begun = Instant::now();
            let new = form(&format!("crowd{i}"));
            let answer = visitor.post("/api/v1/signups", &new).await;
            answer.has_status(202);
            let run = answer.json()["run"].as_str().unwrap_or_default().to_owned();
            (run, begun.elapsed())
        });
    }
    let accepted = crowd.join_all().await;
    let slowest = accepted.iter().map(|(_, took)| *took).max();
    let mut seconds = Vec::new();
    for (run, _) in &accepted {
        let run = wait_for_run(&lane.portal.operator(), run).await;
        assert_eq!(run["state"], "succeeded", "{run}");
        seconds.push(run["launch_seconds"].as_f64().expect("it is a launch"));
    }
    let everybody = (0..count).map(|i| format!("crowd{i}")).collect();
    lane.all_whole(&everybody).await;
    seconds.sort_by(f64::total_cmp);
    let at = |part: usize| seconds[(seconds.len() * part / 100).min(seconds.len() - 1)];
    let text = format!(
        "{count} sites run; the last sign-up was answered after {:.1} s, launched in p50 {:.1} s, p95 {:.1} s",
        slowest.unwrap_or_default().as_secs_f64(),
        at(50),
        at(95)
    );
    achieved(&format!("R9 {store:?}"), count, &text, 0);
}

#[tokio::test]
async fn ten_names_are_raced_for_and_each_has_one_owner() {
    names_are_raced_for(10, 10).await;
}

#[tokio::test]
async fn twenty_ask_for_one_run_with_one_key() {
    one_run_is_asked_for(20).await;
}

#[tokio::test]
async fn twenty_sign_up_at_once_and_two_workers_launch_them() {
    everybody_signs_up(Store::Postgres, 20).await;
}

#[tokio::test]
async fn twenty_sign_up_at_once_on_sqlite_and_nobody_meets_a_lock() {
    everybody_signs_up(Store::Sqlite, 20).await;
}
