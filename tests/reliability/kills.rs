//! R1: `kill -9` at each place between commits, in each step, on both databases. Nothing is lost,
//! nothing is made twice, and the site runs.

use super::lane::{Lane, RECOVERED, Store, through_lanes};
use blackbox::{Seed, achieved};
use serde_json::json;
use std::time::{Duration, Instant};

/// Where a process can die, in the order of a step's life.
pub const PLACES: [&str; 6] = [
    "before-claim",
    "after-claim",
    "after-intent",
    "after-provider-effect",
    "after-record",
    "before-ack",
];

/// Places of a claim rather than of a step.
pub fn is_of_claim(place: &str) -> bool {
    ["before-claim", "after-claim", "before-ack"].contains(&place)
}

#[derive(Clone, Debug)]
pub struct Kill {
    pub place: &'static str,
    pub step: String,
    pub slug: String,
}

impl Lane {
    /// Orders the death. A claim is brought to the step by a fault that parks the run there: the
    /// claim that tries the step again is the one that is hit.
    pub async fn order_kill(&self, kill: &Kill) {
        let Kill { place, step, slug } = kill;
        let mut n = 1;
        if is_of_claim(place) {
            let once = json!({ "tenant": slug, "step": step, "manner": "error", "times": 1 });
            self.ledger.order(once).await;
            n = if *place == "before-ack" { 1 } else { 2 };
        }
        self.portal
            .order_crash(&format!("{place} {step} {slug} {n}"));
    }

    /// Starts this and dies in it. A claim does not know its tenant yet, so a stray message can meet
    /// the order before anything was accepted; then nothing has been promised, and it is asked again.
    pub async fn dies_in(&mut self, kill: &Kill, action: &str) -> Instant {
        let before = self.count_of_runs(&kill.slug).await;
        for _ in 0..5 {
            self.order_kill(kill).await;
            let answered = self.start_and_die(&kill.slug, action).await;
            let died = Instant::now();
            if answered.is_some() {
                return died;
            }
            self.portal.start_again().await;
            if self.count_of_runs(&kill.slug).await > before {
                return died;
            }
            self.ledger.mend(&kill.slug).await;
        }
        panic!("{kill:?}: {action} was never accepted");
    }

    async fn launch_killed(&mut self, kill: &Kill) -> Duration {
        self.create(&kill.slug).await;
        let died = self.dies_in(kill, "deploy").await;
        let (run, took) = self.recovers(&kill.slug, died).await;
        assert_eq!(run["state"], "succeeded", "{kill:?}: {run}");
        assert!(took < RECOVERED, "{kill:?}: {took:?} until it ran");
        self.whole(&kill.slug).await;
        took
    }
}

/// Every place in every step that gets there; a new step is in it by itself.
pub async fn all_kills(lane: &Lane) -> Vec<Kill> {
    let (steps, calling) = (&lane.steps, lane.calling_steps().await);
    let mut kills = Vec::new();
    for place in PLACES {
        let reached = if is_of_claim(place) { &calling } else { steps };
        kills.extend(reached.iter().map(|step| Kill {
            place,
            step: step.clone(),
            slug: String::new(),
        }));
    }
    for (i, kill) in kills.iter_mut().enumerate() {
        kill.slug = format!("kill{i}");
    }
    kills
}

/// One kill for each place, the step by chance.
fn sample(kills: &[Kill], seed: &mut Seed) -> Vec<Kill> {
    let of = |place| kills.iter().filter(|k| k.place == place).cloned().collect();
    let places = PLACES.iter().map(|place| -> Vec<Kill> { of(*place) });
    places.map(|of| seed.one_of(&of).clone()).collect()
}

pub(super) async fn killed_everywhere(store: Store, lanes: usize, full: bool) {
    let mut seed = Seed::new();
    let first = Lane::open(store).await;
    let mut kills = all_kills(&first).await;
    if full {
        seed.shuffle(&mut kills);
    } else {
        kills = sample(&kills, &mut seed);
    }
    let count = kills.len();
    let took = through_lanes(store, lanes, first, kills, async |lane: &mut Lane, kill| {
        lane.launch_killed(&kill).await
    });
    let slowest = took.await.into_iter().max().unwrap_or_default();
    let slowest = slowest.as_secs_f64();
    let text = format!("{count} kills, none lost, none doubled, slowest {slowest:.1} s");
    achieved(&format!("R1 {store:?}"), count, &text, seed.number);
}

#[tokio::test]
async fn a_launch_killed_at_each_place_ends_whole_on_sqlite() {
    killed_everywhere(Store::Sqlite, 1, false).await;
}

#[tokio::test]
async fn a_launch_killed_at_each_place_ends_whole_on_postgres() {
    killed_everywhere(Store::Postgres, 1, false).await;
}
