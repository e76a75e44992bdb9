//! Runs that end make room, and those that follow are claimed in the same commit, or beside it.

use super::*;
use app::ports::{Finish, Outcome, StepResult, StoreResult};
use async_trait::async_trait;
use domain::{
    Time,
    ids::{EnvironmentId, RunId, Uuid},
    states::RunState,
};
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

const RUNS: usize = 4;

/// Counts what it is given. What takes no kind but one waits for claims before it answers ends.
#[derive(Default)]
struct Counting {
    one_kind: bool,
    /// Of each commit: ends, claims.
    commits: Mutex<Vec<(usize, usize)>>,
    claimed: Notify,
    claimed_meanwhile: Mutex<Option<bool>>,
}

#[async_trait]
impl Journal for Counting {
    async fn commit(&self, batch: Vec<Write>) -> StoreResult<Vec<Out>> {
        let claims = batch.iter().filter(|w| matches!(w, Write::Claim { .. }));
        let (all, claims) = (batch.len(), claims.count());
        let ends = all - claims;
        self.commits
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((ends, claims));
        if claims > 0 {
            self.claimed.notify_one();
        }
        if ends > 0 && self.one_kind {
            let claimed = tokio::time::timeout(Duration::from_secs(5), self.claimed.notified());
            let claimed = claimed.await.is_ok();
            *self
                .claimed_meanwhile
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = Some(claimed);
        }
        Ok((0..all).map(|_| Out::Done).collect())
    }

    fn likes_one_kind(&self) -> bool {
        self.one_kind
    }

    async fn renew(&self, _: &str, _: &[RunId], _: Duration) -> StoreResult<Vec<RunId>> {
        Ok(Vec::new())
    }

    async fn sweep(&self, _: Duration) -> StoreResult<usize> {
        Ok(0)
    }

    async fn void_leases(&self) -> StoreResult<usize> {
        Ok(0)
    }

    async fn tidy_queue(&self) -> StoreResult<u64> {
        Ok(0)
    }
}

fn end() -> Write {
    Write::Step(Box::new(StepResult {
        run: RunId(Uuid::now_v7()),
        epoch: 1,
        environment: EnvironmentId(Uuid::now_v7()),
        step: "last".to_owned(),
        attempt: 1,
        outcome: Outcome::Cancelled,
        ended_at: Time::from_micros(0),
        next: Vec::new(),
        moves: Vec::new(),
        deployment: None,
        resources: Vec::new(),
        gone: Vec::new(),
        log: Vec::new(),
        finish: Some(Finish::End {
            state: RunState::Cancelled,
            health: None,
            failure: None,
            launch_seconds: None,
        }),
        job: None,
    }))
}

/// As a cancelled run ends, without a result.
fn broken_off() -> Write {
    Write::Finish {
        run: RunId(Uuid::now_v7()),
        epoch: 1,
        environment: EnvironmentId(Uuid::now_v7()),
        moves: Vec::new(),
        finish: Finish::Release,
        job: None,
    }
}

fn claim() -> Write {
    Write::Claim {
        run: RunId(Uuid::now_v7()),
        owner: "worker-1".to_owned(),
        lease: Duration::from_secs(6),
        job: None,
    }
}

/// As many runs as there are places end together; each makes room, its handler returns to the one
/// task that hands out messages, and the next one claims.
async fn runs_end_and_others_follow(journal: Arc<Counting>, end: fn() -> Write) {
    let writer = Writer::start(journal, Rings::default());
    let (rooms, mut left) = mpsc::unbounded_channel();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..RUNS {
        let (writer, rooms) = (writer.clone(), rooms.clone());
        tasks.spawn(async move {
            rooms.send(()).expect("is heard");
            writer.write(end()).await.expect("is written");
        });
    }
    for _ in 0..RUNS {
        left.recv().await.expect("a run ends");
        let writer = writer.clone();
        tasks.spawn(async move {
            writer.write(claim()).await.expect("is written");
        });
    }
    let all = tasks.join_all();
    let all = tokio::time::timeout(Duration::from_secs(30), all).await;
    all.expect("all are answered");
}

#[tokio::test]
async fn one_commit_ends_runs_and_claims_those_that_follow() {
    let journal = Arc::new(Counting::default());

    runs_end_and_others_follow(journal.clone(), end).await;
    runs_end_and_others_follow(journal.clone(), broken_off).await;

    let commits = journal.commits.lock().expect("sound").clone();
    assert_eq!(commits, [(RUNS, RUNS), (RUNS, RUNS)]);
}

#[tokio::test]
async fn where_one_kind_is_liked_claims_do_not_wait_for_ends() {
    let journal = Arc::new(Counting {
        one_kind: true,
        ..Counting::default()
    });

    runs_end_and_others_follow(journal.clone(), end).await;

    let meanwhile = *journal.claimed_meanwhile.lock().expect("sound");
    assert_eq!(meanwhile, Some(true));
}
