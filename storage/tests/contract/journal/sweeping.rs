use super::{LONG, SHORT, end, finish, pause};
use crate::{both, database::Database, fixtures::now};
use app::ports::Finish;
use domain::states::RunState;
use futures::future::join_all;
use std::time::Duration;

both!(
    a_run_whose_lease_is_over_is_rung_for_once,
    it_is_rung_for_again_when_nobody_came,
    a_run_with_a_live_lease_or_a_fresh_message_is_left_alone,
    a_parked_run_whose_message_was_lost_is_rung_for_when_due,
    a_run_that_is_over_is_never_rung_for,
    two_sweepers_ring_once,
);

async fn a_run_whose_lease_is_over_is_rung_for_once(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    db.claim(run.id, "worker-1", SHORT).await.expect("free");
    pause(20).await;
    let before = db.messages().await.len();

    let rung = [
        db.journal.sweep(LONG).await.expect("sweeps"),
        db.journal.sweep(LONG).await.expect("sweeps"),
    ];

    assert_eq!(rung, [1, 0]);
    let messages = db.messages().await;
    assert_eq!(messages.len(), before + 1);
    assert!(
        messages
            .iter()
            .all(|m| m.run == run.id && m.run_at * 1_000_000 < now().micros())
    );
    assert!(
        db.claim(run.id, "worker-2", LONG).await.is_some(),
        "the ring blocks no claim"
    );
}

async fn it_is_rung_for_again_when_nobody_came(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    db.claim(run.id, "worker-1", SHORT).await.expect("free");
    pause(20).await;
    let again = Duration::from_millis(200);

    assert_eq!(db.journal.sweep(again).await.expect("sweeps"), 1);
    assert_eq!(db.journal.sweep(again).await.expect("sweeps"), 0);
    pause(220).await;
    assert_eq!(db.journal.sweep(again).await.expect("sweeps"), 1);
}

async fn a_run_with_a_live_lease_or_a_fresh_message_is_left_alone(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    db.queued("other", &[("a", &[])]).await;
    db.claimed(&run).await;

    assert_eq!(db.journal.sweep(LONG).await.expect("sweeps"), 0);
}

async fn a_parked_run_whose_message_was_lost_is_rung_for_when_due(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    // Long ago, so that what is left to the message itself is over too.
    let at = domain::Time::from_micros(now().micros() - 60_000_000);
    db.write(finish(&claimed, Finish::Park { at }, None)).await;

    assert_eq!(db.journal.sweep(LONG).await.expect("sweeps"), 1);
}

async fn a_run_that_is_over_is_never_rung_for(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claim(run.id, "worker-1", SHORT).await.expect("free");
    db.write(finish(&claimed, end(RunState::Failed), None))
        .await;
    pause(20).await;

    assert_eq!(db.journal.sweep(LONG).await.expect("sweeps"), 0);
}

async fn two_sweepers_ring_once(db: Database) {
    for n in 0..10 {
        let run = db.queued(&format!("site-{n}"), &[("a", &[])]).await;
        db.claim(run.id, "worker-1", SHORT).await.expect("free");
    }
    pause(20).await;
    let others = [db.again().await, db.again().await, db.again().await];

    let rung = join_all(others.iter().map(async |db| db.journal.sweep(LONG).await)).await;

    let rung: usize = rung.into_iter().map(|n| n.expect("sweeps")).sum();
    let left = db.journal.sweep(LONG).await.expect("sweeps");
    assert_eq!(rung + left, 10);
    assert_eq!(db.messages().await.len(), 20);
}
