//! One portal on one ledger, on either database. A case takes a tenant of its own; a kill takes the
//! portal for itself, so cases with kills go through a few lanes beside each other.

use blackbox::{Database, Ledger, Portal, Setup, Worker, step_names, wait_for_run};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    Sqlite,
    Postgres,
}

pub struct Lane {
    /// Beside the portal, when it has none of its own. First: they live in the portal's folder.
    pub workers: Vec<Worker>,
    pub portal: Portal,
    pub ledger: Ledger,
    /// Every step of a launch, in the order of the plan.
    pub steps: Vec<String>,
    /// Kinds of resources that a whole environment has, by the ledger's ports.
    pub kinds: BTreeSet<String>,
    // Last: it goes when nobody uses it any more.
    pub database: Option<Database>,
}

/// Leases are scaled to a second; what goes on after a crash is there within this.
pub const RECOVERED: Duration = Duration::from_secs(10);

impl Lane {
    pub async fn open(store: Store) -> Self {
        Self::open_with(store, |_| {}).await
    }

    pub async fn open_with(store: Store, change: impl FnOnce(&mut Setup)) -> Self {
        Self::open_beside(store, 0, change).await
    }

    /// The portal serves, so many processes beside it work.
    pub async fn open_with_workers(workers: usize) -> Self {
        Self::open_beside(Store::Postgres, workers, Setup::without_worker).await
    }

    pub async fn open_beside(
        store: Store,
        workers: usize,
        change: impl FnOnce(&mut Setup),
    ) -> Self {
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
        change(&mut setup);
        let portal = setup.serve().await;
        let mut lane = Self {
            workers: (0..workers).map(|_| portal.worker()).collect(),
            portal,
            ledger,
            steps: Vec::new(),
            kinds: BTreeSet::new(),
            database,
        };
        lane.learn().await;
        lane
    }

    /// On what another one has left: there is a whole environment, `clean`.
    pub async fn of(portal: Portal, ledger: Ledger, database: Option<Database>) -> Self {
        let made = ledger.everything().await;
        let clean = made.into_iter().filter(|r| r.tenant == "clean");
        Self {
            workers: Vec::new(),
            portal,
            kinds: clean.map(|r| r.port).collect(),
            ledger,
            steps: Vec::new(),
            database,
        }
    }

    /// What a launch is made of, from one that nothing disturbs.
    async fn learn(&mut self) {
        self.create("clean").await;
        self.steps = step_names(&self.portal, "clean/prod").await;
        let run = self.start("clean", "deploy").await;
        let run = self.ends(&run).await;
        assert_eq!(run["state"], "succeeded", "{run}");
        let made = self.ledger.everything().await;
        self.kinds = made.into_iter().map(|r| r.port).collect();
        assert!(self.kinds.len() >= 5, "{:?}", self.kinds);
        self.whole("clean").await;
    }

    pub async fn create(&self, slug: &str) {
        let new = json!({ "slug": slug });
        let made = self
            .portal
            .operator()
            .post("/api/v1/environments", &new)
            .await;
        made.has_status(201);
    }

    /// Starts `deploy`, `destroy` or a phase; answers the run.
    pub async fn start(&self, slug: &str, action: &str) -> String {
        let path = format!("/api/v1/environments/{slug}/prod/{action}");
        let accepted = self.portal.operator().post(&path, &json!({})).await;
        let run = accepted.ok();
        let run = run["run"].as_str();
        run.unwrap_or_else(|| panic!("{action} of {slug} has nothing to do"))
            .to_owned()
    }

    pub async fn deploy(&self, slug: &str) -> String {
        self.create(slug).await;
        self.start(slug, "deploy").await
    }

    /// The steps of an action, which is not started.
    pub async fn plan(&self, slug: &str, action: &str) -> Vec<String> {
        let path = format!("/api/v1/environments/{slug}/prod/{action}?dry_run=true");
        let plan = self.portal.operator().post(&path, &json!({})).await.ok();
        let steps = plan["steps"].as_array().cloned().unwrap_or_default();
        let names = steps.iter().filter_map(|s| s["name"].as_str());
        names.map(str::to_owned).collect()
    }

    /// The same when the portal may die before it answers; what it said before it died.
    pub async fn start_and_die(&mut self, slug: &str, action: &str) -> Option<()> {
        let path = format!("/api/v1/environments/{slug}/prod/{action}");
        let answer = self.portal.operator().try_post(&path, &json!({})).await;
        self.portal.dies().await;
        answer.map(|answer| drop(answer.ok()))
    }

    pub async fn count_of_runs(&self, slug: &str) -> usize {
        let path = format!("/api/v1/runs?tenant={slug}");
        let runs = self.portal.operator().get(&path).await.ok();
        runs["items"].as_array().map_or(0, Vec::len)
    }

    pub async fn newest_run(&self, slug: &str) -> String {
        let path = format!("/api/v1/runs?tenant={slug}");
        let runs = self.portal.operator().get(&path).await.ok();
        let run = runs["items"][0]["id"].as_str();
        run.unwrap_or_else(|| panic!("no run of {slug}: {runs}"))
            .to_owned()
    }

    /// A run as it stands.
    pub async fn show(&self, run: &str) -> Value {
        let path = format!("/api/v1/runs/{run}");
        self.portal.operator().get(&path).await.ok()
    }

    /// Who is in this step of the run just now.
    pub async fn worker_in(&self, run: &str, step: &str) -> Option<String> {
        let run = self.show(run).await;
        let in_it = |s: &Value| s["name"] == step && s["state"] == "running";
        let in_it = run["steps"].as_array()?.iter().any(in_it);
        in_it.then(|| run["worker"].as_str().map(str::to_owned))?
    }

    pub async fn ends(&self, run: &str) -> Value {
        wait_for_run(&self.portal.operator(), run).await
    }

    /// The steps of a launch that call a provider, from the books.
    pub async fn calling_steps(&self) -> Vec<String> {
        let calls = self.ledger.calls("clean").await;
        let calling: BTreeSet<_> = calls.into_iter().map(|call| call.step).collect();
        let calls = |step: &&String| calling.contains(*step);
        self.steps.iter().filter(calls).cloned().collect()
    }

    /// Starts it again where it is dead, and answers how long after its death the newest run was over.
    pub async fn recovers(&mut self, slug: &str, died: Instant) -> (Value, Duration) {
        if self.portal.pid().is_none() {
            self.portal.start_again().await;
        }
        let run = self.newest_run(slug).await;
        let run = self.ends(&run).await;
        (run, died.elapsed())
    }
}

/// All of these beside each other, and what they answered.
pub async fn beside<T: 'static>(
    all: impl IntoIterator<Item = impl Future<Output = T> + 'static>,
) -> Vec<T> {
    let local = tokio::task::LocalSet::new();
    let mut set = tokio::task::JoinSet::new();
    for one in all {
        set.spawn_local_on(one, &local);
    }
    local.run_until(set.join_all()).await
}

/// Takes the cases through so many lanes beside each other, the first of which is open already;
/// what each case answered, in no order.
pub async fn through_lanes<C: 'static, T: 'static>(
    store: Store,
    lanes: usize,
    first: Lane,
    cases: Vec<C>,
    case: impl AsyncFn(&mut Lane, C) -> T + Clone + 'static,
) -> Vec<T> {
    let cases = Cases::new(cases);
    let mut first = Some(first);
    let lanes = (0..lanes).map(|_| {
        let (cases, lane, case) = (cases.clone(), first.take(), case.clone());
        async move {
            let mut lane = match lane {
                Some(lane) => lane,
                None => Lane::open(store).await,
            };
            let mut answers = Vec::new();
            while let Some(one) = cases.next() {
                answers.push(case(&mut lane, one).await);
            }
            answers
        }
    });
    let lanes: Vec<_> = lanes.collect();
    beside(lanes).await.into_iter().flatten().collect()
}

/// Cases that lanes take one after the other.
pub struct Cases<T> {
    left: Arc<Mutex<Vec<T>>>,
}

impl<T> Clone for Cases<T> {
    fn clone(&self) -> Self {
        Self {
            left: self.left.clone(),
        }
    }
}

impl<T> Cases<T> {
    pub fn new(mut cases: Vec<T>) -> Self {
        cases.reverse();
        Self {
            left: Arc::new(Mutex::new(cases)),
        }
    }

    pub fn next(&self) -> Option<T> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        left.pop()
    }
}
