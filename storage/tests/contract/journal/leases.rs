use super::{LONG, SHORT, is_done, pause, step, succeeded};
use crate::{both, database::Database, fixtures::now};
use domain::ids::RunId;
use std::time::Duration;

both!(
    a_renewed_lease_outlives_its_first_end,
    a_renewal_prolongs_what_the_owner_holds_and_nothing_else,
    a_renewal_tells_which_runs_are_to_be_cancelled,
    voided_leases_free_every_run_at_once,
);

async fn renewed(db: &Database, owner: &str, runs: &[RunId]) -> Vec<RunId> {
    let renewed = db.journal.renew(owner, runs, LONG).await;
    renewed.expect("renews")
}

async fn a_renewed_lease_outlives_its_first_end(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db
        .claim(run.id, "worker-1", Duration::from_millis(300))
        .await
        .expect("free");

    renewed(&db, "worker-1", &[run.id]).await;
    pause(350).await;

    assert!(db.claim(run.id, "worker-2", LONG).await.is_none());
    assert!(is_done(&db.write(step(succeeded(&claimed, "a"))).await));
}

async fn a_renewal_prolongs_what_the_owner_holds_and_nothing_else(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    db.claim(run.id, "worker-1", SHORT).await.expect("free");
    pause(20).await;

    renewed(&db, "worker-2", &[run.id]).await;
    renewed(&db, "worker-1", &[]).await;

    assert!(
        db.claim(run.id, "worker-3", LONG).await.is_some(),
        "not worker-2's to renew, and not named by worker-1"
    );
    let parked = db.queued("parked", &[("a", &[])]).await;
    let claimed = db.claim(parked.id, "worker-1", LONG).await.expect("free");
    db.write(super::finish(
        &claimed,
        app::ports::Finish::Park { at: now() },
        None,
    ))
    .await;
    renewed(&db, "worker-1", &[parked.id]).await;
    assert!(
        db.claim(parked.id, "worker-3", LONG).await.is_some(),
        "nobody's to renew"
    );
}

async fn a_renewal_tells_which_runs_are_to_be_cancelled(db: Database) {
    let (one, two) = (
        db.queued("one", &[("a", &[])]).await,
        db.queued("two", &[("a", &[])]).await,
    );
    db.claimed(&one).await;
    db.claimed(&two).await;
    assert_eq!(renewed(&db, "worker-1", &[one.id, two.id]).await, []);
    let messages = db.messages().await.len();

    let mut tx = db.begin().await;
    let at_once = tx.cancel_run(two.id, now(), "ada").await.expect("asks");
    tx.commit().await.expect("commits");

    assert!(!at_once);
    assert_eq!(renewed(&db, "worker-1", &[one.id, two.id]).await, [two.id]);
    assert_eq!(
        db.messages().await.len(),
        messages,
        "its worker hears of it, the queue need not"
    );
}

async fn voided_leases_free_every_run_at_once(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let queued = db.queued("other", &[("a", &[])]).await;
    db.claimed(&run).await;

    assert_eq!(db.journal.void_leases().await.expect("voids"), 1);

    assert_eq!(
        db.journal.sweep(LONG).await.expect("sweeps"),
        2,
        "the queued one too"
    );
    let next = db.claim(run.id, "worker-2", LONG).await.expect("free");
    assert_eq!((next.epoch, next.steps[0].crashes), (2, 1));
    assert!(db.claim(queued.id, "worker-2", LONG).await.is_some());
}
