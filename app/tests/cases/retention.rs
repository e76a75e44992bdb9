//! What is old is forgotten, as the settings of the house say at that moment.

use crate::{
    house::{House, values},
    runtime::app_of,
};
use app::{
    access::SeeMail,
    cases::{self, RuntimeMail},
    retention::{self, Forgotten},
};
use chrono::TimeDelta;
use serde_json::json;
use std::time::Duration;

async fn send(house: &House) {
    let app = app_of(house, "acme").await;
    let mail = RuntimeMail {
        to: "guest@example.com".into(),
        subject: "Your booking".into(),
        text: "See you on Friday.".into(),
        idempotency_key: Some("booking-1".into()),
    };
    let sent = cases::runtime_mail(&house.by(&app), mail).await;
    sent.expect("sent");
}

async fn texts(house: &House) -> Vec<String> {
    let page = cases::list_mail(&house.operator::<SeeMail>(), None, None, 10).await;
    let mails = page.expect("mail").items;
    mails.into_iter().map(|mail| mail.text).collect()
}

#[tokio::test]
async fn a_mails_text_is_erased_after_a_week_and_the_mail_stays_known() {
    let house = House::open().await;
    house.sign_up("acme").await;
    send(&house).await;

    house.clock.pass(TimeDelta::days(6));
    let young = retention::forget(&house.portal).await.expect("forgets");
    assert_eq!(young.mail_texts, 0);
    assert_eq!(texts(&house).await, ["See you on Friday."]);
    house.clock.pass(TimeDelta::days(2));
    let old = retention::forget(&house.portal).await.expect("forgets");

    assert_eq!((old.mail_texts, old.mails), (1, 0));
    assert_eq!(texts(&house).await, [""]);
}

#[tokio::test]
async fn a_changed_setting_holds_from_the_next_round_on() {
    let house = House::open().await;
    house.sign_up("acme").await;
    send(&house).await;
    house.clock.pass(TimeDelta::days(8));
    let longer = values(&[("retention.mail_text_days", json!(30))]);
    let changed = cases::change_house_settings(&house.operator(), longer).await;
    changed.expect("changed");

    let kept = retention::forget(&house.portal).await.expect("forgets");
    assert_eq!(kept.mail_texts, 0);
    house.clock.pass(TimeDelta::days(30));
    let gone = retention::forget(&house.portal).await.expect("forgets");

    assert_eq!(gone.mail_texts, 1);
}

#[tokio::test]
async fn sessions_and_kept_answers_go_and_a_second_round_finds_nothing() {
    let house = House::open().await;
    house.sign_up("acme").await;
    send(&house).await;
    house.clock.pass(TimeDelta::days(400));

    let first = retention::forget(&house.portal).await.expect("forgets");
    let second = retention::forget(&house.portal).await.expect("forgets");

    assert_eq!((first.sessions, first.answers, first.mails), (1, 1, 1));
    assert!(first.events > 0);
    assert_eq!(first.runs, 0, "the launch waits for a worker");
    assert_eq!(second, Forgotten::default());
}

#[tokio::test]
async fn of_all_who_ask_within_an_hour_one_does_it() {
    let house = House::open().await;
    let hour = Duration::from_hours(1);

    let first = retention::forget_when_due(&house.portal, hour).await;
    let again = retention::forget_when_due(&house.portal, hour).await;
    house.clock.pass(TimeDelta::hours(1));
    let later = retention::forget_when_due(&house.portal, hour).await;

    let did = |result: app::AppResult<Option<Forgotten>>| result.expect("works").is_some();
    assert_eq!((did(first), did(again), did(later)), (true, false, true));
}
