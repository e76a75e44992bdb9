//! Who works, what waits, and marks of the house.

use crate::{both, database::Database};
use app::ports::{Beat, StoreError};
use domain::views::WorkerState;

both!(
    a_worker_is_told_by_what_it_does_and_gone_when_it_leaves,
    a_worker_that_is_not_heard_of_is_silent_and_forgotten_after_an_hour,
    a_beat_finds_out_that_a_newer_program_has_migrated,
    lines_are_told_with_what_waits,
    a_mark_is_made_once_unless_it_is_made_over,
);

fn beat(name: &str) -> Beat {
    Beat {
        name: name.to_owned(),
        version: "1.0".to_owned(),
        in_work: 3,
        places: 24,
        fetching: true,
        stopping: false,
    }
}

async fn a_worker_is_told_by_what_it_does_and_gone_when_it_leaves(db: Database) {
    let states = async || {
        let workers = db.workers.workers().await.expect("reads");
        let told = workers.iter().map(|w| (w.state, w.in_work, w.places));
        told.collect::<Vec<_>>()
    };
    let beats = [
        (beat("one"), WorkerState::Working),
        (
            Beat {
                fetching: false,
                ..beat("one")
            },
            WorkerState::Stalled,
        ),
        (
            Beat {
                stopping: true,
                ..beat("one")
            },
            WorkerState::Stopping,
        ),
    ];
    for (beat, state) in beats {
        db.workers.beat(&beat).await.expect("writes");
        assert_eq!(states().await, [(state, 3, 24)]);
    }

    db.workers.leave("one").await.expect("writes");
    assert_eq!(states().await, []);

    let last = Beat {
        stopping: true,
        ..beat("one")
    };
    db.workers.beat(&last).await.expect("writes");
    assert_eq!(states().await, [], "its last word came after it had left");
}

async fn a_worker_that_is_not_heard_of_is_silent_and_forgotten_after_an_hour(db: Database) {
    db.workers.beat(&beat("one")).await.expect("writes");
    let ago = |seconds: u32| {
        if db.is_postgres() {
            format!("update worker set seen_at = now() - interval '{seconds} seconds'")
        } else {
            format!("update worker set seen_at = (unixepoch() - {seconds}) * 1000000")
        }
    };

    db.execute(&ago(20)).await;
    let silent = db.workers.workers().await.expect("reads");
    db.journal.tidy_queue().await.expect("tidies");
    let kept = db.workers.workers().await.expect("reads");
    db.execute(&ago(4_000)).await;
    db.journal.tidy_queue().await.expect("tidies");
    let forgotten = db.workers.workers().await.expect("reads");

    assert_eq!(silent[0].state, WorkerState::Silent);
    assert_eq!((kept.len(), forgotten.len()), (1, 0));
}

async fn a_beat_finds_out_that_a_newer_program_has_migrated(db: Database) {
    db.execute("update _sqlx_migrations set version = version + 1000")
        .await;

    let beat = db.workers.beat(&beat("old")).await;

    assert!(matches!(beat, Err(StoreError::Newer { .. })), "{beat:?}");
}

async fn lines_are_told_with_what_waits(db: Database) {
    db.queued("acme", &[("a", &[])]).await;
    db.queued("globe", &[("a", &[])]).await;

    let lines = db.workers.lines().await.expect("reads");

    let told: Vec<_> = lines.iter().map(|l| (l.name.as_str(), l.waiting)).collect();
    assert_eq!(told, [("advance", 2), ("advance-bulk", 0)]);
    assert!((0.0..60.0).contains(&lines[0].oldest_seconds), "{lines:?}");
}

async fn a_mark_is_made_once_unless_it_is_made_over(db: Database) {
    let other = db.again().await;
    assert_eq!(db.workers.marked("key").await.expect("reads"), None);

    let first = db.workers.mark("key", "one").await.expect("writes");
    let second = other.workers.mark("key", "two").await.expect("writes");
    assert_eq!((first.as_str(), second.as_str()), ("one", "one"));

    other.workers.remark("key", "two").await.expect("writes");
    let marked = db.workers.marked("key").await.expect("reads");
    assert_eq!(marked.as_deref(), Some("two"));
}
