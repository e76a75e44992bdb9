//! What a claim does with steps that ran when their worker died.

use super::{LONG, SHORT, Start, is_done, is_lost, pause, start, step, succeeded};
use crate::{both, database::Database};
use app::ports::{Claimed, Write};
use domain::states::StepState;

both!(
    after_a_crash_the_step_keeps_running_with_one_attempt_and_one_crash_more,
    what_ran_when_two_workers_died_waits_until_it_is_begun,
);

async fn after_a_crash_the_step_keeps_running_with_one_attempt_and_one_crash_more(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    db.claim(run.id, "worker-1", SHORT).await.expect("free");
    pause(20).await;

    let claimed = db.claim(run.id, "worker-2", SHORT).await.expect("over");
    pause(20).await;
    let third = db.claim(run.id, "worker-3", LONG).await.expect("over");

    assert_eq!(told(&claimed), (2, StepState::Running, 2, 1));
    assert_eq!(
        third.run.started_at, claimed.run.started_at,
        "a run starts once"
    );
}

async fn what_ran_when_two_workers_died_waits_until_it_is_begun(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &[])]).await;
    let first = db.claim(run.id, "worker-1", SHORT).await.expect("free");
    db.write(step(succeeded(&first, "b"))).await;
    pause(20).await;
    let second = db.claim(run.id, "worker-2", SHORT).await.expect("over");
    pause(20).await;

    let third = db.claim(run.id, "worker-3", SHORT).await.expect("over");
    let zombie = db.write(step(succeeded(&second, "a"))).await;
    pause(20).await;
    let fourth = db.claim(run.id, "worker-4", LONG).await.expect("over");

    assert_eq!(told(&third), (3, StepState::Waiting, 2, 2));
    assert!(third.steps[0].waits_for_its_turn());
    assert!(is_lost(&zombie), "it has changed hands");
    // Who did not begin it cannot have died of it.
    assert_eq!(told(&fourth), (4, StepState::Waiting, 2, 2));
    let waits = "step.waiting a";
    let events = db.told(run.id).await;
    assert_eq!(
        events.iter().filter(|e| *e == waits).count(),
        1,
        "{events:?}"
    );
    let again = Start {
        attempt: 3,
        ..start("a", 0)
    };
    let begin = Write::Start {
        run: run.id,
        epoch: fourth.epoch,
        environment: fourth.environment.id,
        moves: Vec::new(),
        steps: vec![again],
    };
    assert!(is_done(&db.write(begin).await));
    let begun = db.step(run.id, "a").await;
    assert_eq!(
        (begun.state, begun.attempts, begun.crashes),
        (StepState::Running, 3, 2)
    );
    let ended = db.write(step(succeeded(&fourth, "a"))).await;
    assert!(is_done(&ended));
}

/// Epoch, and the first step's state, attempts and crashes.
fn told(claimed: &Claimed) -> (i64, StepState, u32, u32) {
    let step = &claimed.steps[0];
    (claimed.epoch, step.state, step.attempts, step.crashes)
}
