//! Many workers on one PostgreSQL, killed, stopped and started at random while tenants launch.

use super::{crowds::without_limits, lane::Lane};
use blackbox::{Client, Seed, achieved, wait_until};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

const AT_ONCE: u32 = 6;

/// Asks for all of them beside each other; every request is answered as it should be.
pub(super) async fn asked_for(client: &Client, slugs: &BTreeSet<String>, query: &'static str) {
    let mut asking = tokio::task::JoinSet::new();
    for slug in slugs {
        if asking.len() >= 16 {
            asking.join_next().await.expect("one").expect("answered");
        }
        let (client, slug) = (client.clone(), slug.clone());
        asking.spawn(async move {
            let new = json!({ "slug": slug });
            let made = client.post("/api/v1/environments", &new).await;
            made.has_status(201);
            let path = format!("/api/v1/environments/{slug}/prod/deploy{query}");
            client.post(&path, &json!({})).await.has_status(202);
        });
    }
    asking.join_all().await;
}

/// How many runs are not over.
pub(super) async fn unfinished(lane: &Lane) -> i64 {
    let database = lane.database.as_ref().expect("on PostgreSQL");
    database
        .number("select count(*) from run where active")
        .await
}

/// One of: `kill -9`, an orderly stop, or one more. There is always at least one.
fn something_happens(lane: &mut Lane, seed: &mut Seed, most: usize) -> &'static str {
    let workers = lane.workers.len();
    let of = seed.below(workers.max(1));
    match seed.below(4) {
        0 | 1 if workers > 1 => {
            // Dropped is killed, with nothing told to it.
            drop(lane.workers.swap_remove(of));
            "killed"
        }
        2 if workers > 1 && lane.workers[of].is_up() => {
            let (status, took) = lane.workers.swap_remove(of).stop();
            assert_eq!(status.code(), Some(0), "an orderly stop");
            assert!(took < Duration::from_secs(15), "{took:?} to stop");
            "stopped"
        }
        _ if workers < most => {
            lane.workers.push(lane.portal.worker());
            "started"
        }
        _ => "left",
    }
}

/// Whoever was killed five times at one step stands still as if it were the cause, says so, and goes on
/// when somebody says so. Nothing else stops a launch here.
async fn resume_suspects(lane: &Lane) -> usize {
    let operator = lane.portal.operator();
    let mut resumed = 0;
    loop {
        let failed = operator
            .get("/api/v1/runs?state=failed&limit=50")
            .await
            .ok();
        let runs = failed["items"].as_array().cloned().unwrap_or_default();
        if runs.is_empty() {
            return resumed;
        }
        for run in runs {
            assert_eq!(run["error"]["kind"], "crashed", "{run}");
            let id = run["id"].as_str().unwrap_or_default();
            let resume = format!("/api/v1/runs/{id}/resume");
            operator.post(&resume, &json!({})).await.has_status(202);
            resumed += 1;
        }
    }
}

pub(super) async fn workers_come_and_go(tenants: usize, most: usize) {
    let mut seed = Seed::new();
    let mut lane = Lane::open_with_workers(most).await;
    without_limits(&lane).await;
    let limits = json!({ "values": {
        "providers.dns.at_once": AT_ONCE, "providers.database.at_once": AT_ONCE,
    }});
    let operator = lane.portal.operator();
    operator.patch("/api/v1/settings", &limits).await.ok();
    let slow = json!({ "operation": "create", "manner": { "delay": { "ms": 10 } } });
    lane.ledger.order(slow).await;
    lane.ledger.crowds().await;
    let slugs: BTreeSet<_> = (0..tenants).map(|n| format!("many{n}")).collect();
    let begun = Instant::now();
    let asking = {
        let (operator, slugs) = (operator.clone(), slugs.clone());
        tokio::spawn(async move { asked_for(&operator, &slugs, "").await })
    };
    let (mut killed, mut stopped) = (0, 0);
    while !asking.is_finished() || unfinished(&lane).await > 0 {
        tokio::time::sleep(Duration::from_millis(100 + seed.below(500) as u64)).await;
        match something_happens(&mut lane, &mut seed, most) {
            "killed" => killed += 1,
            "stopped" => stopped += 1,
            _ => {}
        }
        assert!(
            begun.elapsed() < Duration::from_secs(600),
            "{} left",
            unfinished(&lane).await
        );
    }
    asking.await.expect("every request was answered");
    let took = begun.elapsed().as_secs_f64();
    let suspects = resume_suspects(&lane).await;
    assert!(
        suspects <= tenants / 200,
        "{suspects} stopped as if they had killed their worker"
    );
    wait_until("all are over", async || unfinished(&lane).await == 0).await;

    lane.all_whole(&slugs).await;
    let crowds = lane.ledger.crowds().await;
    for port in ["dns", "database"] {
        let most = crowds.get(port).copied().unwrap_or_default();
        assert!(most <= AT_ONCE, "{most} at once at {port}");
    }
    let log = lane.portal.log();
    assert!(!log.contains("database is locked"), "{log}");
    let text = format!(
        "{tenants} launches in {took:.0} s on up to {most} workers, {killed} killed, {stopped} stopped: one of each, limits kept; {suspects} met five kills at one step and were resumed"
    );
    achieved("Workers", tenants, &text, seed.number);
}

/// A signal to stop while launches run: what was begun is begun once more by nobody.
async fn stopped_workers_lose_nothing() {
    let mut lane = Lane::open_with_workers(2).await;
    let slow = json!({ "operation": "create", "manner": { "delay": { "ms": 100 } } });
    lane.ledger.order(slow).await;
    let slugs: BTreeSet<_> = (0..12).map(|n| format!("calm{n}")).collect();
    asked_for(&lane.portal.operator(), &slugs, "").await;

    for _ in 0..2 {
        lane.workers.push(lane.portal.worker());
        let (status, took) = lane.workers.remove(0).stop();
        assert_eq!(status.code(), Some(0));
        assert!(took < Duration::from_secs(15), "{took:?} to stop");
    }
    wait_until("all are over", async || unfinished(&lane).await == 0).await;

    lane.all_whole(&slugs).await;
    for slug in &slugs {
        let run = lane.ends(&lane.newest_run(slug).await).await;
        let steps = run["steps"].as_array().into_iter().flatten();
        let again: Vec<&Value> = steps.filter(|s| s["attempts"] != 1).collect();
        assert!(again.is_empty(), "tried twice: {again:?}");
    }
}

#[tokio::test]
async fn sixty_launch_while_workers_are_killed_stopped_and_started() {
    workers_come_and_go(60, 3).await;
}

#[tokio::test]
async fn workers_that_are_stopped_lose_nothing_and_count_nothing() {
    stopped_workers_lose_nothing().await;
}
