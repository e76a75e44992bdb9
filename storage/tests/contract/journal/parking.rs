use super::{LONG, finish, is_done, pause, step, succeeded};
use crate::{
    both,
    database::Database,
    fixtures::{failure, now},
};
use app::ports::{Finish, Outcome, StepResult};
use domain::states::{RunState, StepState};
use std::time::Duration;

both!(
    a_parked_run_gives_its_lease_back_and_leaves_a_message_for_later,
    a_parked_run_is_claimed_when_it_is_due_and_not_before,
    a_released_run_has_lost_no_attempt_and_is_due_at_once,
    a_parked_run_that_is_to_be_cancelled_is_due_at_once,
);

async fn a_parked_run_gives_its_lease_back_and_leaves_a_message_for_later(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let first = db.messages().await.remove(0);
    let claimed = db.claimed(&run).await;
    let at = now() + Duration::from_millis(30_500);
    let result = StepResult {
        outcome: Outcome::Retrying(failure("busy"), at),
        finish: Some(Finish::Park { at }),
        job: Some(first.id.clone()),
        ..succeeded(&claimed, "a")
    };

    assert!(is_done(&db.write(step(result)).await));

    let messages = db.messages().await;
    assert_eq!(messages.len(), 1);
    assert_ne!(messages[0].id, first.id);
    assert_eq!(messages[0].run, run.id);
    let due = messages[0].run_at * 1_000_000;
    assert!(
        due >= at.micros() && due < at.micros() + 1_000_000,
        "the next whole second"
    );
    let parked = db.store.run(run.id).await.expect("reads").expect("there");
    assert_eq!((parked.state, parked.worker), (RunState::Running, None));
    assert_eq!(
        db.told(run.id).await.last().map(String::as_str),
        Some("run.parked")
    );
    let again = db.journal.sweep(LONG).await.expect("sweeps");
    assert_eq!(again, 0, "nothing to ring for before it is due");
}

async fn a_parked_run_is_claimed_when_it_is_due_and_not_before(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    let at = now() + Duration::from_millis(400);
    let outcome = Outcome::Retrying(failure("busy"), at);
    db.write(step(StepResult {
        outcome,
        ..succeeded(&claimed, "a")
    }))
    .await;
    assert!(is_done(
        &db.write(finish(&claimed, Finish::Park { at }, None)).await
    ));

    let early = db.claim(run.id, "worker-2", LONG).await;
    pause(450).await;
    let due = db.claim(run.id, "worker-2", LONG).await.expect("due");

    assert!(early.is_none());
    let step = &due.steps[0];
    assert_eq!(
        (step.state, step.attempts, step.crashes),
        (StepState::Running, 2, 0)
    );
    assert_eq!((due.epoch, step.next_at), (2, None));
}

async fn a_released_run_has_lost_no_attempt_and_is_due_at_once(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let job = db.messages().await.remove(0).id;
    let claimed = db.claimed(&run).await;

    assert!(is_done(
        &db.write(finish(&claimed, Finish::Release, Some(job.clone())))
            .await
    ));

    let row = db.step(run.id, "a").await;
    assert_eq!(
        (row.state, row.attempts, row.started_at),
        (StepState::Pending, 0, None)
    );
    let messages = db.messages().await;
    assert_eq!(messages.len(), 1);
    assert_ne!(messages[0].id, job);
    assert!(messages[0].run_at * 1_000_000 < now().micros());
    let next = db
        .claim(run.id, "worker-2", LONG)
        .await
        .expect("free at once");
    assert_eq!((next.steps[0].attempts, next.steps[0].crashes), (1, 0));
}

async fn a_parked_run_that_is_to_be_cancelled_is_due_at_once(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    let at = now() + LONG;
    let result = StepResult {
        outcome: Outcome::Waiting {
            why: "booting".to_owned(),
            at,
        },
        finish: Some(Finish::Park { at }),
        ..succeeded(&claimed, "a")
    };
    db.write(step(result)).await;
    let before = db.messages().await.len();

    let mut tx = db.begin().await;
    let at_once = tx.cancel_run(run.id, now(), "ada").await.expect("asks");
    tx.commit().await.expect("commits");

    assert!(!at_once, "a worker has to end it");
    assert_eq!(db.messages().await.len(), before + 1);
    let next = db.claim(run.id, "worker-2", LONG).await.expect("due");
    assert!(next.run.cancel_requested);
    assert_eq!(next.steps[0].state, StepState::Waiting);
}
