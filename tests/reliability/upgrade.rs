//! R11: data of each released version, with runs stopped at each step: the present program finishes
//! all of them. A version is a folder of `tests/reliability/versions/`; how it is written stands in
//! docs/testing.md.

use super::{
    kills::{Kill, all_kills, is_of_claim},
    lane::{Lane, Store},
};
use blackbox::{Database, Dump, Ledger, Setup, achieved, binary, execute, number};
use serde_json::json;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

const UNFINISHED: &str = "select count(*) from run where active";

fn dump(version: &Path, store: Store) -> Dump {
    Dump(version.join(match store {
        Store::Sqlite => "sqlite",
        Store::Postgres => "postgres",
    }))
}

fn versions() -> Vec<PathBuf> {
    let folder = blackbox::crate_folder().join("reliability/versions");
    let entries = std::fs::read_dir(folder).expect("there are versions");
    let mut versions: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    versions.sort();
    versions
}

impl Lane {
    /// The portal is dead in the middle of this; nobody goes on with it for now.
    async fn put_aside(&self, far: &str) -> bool {
        let sql = format!("update run set next_at = {far} where active and next_at is null");
        execute(&self.portal, self.database.as_ref(), &sql).await == 1
    }

    async fn stopped(&mut self, kill: &Kill, far: &str) {
        self.create(&kill.slug).await;
        self.order_kill(kill).await;
        let path = format!("/api/v1/environments/{}/prod/deploy", kill.slug);
        self.portal.operator().try_post(&path, &json!({})).await;
        self.portal.dies().await;
        assert!(self.put_aside(far).await, "{kill:?} left no run behind");
        self.portal.start_again().await;
    }
}

/// Writes a version: a tenant for each step and each place in it where a process can die.
pub(super) async fn written(store: Store) {
    let mut lane = Lane::open(store).await;
    let far = match store {
        Store::Sqlite => "4000000000000000",
        Store::Postgres => "'2096-10-02'",
    };
    let mut kills = all_kills(&lane).await;
    // After the record of the last step the run is over.
    let last = lane.steps.last().cloned().unwrap_or_default();
    kills.retain(|kill| !is_of_claim(kill.place));
    kills.retain(|kill| kill.place != "after-record" || kill.step != last);
    for kill in &kills {
        lane.stopped(kill, far).await;
    }
    lane.portal.kill();
    let back = "update run set next_at = null, ring_at = null where active";
    let count = execute(&lane.portal, lane.database.as_ref(), back).await;
    assert_eq!(count, kills.len() as u64);

    let version = binary::target_folder().join("versions");
    let version = version.join(env!("CARGO_PKG_VERSION"));
    let dump = dump(&version, store);
    let database = lane.database.as_ref();
    dump.save(&lane.portal, database, &lane.ledger).await;

    finished(&version, store).await;
}

async fn finished(version: &Path, store: Store) -> usize {
    let database = match store {
        Store::Sqlite => None,
        Store::Postgres => Some(Database::make().await),
    };
    let mut setup = match &database {
        None => Setup::new(),
        Some(database) => Setup::on(&database.url()),
    };
    let ledger = Ledger::start();
    setup.ledger(&ledger.url);
    let dump = dump(version, store);
    dump.load(&setup, database.as_ref(), &ledger).await;
    let unfinished = number(&setup, database.as_ref(), UNFINISHED).await;
    assert!(unfinished > 0, "nothing was stopped in {dump:?}");

    let portal = setup.serve().await;
    let lane = Lane::of(portal, ledger, database).await;

    let runs = lane.portal.operator();
    let runs = runs.get("/api/v1/runs?limit=100").await.ok();
    let runs = runs["items"].as_array().cloned().unwrap_or_default();
    let mut slugs = BTreeSet::new();
    for run in &runs {
        let run = lane.ends(run["id"].as_str().unwrap_or_default()).await;
        assert_eq!(run["state"], "succeeded", "{run}");
        slugs.insert(run["tenant"].as_str().unwrap_or_default().to_owned());
    }
    // Those that were stopped, and the one that was not.
    let stopped = usize::try_from(unfinished).unwrap_or_default();
    assert_eq!(slugs.len(), stopped + 1, "{slugs:?}");
    lane.all_whole(&slugs).await;
    let left = number(&lane.portal, lane.database.as_ref(), UNFINISHED).await;
    assert_eq!(left, 0, "unfinished");
    stopped
}

async fn every_version_is_finished(store: Store) {
    let versions = versions();
    let mut count = 0;
    for version in &versions {
        count += finished(version, store).await;
    }
    let text = format!(
        "{count} runs stopped in {} versions, all finished",
        versions.len()
    );
    achieved(&format!("R11 {store:?}"), count, &text, 0);
}

#[tokio::test]
async fn what_a_released_version_left_is_finished_on_sqlite() {
    every_version_is_finished(Store::Sqlite).await;
}

#[tokio::test]
async fn what_a_released_version_left_is_finished_on_postgres() {
    every_version_is_finished(Store::Postgres).await;
}
