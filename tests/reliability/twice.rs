//! R5: every step once more, and every undoing once more. The end is the same.

use super::lane::{Lane, Store};
use blackbox::figure;
use serde_json::json;

/// Each step of a launch that has ended is run again, with all that stands behind it; then each
/// undoing does its work, its answer is lost, and it is done again.
async fn every_step_twice(store: Store) {
    let lane = Lane::open(store).await;
    // A run that is over for good cannot be run again, so the last step keeps it open.
    let last = lane.steps.last().expect("a launch has steps");
    let refused = json!({ "tenant": "again", "step": last, "manner": "refuse" });
    lane.ledger.order(refused).await;
    let id = lane.deploy("again").await;
    lane.ends(&id).await;
    let before = lane.kept("again").await;
    let attempts = lane.ledger.calls("again").await.len();

    for step in &lane.steps {
        let path = format!("/api/v1/runs/{id}/steps/{step}/rerun-from");
        let client = lane.portal.operator();
        client.post(&path, &json!({})).await.has_status(202);
        let run = lane.ends(&id).await;
        assert_eq!(run["error"], serde_json::Value::Null, "{run}");
        let failed = run["steps"].as_array().into_iter().flatten();
        let failed: Vec<_> = failed.filter(|s| s["state"] == "failed").collect();
        assert!(
            failed.len() == 1 && failed[0]["name"] == *last,
            "{step} again: {run}"
        );
        let after = lane.kept("again").await;
        assert_eq!(format!("{before:?}"), format!("{after:?}"), "{step} again");
    }
    assert!(lane.ledger.calls("again").await.len() > attempts);
    lane.ledger.mend("again").await;
    let path = format!("/api/v1/runs/{id}/resume");
    let client = lane.portal.operator();
    client.post(&path, &json!({})).await.has_status(202);
    let run = lane.ends(&id).await;
    assert_eq!(run["state"], "succeeded", "{run}");
    lane.whole("again").await;

    let mut undone = 0;
    for step in lane.calling_steps().await {
        let lost = json!({ "tenant": "again", "step": step, "manner": "cut", "times": 1 });
        lane.ledger.order(lost).await;
        undone += 1;
    }
    let run = lane.start("again", "destroy").await;
    let run = lane.ends(&run).await;
    assert_eq!(run["state"], "succeeded", "{run}");
    let twice = run["steps"].as_array().cloned().unwrap_or_default();
    let twice = twice.iter().filter(|s| s["attempts"] == 2).count();
    assert!(
        twice >= lane.kinds.len(),
        "of {undone} answers {twice} were lost: {run}"
    );
    lane.gone("again").await;
    for kept in lane.kept("again").await {
        assert_eq!((kept.creates, kept.deletes), (1, 1), "{kept:?}");
    }
    let text = format!(
        "{} steps and {twice} undoings twice, the same end",
        lane.steps.len()
    );
    figure(&format!("R5 {store:?}"), text);
}

#[tokio::test]
async fn every_step_done_twice_ends_the_same_on_sqlite() {
    every_step_twice(Store::Sqlite).await;
}

#[tokio::test]
async fn every_step_done_twice_ends_the_same_on_postgres() {
    every_step_twice(Store::Postgres).await;
}
