use super::{LONG, SHORT, claim, end, finish, is_lost, pause, start, succeeded};
use crate::{both, database::Database, fixtures::failure};
use app::ports::{Out, Outcome, Write};
use domain::{
    ids::RunId,
    states::{RunState, StepState},
};
use futures::future::join_all;
use std::collections::HashMap;
use uuid::Uuid;

both!(
    a_claim_takes_the_lease_and_starts_the_first_steps,
    a_second_claim_is_lost_while_the_lease_lives,
    two_claims_of_one_run_in_one_batch_give_one_lease,
    workers_that_claim_at_once_share_the_runs_without_overlap,
    a_claim_leaves_alone_what_has_passed_and_what_is_not_due,
    a_run_that_is_over_cannot_be_claimed,
    a_run_that_is_to_be_cancelled_is_claimed_and_starts_nothing,
    a_lost_claim_deletes_its_message,
    a_run_that_cannot_be_read_sinks_no_other,
);

async fn a_claim_takes_the_lease_and_starts_the_first_steps(db: Database) {
    let run = db
        .queued(
            "acme",
            &[("instance", &[]), ("bucket", &[]), ("dns", &["instance"])],
        )
        .await;

    let claimed = db.claimed(&run).await;

    assert_eq!(claimed.epoch, 1);
    assert_eq!(claimed.run.state, RunState::Running);
    assert_eq!(claimed.run.worker.as_deref(), Some("worker-1"));
    assert_eq!(claimed.run.environment_name, "acme/prod");
    assert!(claimed.run.started_at.is_some());
    assert_eq!(claimed.run.plan, run.plan);
    assert_eq!(claimed.tenant.slug.as_str(), "acme");
    assert_eq!(claimed.environment.id, run.environment);
    let steps: Vec<_> = claimed
        .steps
        .iter()
        .map(|s| (s.name.as_str(), s.position, s.state, s.attempts, s.crashes))
        .collect();
    let running = StepState::Running;
    assert_eq!(
        steps,
        [("instance", 0, running, 1, 0), ("bucket", 1, running, 1, 0)]
    );
    assert!(claimed.steps.iter().all(|s| s.started_at.is_some()));
    assert_eq!(
        Some(claimed.run),
        db.store.run(run.id).await.expect("reads")
    );
    assert_eq!(claimed.steps, db.store.steps(run.id).await.expect("reads"));
}

async fn a_second_claim_is_lost_while_the_lease_lives(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    db.claimed(&run).await;

    assert!(db.claim(run.id, "worker-2", LONG).await.is_none());
    assert!(
        db.claim(run.id, "worker-1", LONG).await.is_none(),
        "nor by the holder"
    );
    assert_eq!(db.step(run.id, "a").await.attempts, 1);
}

async fn two_claims_of_one_run_in_one_batch_give_one_lease(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let twice = vec![
        claim(run.id, "w", LONG, None),
        claim(run.id, "w", LONG, None),
    ];

    let outs = db.journal.commit(twice).await.expect("commits");

    assert_eq!(outs.iter().filter(|out| is_lost(out)).count(), 1);
    assert_eq!(db.step(run.id, "a").await.attempts, 1);
}

async fn workers_that_claim_at_once_share_the_runs_without_overlap(db: Database) {
    let mut runs = Vec::new();
    for n in 0..12 {
        runs.push(db.queued(&format!("site-{n}"), &[("a", &[])]).await.id);
    }
    let workers = [db.again().await, db.again().await, db.again().await];

    let all = workers.iter().enumerate().map(async |(n, worker)| {
        let mut mine = Vec::new();
        for run in &runs {
            if worker
                .claim(*run, &format!("worker-{n}"), LONG)
                .await
                .is_some()
            {
                mine.push(*run);
            }
        }
        mine
    });

    let mut owners: HashMap<RunId, usize> = HashMap::new();
    for run in join_all(all).await.concat() {
        *owners.entry(run).or_default() += 1;
    }
    assert_eq!(owners.len(), 12, "none is left over");
    assert!(owners.values().all(|n| *n == 1), "none is taken twice");
    let (tries, crashes) = ("step_run where attempts = 1", "step_run where crashes = 0");
    assert_eq!((db.count(tries).await, db.count(crashes).await), (12, 12));
}

async fn a_claim_leaves_alone_what_has_passed_and_what_is_not_due(db: Database) {
    let run = db
        .queued("acme", &[("a", &[]), ("b", &[]), ("c", &[]), ("d", &["a"])])
        .await;
    let first = db.claim(run.id, "worker-1", SHORT).await.expect("free");
    let mut passed = succeeded(&first, "a");
    passed.next = vec![start("d", 3)];
    let mut later = succeeded(&first, "b");
    let at = later.ended_at + LONG;
    later.outcome = Outcome::Retrying(failure("busy"), at);
    let mut due = succeeded(&first, "c");
    due.outcome = Outcome::Retrying(failure("busy"), due.ended_at);
    for result in [passed, later, due] {
        db.write(super::step(result)).await;
    }
    pause(20).await;

    let second = db.claim(run.id, "worker-2", LONG).await.expect("over");

    let steps: Vec<_> = second
        .steps
        .iter()
        .map(|s| (s.name.as_str(), s.state, s.attempts, s.crashes))
        .collect();
    assert_eq!(
        steps,
        [
            ("a", StepState::Succeeded, 1, 0),
            ("b", StepState::Retrying, 1, 0),
            ("c", StepState::Running, 2, 0),
            ("d", StepState::Running, 2, 1),
        ]
    );
}

async fn a_run_that_is_over_cannot_be_claimed(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    db.write(finish(&claimed, end(RunState::Failed), None))
        .await;

    assert!(db.claim(run.id, "worker-2", LONG).await.is_none());
    assert!(
        db.claim(RunId(Uuid::now_v7()), "worker-2", LONG)
            .await
            .is_none(),
        "no such run"
    );
}

async fn a_run_that_is_to_be_cancelled_is_claimed_and_starts_nothing(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &[])]).await;
    let first = db.claim(run.id, "worker-1", SHORT).await.expect("free");
    let mut later = succeeded(&first, "b");
    later.outcome = Outcome::Retrying(failure("busy"), later.ended_at);
    db.write(super::step(later)).await;
    let mut tx = db.begin().await;
    assert!(
        !tx.cancel_run(run.id, super::now(), "ada")
            .await
            .expect("asks")
    );
    tx.commit().await.expect("commits");
    pause(20).await;

    let second = db.claim(run.id, "worker-2", LONG).await.expect("over");

    assert!(second.run.cancel_requested);
    let steps: Vec<_> = second.steps.iter().map(|s| (s.state, s.attempts)).collect();
    assert_eq!(steps, [(StepState::Running, 1), (StepState::Retrying, 1)]);
    let zombie = db.write(super::step(succeeded(&first, "a"))).await;
    assert!(
        is_lost(&zombie),
        "the running step has changed hands all the same"
    );
}

async fn a_lost_claim_deletes_its_message(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    db.claimed(&run).await;
    let message = db.messages().await.remove(0);

    let out = db
        .write(claim(run.id, "worker-2", LONG, Some(message.id)))
        .await;

    assert!(is_lost(&out));
    assert_eq!(db.messages().await, []);
    let nothing = Write::Log {
        run: run.id,
        epoch: 1,
        lines: Vec::new(),
    };
    assert!(
        super::is_done(&db.write(nothing).await),
        "the holder is not disturbed"
    );
}

async fn a_run_that_cannot_be_read_sinks_no_other(db: Database) {
    let broken = db.queued("broken", &[("a", &[])]).await;
    let sound = db.queued("sound", &[("a", &[])]).await;
    db.execute(
        "update run set plan = null, own_plan = '{}'
        where tenant in (select id from tenant where slug = 'broken')",
    )
    .await;
    let claims = [broken.id, sound.id].map(|run| claim(run, "worker-1", LONG, None));

    let outs = db.journal.commit(claims.into()).await.expect("commits");

    let read = outs.into_iter().map(|out| match out {
        Out::Claimed(taken) => taken.read().map(|claimed| claimed.run.id),
        other => panic!("free: {other:?}"),
    });
    let read: Vec<_> = read.collect();
    assert!(read[0].is_err(), "{read:?}");
    assert_eq!(*read[1].as_ref().expect("reads"), sound.id);
}
