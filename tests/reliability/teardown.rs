//! R2 and R3: kills while an environment is taken away, while it is launched phase by phase, and
//! while the portal recovers from a kill before.
//!
//! A change from trial to paid and an upgrade of what runs are not in the product yet, so they are
//! not killed here.

use super::{
    kills::{Kill, all_kills, is_of_claim},
    lane::{Lane, RECOVERED, Store, through_lanes},
};
use blackbox::{PATIENCE, Seed, achieved};
use serde_json::json;
use std::time::{Duration, Instant};

impl Lane {
    /// A whole environment first, then the kill while it is destroyed and forgotten.
    async fn destroyed_killed(&mut self, kill: &Kill) -> Duration {
        let run = self.deploy(&kill.slug).await;
        self.ends(&run).await;
        let died = self.dies_in(kill, "destroy").await;
        let (run, took) = self.recovers(&kill.slug, died).await;
        assert_eq!(run["state"], "succeeded", "{kill:?}: {run}");
        assert!(took < RECOVERED, "{kill:?}: {took:?} until it was gone");
        self.gone(&kill.slug).await;
        let path = format!("/api/v1/environments/{}/prod", kill.slug);
        let client = self.portal.operator();
        client.post(&format!("{path}/purge"), &json!({})).await.ok();
        client.get(&path).await.has_status(404);
        took
    }

    /// A launch phase by phase, each a run of its own that finds what those before it have made;
    /// it dies in one of them.
    async fn phases_killed(&mut self, kill: &Kill) -> Duration {
        self.create(&kill.slug).await;
        let mut died = None;
        for phase in PHASES {
            if self.plan(&kill.slug, phase).await.contains(&kill.step) {
                let death = self.dies_in(kill, phase).await;
                let (run, took) = self.recovers(&kill.slug, death).await;
                assert_eq!(run["state"], "succeeded", "{kill:?}: {run}");
                assert!(took < RECOVERED, "{kill:?}: {took:?} until it ran");
                died = Some(took);
            } else {
                let run = self.start(&kill.slug, phase).await;
                self.ends(&run).await;
            }
        }
        self.whole(&kill.slug).await;
        died.expect("the step is in one of the phases")
    }

    /// The second death comes while the first one's run is brought back. It may not come at all,
    /// when the step that it was ordered for is behind already.
    async fn launch_killed_twice(&mut self, first: &Kill, second: &Kill) -> bool {
        self.create(&first.slug).await;
        self.dies_in(first, "deploy").await;
        let Kill { place, step, .. } = second;
        let order = format!("{place} {step} {} 1", first.slug);
        self.portal.order_crash(&order);
        let begun = Instant::now();
        let run = loop {
            self.portal.keep_up();
            if let Some(run) = self.ended_run(&first.slug).await {
                break run;
            }
            self.portal.has_ended();
            assert!(begun.elapsed() < PATIENCE, "{first:?}, {second:?}: stuck");
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        assert_eq!(run["state"], "succeeded", "{first:?}, {second:?}: {run}");
        let met = !self.portal.crash_is_ordered();
        self.portal.order_no_crash();
        // The last place is passed after the run's end: it may be dying just now.
        tokio::time::sleep(Duration::from_millis(50)).await;
        if self.portal.has_ended() {
            self.portal.start_again().await;
        }
        self.whole(&first.slug).await;
        met
    }

    async fn ended_run(&self, slug: &str) -> Option<serde_json::Value> {
        let path = format!("/api/v1/runs?tenant={slug}");
        let runs = self.portal.operator().try_get(&path).await?.ok();
        let run = runs["items"][0].clone();
        let over = ["succeeded", "failed", "cancelled"].map(serde_json::Value::from);
        over.contains(&run["state"]).then_some(run)
    }
}

const PHASES: [&str; 4] = ["provision", "configure", "release", "run"];

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Destroy,
    Phases,
}

pub(super) async fn killed_later(what: What, store: Store, size: Option<usize>) {
    let mut seed = Seed::new();
    let first = Lane::open(store).await;
    let mut kills = all_kills(&first).await;
    if let What::Destroy = what {
        // Only what calls a provider on the way down can be brought to a second claim.
        let undone = undone_steps(&first).await;
        kills.retain(|k| !is_of_claim(k.place) || undone.contains(&k.step));
    }
    seed.shuffle(&mut kills);
    kills.truncate(size.unwrap_or(kills.len()));
    let count = kills.len();
    let lanes = if size.is_some() { 1 } else { 4 };
    let took = through_lanes(
        store,
        lanes,
        first,
        kills,
        async move |lane: &mut Lane, kill| match what {
            What::Destroy => lane.destroyed_killed(&kill).await,
            What::Phases => lane.phases_killed(&kill).await,
        },
    );
    let slowest = took.await.into_iter().max().unwrap_or_default();
    let slowest = slowest.as_secs_f64();
    let text = format!("{count} kills, nothing left over, slowest {slowest:.1} s");
    achieved(&format!("R2 {what:?} {store:?}"), count, &text, seed.number);
}

/// The steps whose undoing calls a provider, from one that nothing disturbs.
async fn undone_steps(lane: &Lane) -> Vec<String> {
    let run = lane.deploy("undone").await;
    lane.ends(&run).await;
    let before = lane.ledger.calls("undone").await.len();
    let run = lane.start("undone", "destroy").await;
    lane.ends(&run).await;
    lane.gone("undone").await;
    let calls = lane.ledger.calls("undone").await;
    calls.into_iter().skip(before).map(|c| c.step).collect()
}

pub(super) async fn killed_twice(store: Store, pairs: usize, lanes: usize) {
    let mut seed = Seed::new();
    let first = Lane::open(store).await;
    let kills = all_kills(&first).await;
    let pairs = (0..pairs).map(|i| {
        let (mut one, two) = (seed.one_of(&kills).clone(), seed.one_of(&kills).clone());
        one.slug = format!("pair{i}");
        (one, two)
    });
    let pairs: Vec<_> = pairs.collect();
    let count = pairs.len();
    let met = through_lanes(store, lanes, first, pairs, async |lane: &mut Lane, pair| {
        let (one, two) = pair;
        lane.launch_killed_twice(&one, &two).await
    });
    let met = met.await.into_iter().filter(|met| *met).count();
    assert!(met > 0, "no second kill was ever met");
    let text = format!("{count} pairs, {met} second kills met, none lost");
    achieved(&format!("R3 {store:?}"), count, &text, seed.number);
}

#[tokio::test]
async fn a_teardown_killed_leaves_nothing_on_sqlite() {
    killed_later(What::Destroy, Store::Sqlite, Some(4)).await;
}

#[tokio::test]
async fn a_teardown_killed_leaves_nothing_on_postgres() {
    killed_later(What::Destroy, Store::Postgres, Some(2)).await;
}

#[tokio::test]
async fn a_launch_by_phases_killed_ends_whole_on_sqlite() {
    killed_later(What::Phases, Store::Sqlite, Some(3)).await;
}

#[tokio::test]
async fn a_launch_killed_while_it_recovers_ends_whole_on_sqlite() {
    killed_twice(Store::Sqlite, 4, 1).await;
}
