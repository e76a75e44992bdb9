use super::{LONG, SHORT, end, finish, pause};
use crate::{
    both,
    database::Database,
    fixtures::{now, plan, run},
};
use app::{ports::Finish, records::NewRun};
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
    one_of_many_keeps_its_line_and_comes_first_once_it_has_begun,
    behind_a_long_line_only_what_has_begun_is_rung_for,
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

async fn one_of_many_keeps_its_line_and_comes_first_once_it_has_begun(db: Database) {
    for (slug, how) in [("parked", 0), ("released", 1), ("crashed", 2)] {
        let (_, environment) = db.site(slug).await;
        let run = NewRun {
            bulk: true,
            ..run(&environment, plan(&[("a", &[])]))
        };
        db.insert_run(&run).await.expect("no other run");
        let first = db.messages().await;
        let first = first.iter().find(|m| m.run == run.id).expect("its message");
        let lease = if how == 2 { SHORT } else { LONG };
        let claimed = db.claim(run.id, "worker-1", lease).await.expect("free");
        let job = Some(first.id.clone());
        match how {
            0 => {
                let at = now() + LONG;
                db.write(finish(&claimed, Finish::Park { at }, job)).await;
            }
            1 => {
                db.write(finish(&claimed, Finish::Release, job)).await;
            }
            _ => {
                pause(20).await;
                assert_eq!(db.journal.sweep(LONG).await.expect("sweeps"), 1);
            }
        }

        let messages = db.messages().await;

        let again = messages.iter().filter(|m| m.run == run.id);
        let again = again.max_by_key(|m| m.priority).expect("its message");
        assert!(
            again.bulk && again.priority > first.priority,
            "{slug}: {again:?}"
        );
    }
}

/// A second message for each of thousands would only make the line longer.
async fn behind_a_long_line_only_what_has_begun_is_rung_for(db: Database) {
    let begun = db.queued("begun", &[("a", &[])]).await;
    for n in 0..220 {
        db.queued(&format!("site-{n}"), &[("a", &[])]).await;
    }
    db.claim(begun.id, "worker-1", SHORT).await.expect("free");
    db.execute("update run set ring_at = null").await;
    pause(20).await;

    let long = db.journal.sweep(LONG).await.expect("sweeps");
    let jobs = if db.is_postgres() {
        "apalis.jobs"
    } else {
        "Jobs"
    };
    db.execute(&format!("delete from {jobs}")).await;
    let short = db.journal.sweep(LONG).await.expect("sweeps");

    assert_eq!((long, short), (1, 220));
}
