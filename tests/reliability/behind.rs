//! What stands behind a run that is cancelled, dead, or failing again and again: it goes on.

use super::lane::{Lane, Store};
use blackbox::figure;
use serde_json::json;
use std::time::{Duration, Instant};

/// More than a worker carries at once.
const MANY: usize = 20;
/// As long as a call to a provider may take here, and a little.
const FREE_AGAIN: Duration = Duration::from_secs(6);

/// Every place of the worker is taken by a launch whose provider never answers. They are
/// cancelled, and a launch behind them begins at once.
async fn cancelled(store: Store) {
    let lane = Lane::open(store).await;
    let calling = lane.calling_steps().await;
    let mut hung = Vec::new();
    for i in 0..MANY {
        let (slug, step) = (format!("hung{i}"), &calling[i % calling.len()]);
        let silent = json!({ "tenant": slug, "step": step, "manner": "silent" });
        lane.ledger.order(silent).await;
        hung.push((lane.deploy(&slug).await, slug));
    }
    let behind = lane.deploy("behind").await;

    let begun = Instant::now();
    for (run, _) in &hung {
        let path = format!("/api/v1/runs/{run}/cancel");
        let client = lane.portal.operator();
        client.post(&path, &json!({})).await.has_status(202);
    }
    let behind = lane.ends(&behind).await;
    let took = begun.elapsed();

    assert_eq!(behind["state"], "succeeded", "{behind}");
    assert!(took < FREE_AGAIN, "{took:?} until it ran");
    lane.whole("behind").await;
    for (run, slug) in &hung {
        let run = lane.ends(run).await;
        assert_eq!(run["state"], "cancelled", "{run}");
        // The same environment, too: launched again, or taken away.
        lane.ledger.mend(slug).await;
    }
    let (first, second) = (&hung[0].1, &hung[1].1);
    let again = lane.start(first, "deploy").await;
    let again = lane.ends(&again).await;
    assert_eq!(again["state"], "succeeded", "{again}");
    lane.whole(first).await;
    let away = lane.start(second, "destroy").await;
    let away = lane.ends(&away).await;
    assert_eq!(away["state"], "succeeded", "{away}");
    lane.gone(second).await;
    let seconds = took.as_secs_f64();
    let text =
        format!("{MANY} hung launches cancelled, the one behind them runs {seconds:.1} s after");
    figure(&format!("cancelled {store:?}"), text);
}

/// More launches than the worker has places fail until they are dead; one behind them runs, and a
/// dead one can be taken away.
async fn dead(store: Store) {
    let lane = Lane::open(store).await;
    let step = lane.calling_steps().await.remove(0);
    let mut failing = Vec::new();
    for i in 0..MANY {
        let slug = format!("dead{i}");
        let always = json!({ "tenant": slug, "step": step, "manner": "error" });
        lane.ledger.order(always).await;
        failing.push((lane.deploy(&slug).await, slug));
    }

    let begun = Instant::now();
    let behind = lane.deploy("behind").await;
    let behind = lane.ends(&behind).await;

    assert_eq!(behind["state"], "succeeded", "{behind}");
    assert!(begun.elapsed() < FREE_AGAIN, "{:?}", begun.elapsed());
    for (run, slug) in &failing {
        let run = lane.ends(run).await;
        assert_eq!(run["state"], "failed", "{run}");
        lane.ledger.mend(slug).await;
    }
    let away = lane.start(&failing[0].1, "destroy").await;
    let away = lane.ends(&away).await;
    assert_eq!(away["state"], "succeeded", "{away}");
    lane.gone(&failing[0].1).await;
}

#[tokio::test]
async fn a_launch_behind_cancelled_ones_begins_at_once_on_sqlite() {
    cancelled(Store::Sqlite).await;
}

#[tokio::test]
async fn a_launch_behind_cancelled_ones_begins_at_once_on_postgres() {
    cancelled(Store::Postgres).await;
}

#[tokio::test]
async fn a_launch_behind_dead_ones_runs_on_sqlite() {
    dead(Store::Sqlite).await;
}

#[tokio::test]
async fn a_launch_behind_dead_ones_runs_on_postgres() {
    dead(Store::Postgres).await;
}
