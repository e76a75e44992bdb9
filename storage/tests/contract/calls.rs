//! Slots, moments and pauses of providers.

use crate::{both, database::Database};
use app::ports::Moment;
use futures::future::join_all;
use std::{collections::BTreeSet, time::Duration};

both!(
    no_more_slots_are_taken_than_there_are,
    a_slot_that_is_given_back_or_over_is_free_again,
    a_slot_is_given_back_and_renewed_by_its_holder_alone,
    fewer_slots_count_at_once_and_more_are_there_when_asked_for,
    moments_come_one_after_the_other,
    a_pause_is_told_while_it_holds_and_never_cut_short,
);

const LONG: Duration = Duration::from_secs(60);

impl Database {
    async fn slot(&self, most: u32, holder: &str, lease: Duration) -> Option<u32> {
        let taken = self.calls.take_slot("dns", most, holder, lease).await;
        taken.expect("answers")
    }
}

async fn no_more_slots_are_taken_than_there_are(db: Database) {
    let others = [db.again().await, db.again().await];

    let wanted = (0..24).map(|n| {
        let db = &others[n % 2];
        async move { db.slot(5, &format!("holder-{n}"), LONG).await }
    });
    let taken = join_all(wanted).await;

    let taken: Vec<u32> = taken.into_iter().flatten().collect();
    assert!(taken.len() <= 5, "{taken:?}");
    let numbers: BTreeSet<_> = taken.iter().copied().collect();
    assert_eq!(
        numbers.len(),
        taken.len(),
        "one slot, two holders: {taken:?}"
    );
    // Whoever met another one in the same moment may have gone away empty; nothing is lost by it.
    while db.slot(5, "late", LONG).await.is_some() {}
    assert_eq!(db.count("provider_slot where holder is not null").await, 5);
}

async fn a_slot_that_is_given_back_or_over_is_free_again(db: Database) {
    assert_eq!(db.slot(1, "one", LONG).await, Some(1));
    assert_eq!(db.slot(1, "two", LONG).await, None);

    db.calls.free_slot("dns", 1, "one").await.expect("frees");
    assert_eq!(db.slot(1, "two", Duration::from_millis(20)).await, Some(1));
    tokio::time::sleep(Duration::from_millis(40)).await;
    assert_eq!(db.slot(1, "three", LONG).await, Some(1));
}

async fn a_slot_is_given_back_and_renewed_by_its_holder_alone(db: Database) {
    db.slot(1, "dead", Duration::from_millis(1)).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    db.slot(1, "next", LONG).await;

    let renewed = db.calls.renew_slot("dns", 1, "dead", LONG).await;
    db.calls.free_slot("dns", 1, "dead").await.expect("answers");

    assert!(!renewed.expect("answers"));
    assert_eq!(db.slot(1, "third", LONG).await, None);
    assert!(
        db.calls
            .renew_slot("dns", 1, "next", LONG)
            .await
            .expect("answers")
    );
}

async fn fewer_slots_count_at_once_and_more_are_there_when_asked_for(db: Database) {
    assert_eq!(db.slot(2, "one", LONG).await, Some(1));
    assert_eq!(db.slot(2, "two", LONG).await, Some(2));

    assert_eq!(db.slot(4, "three", LONG).await, Some(3));
    db.calls.free_slot("dns", 1, "one").await.expect("frees");
    db.calls.free_slot("dns", 2, "two").await.expect("frees");
    assert_eq!(db.slot(1, "four", LONG).await, Some(1));
    assert_eq!(db.slot(1, "five", LONG).await, None);
}

async fn moments_come_one_after_the_other(db: Database) {
    let every = Duration::from_secs(10);
    let mut waits = Vec::new();
    for _ in 0..3 {
        let wait = db.calls.reserve("dns", Moment::Call, every).await;
        waits.push(wait.expect("answers").as_secs_f64().round());
    }
    let other = db.calls.reserve("mail", Moment::Call, every).await;
    let look = db.calls.reserve("dns", Moment::Look, every).await;

    assert_eq!(waits, [0.0, 10.0, 20.0]);
    assert!(
        other.expect("answers") < Duration::from_secs(1),
        "of its own"
    );
    assert!(
        look.expect("answers") < Duration::from_secs(1),
        "of its own"
    );
}

async fn a_pause_is_told_while_it_holds_and_never_cut_short(db: Database) {
    assert_eq!(db.calls.pauses().await.expect("answers"), []);
    db.calls.pause("dns", LONG).await.expect("writes");
    db.calls
        .pause("dns", Duration::from_secs(1))
        .await
        .expect("writes");
    db.calls
        .pause("mail", Duration::from_millis(1))
        .await
        .expect("writes");
    tokio::time::sleep(Duration::from_millis(20)).await;

    let pauses = db.again().await.calls.pauses().await.expect("answers");

    let [(port, left)] = pauses.as_slice() else {
        panic!("{pauses:?}");
    };
    assert_eq!(port, "dns");
    assert!(*left > Duration::from_secs(50) && *left <= LONG, "{left:?}");
}
