//! R7: a database that goes away under load: cut off by a proxy, and stopped and started for real.

use super::lane::{Lane, Store};
use blackbox::{Database, Proxy, Seed, Server, Stop, achieved, wait_until};
use std::time::{Duration, Instant};

/// The portal works again so long after the database does.
const BACK: Duration = Duration::from_secs(5);

impl Lane {
    async fn is_back(&self) {
        let since = Instant::now();
        wait_until("the portal is ready again", async || {
            let ready = self.portal.visitor().try_get("/readyz").await;
            ready.is_some_and(|answer| answer.status == 200)
        })
        .await;
        let took = since.elapsed();
        assert!(took < BACK, "{took:?} until it was back");
    }

    async fn all_succeeded(&self, runs: &[(String, String)]) {
        for (run, slug) in runs {
            let run = self.ends(run).await;
            assert_eq!(run["state"], "succeeded", "{run}");
            self.whole(slug).await;
        }
    }
}

/// The way to the database is cut again and again while launches run; each time the portal comes
/// back by itself, and in the end every launch is whole.
pub(super) async fn database_goes_away(times: usize, launches: usize) {
    let mut seed = Seed::new();
    let database = Database::make().await;
    let proxy = Proxy::to(database.port()).await;
    let url = database.url_at(proxy.port);
    let lane = Lane::open_with(Store::Postgres, |setup| {
        setup.set("AUTOMATOR_DATABASE_URL", &url);
    })
    .await;
    let each = launches / times;
    let mut runs = Vec::new();
    for cut in 0..times {
        for i in 0..each {
            let slug = format!("load{cut}x{i}");
            runs.push((lane.deploy(&slug).await, slug));
        }
        tokio::time::sleep(Duration::from_millis(seed.below(150) as u64)).await;
        proxy.refuse(true);
        proxy.cut_all();
        tokio::time::sleep(Duration::from_millis(100 + seed.below(900) as u64)).await;
        proxy.refuse(false);
        lane.is_back().await;
    }
    lane.all_succeeded(&runs).await;
    let text = format!("{times} cuts under {} launches, none lost", runs.len());
    achieved("R7 database", runs.len(), &text, seed.number);
    drop(lane);
    drop(database);
}

/// The server itself is stopped again and again, in order and as if the power had gone.
pub(super) async fn server_restarts(times: usize, launches: usize) {
    let mut seed = Seed::new();
    let mut server = Server::make().await;
    let lane = Lane::open_with(Store::Postgres, |setup| {
        setup.set("AUTOMATOR_DATABASE_URL", server.url());
    })
    .await;
    let (mut runs, mut slowest) = (Vec::new(), Duration::ZERO);
    for time in 0..times {
        for i in 0..launches / times {
            let slug = format!("load{time}x{i}");
            runs.push((lane.deploy(&slug).await, slug));
        }
        tokio::time::sleep(Duration::from_millis(seed.below(150) as u64)).await;
        let how = [Stop::Immediate, Stop::Fast][(time + seed.below(2)) % 2];
        server.stop(how);
        tokio::time::sleep(Duration::from_millis(seed.below(1_500) as u64)).await;
        server.start();
        server.answers().await;
        let since = Instant::now();
        lane.is_back().await;
        let slug = format!("after{time}");
        runs.push((lane.deploy(&slug).await, slug));
        // Behind all that was stopped.
        lane.all_succeeded(&runs[runs.len() - 1..]).await;
        let took = since.elapsed();
        assert!(took < BACK, "{took:?} until a launch was over");
        slowest = slowest.max(took);
    }
    lane.all_succeeded(&runs).await;
    let (count, slowest) = (runs.len(), slowest.as_secs_f64());
    let text = format!(
        "{times} restarts of PostgreSQL under {count} launches, none lost, a launch over within {slowest:.1} s"
    );
    achieved("R7 server", count, &text, seed.number);
    drop(lane);
    drop(server);
}

#[tokio::test]
async fn a_database_that_goes_away_under_load_loses_nothing() {
    database_goes_away(3, 15).await;
}

#[tokio::test]
async fn a_server_that_restarts_under_launches_loses_nothing() {
    server_restarts(2, 12).await;
}
