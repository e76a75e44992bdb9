//! R7: a wire to PostgreSQL on which nothing comes back and nobody hangs up, as behind a firewall
//! that forgot the flow. What waited is told so in time, and the worker is back by itself.

use super::lane::{Lane, Store};
use blackbox::{Database, Proxy, Seed, Wire, achieved, wait_until};
use std::time::{Duration, Instant};

/// A page waits for no longer than this.
const TOLD: Duration = Duration::from_secs(10);
/// Everything works again so long after the wire does.
const BACK: Duration = Duration::from_secs(10);

pub(super) async fn the_wire_is_half_open(times: usize, launches: usize) {
    let mut seed = Seed::new();
    let database = Database::make().await;
    let proxy = Proxy::to(database.port()).await;
    let url = database.url_at(proxy.port);
    let lane = Lane::open_with(Store::Postgres, |setup| {
        setup.set("AUTOMATOR_DATABASE_URL", &url);
    })
    .await;
    let (mut count, mut slowest) = (0, Duration::ZERO);
    for time in 0..times {
        let mut runs = Vec::new();
        for i in 0..launches / times {
            let slug = format!("mute{time}x{i}");
            runs.push((lane.deploy(&slug).await, slug));
        }
        tokio::time::sleep(Duration::from_millis(seed.below(150) as u64)).await;

        let before = proxy.hits();
        proxy.set(Wire::HalfOpen);
        let operator = lane.portal.operator();
        let page = tokio::time::timeout(TOLD, operator.get("/api/v1/environments"));
        let page = page.await.expect("a page is answered in time");
        page.has_status(503);
        tokio::time::sleep(Duration::from_millis(seed.below(2_000) as u64)).await;
        assert!(proxy.hits() > before, "nothing was held back");
        // Connections that have gone mute stay so: only new ones work.
        proxy.set(Wire::Good);

        let sound = Instant::now();
        wait_until("the portal is ready again", async || {
            let ready = lane.portal.visitor().try_get("/readyz").await;
            ready.is_some_and(|answer| answer.status == 200)
        })
        .await;
        for (run, slug) in &runs {
            let run = lane.ends(run).await;
            assert_eq!(run["state"], "succeeded", "{run}");
            lane.whole(slug).await;
        }
        let back = sound.elapsed();
        assert!(back < BACK, "{back:?} until all launches were over");
        count += runs.len();
        slowest = slowest.max(back);
    }
    let slowest = slowest.as_secs_f64();
    let text = format!(
        "{times} times half-open under {count} launches, none lost, all over {slowest:.1} s after it was sound at the latest"
    );
    achieved("R7 wire", count, &text, seed.number);
    drop(lane);
    drop(database);
}

#[tokio::test]
async fn a_wire_that_is_half_open_under_launches_loses_nothing() {
    the_wire_is_half_open(2, 8).await;
}
