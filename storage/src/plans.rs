//! Plans of runs, each stored once.
//!
//! Nearly all runs have a plan that others had before. It is a row of its own, named by what it says,
//! and whoever has met it once needs neither to write it nor to read it again.

use app::records::NewRun;
use domain::run::RunPlan;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use uuid::Uuid;

/// More than any house has; after that it is learnt anew.
const MOST: usize = 1_000;

/// Plans that are stored for sure: read from the database, or committed.
#[derive(Default)]
pub struct Plans(Mutex<Known>);

#[derive(Default)]
struct Known {
    ids: HashMap<Arc<RunPlan>, Uuid>,
    plans: HashMap<Uuid, Arc<RunPlan>>,
}

/// The plans of some runs that are asked for.
#[derive(Default)]
pub struct Asked {
    /// One for each run.
    pub ids: Vec<Uuid>,
    /// Those that may have to be stored; in one order for all, so that no two wait for each other.
    pub new: BTreeMap<Uuid, New>,
}

pub struct New {
    pub body: String,
    plan: Arc<RunPlan>,
}

impl Plans {
    pub fn of<'a>(&self, runs: impl Iterator<Item = &'a NewRun>) -> Asked {
        let mut asked = Asked::default();
        for run in runs {
            let known = self.known().ids.get(&run.plan).copied();
            let id = known.unwrap_or_else(|| asked.add(&run.plan));
            asked.ids.push(id);
        }
        asked
    }

    /// None: it has to be read.
    pub fn get(&self, id: Uuid) -> Option<Arc<RunPlan>> {
        self.known().plans.get(&id).cloned()
    }

    /// One that makes no sense here stays unknown: its runs are the ones that cannot be read.
    pub fn read(&self, id: Uuid, body: &str) -> Option<Arc<RunPlan>> {
        let plan: Arc<RunPlan> = Arc::new(serde_json::from_str(body).ok()?);
        self.learn(id, plan.clone());
        Some(plan)
    }

    fn learn(&self, id: Uuid, plan: Arc<RunPlan>) {
        let mut known = self.known();
        if known.plans.len() >= MOST {
            *known = Known::default();
        }
        known.ids.insert(plan.clone(), id);
        known.plans.insert(id, plan);
    }

    /// They have been committed.
    pub fn learn_all(&self, asked: Asked) {
        for (id, new) in asked.new {
            self.learn(id, new.plan);
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Asked {
    fn add(&mut self, plan: &Arc<RunPlan>) -> Uuid {
        let body = json!(plan).to_string();
        let digest = Sha256::digest(&body);
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        let id = Uuid::from_bytes(id);
        let plan = plan.clone();
        self.new.entry(id).or_insert(New { body, plan });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        Time,
        run::{RunKind, Verb},
    };

    fn run(verb: Verb) -> NewRun {
        let plan = RunPlan {
            verb,
            phases: Vec::new(),
            steps: Vec::new(),
        };
        NewRun {
            id: Uuid::now_v7().into(),
            tenant: Uuid::now_v7().into(),
            environment: Uuid::now_v7().into(),
            kind: RunKind::Deploy,
            plan: Arc::new(plan),
            bulk: false,
            requested_by: String::new(),
            trace_id: String::new(),
            launch_started_at: None,
            created_at: Time::from_micros(0),
        }
    }

    #[test]
    fn a_plan_is_stored_until_it_is_known_and_equal_plans_once() {
        let plans = Plans::default();
        let runs = [run(Verb::Ensure), run(Verb::Remove), run(Verb::Ensure)];

        let first = plans.of(runs.iter());
        assert_eq!(first.ids[0], first.ids[2]);
        assert_ne!(first.ids[0], first.ids[1]);
        assert_eq!(first.new.len(), 2);
        // What was rolled back is not known.
        let again = plans.of(runs.iter());
        assert_eq!(again.new.len(), 2);
        let ids = again.ids.clone();
        plans.learn_all(again);
        let known = plans.of(runs.iter());

        assert!(known.new.is_empty());
        assert_eq!(known.ids, ids);
        assert_eq!(plans.get(ids[1]).as_ref(), Some(&runs[1].plan));
    }

    #[test]
    fn more_plans_than_it_keeps_are_learnt_anew() {
        let plans = Plans::default();
        let plan = run(Verb::Ensure).plan;

        for n in 0..=u128::try_from(MOST).expect("fits") {
            plans.learn(Uuid::from_u128(n), plan.clone());
        }

        assert_eq!(plans.get(Uuid::from_u128(0)), None);
        assert!(plans.get(Uuid::from_u128(MOST as u128)).is_some());
    }
}
