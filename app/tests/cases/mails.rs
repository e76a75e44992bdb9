//! The tenant's app sends mail: stored, handed over, recorded.

use crate::{
    house::{House, faults, not_found, slug, values},
    runtime::app_of,
};
use app::{
    AppError, Session,
    access::SeeMail,
    cases::{self, RuntimeMail},
    mails,
};
use domain::{states::MailState, views::MailView};
use serde_json::json;
use std::sync::atomic::Ordering;

fn mail(key: Option<&str>) -> RuntimeMail {
    RuntimeMail {
        to: "guest@example.com".into(),
        subject: "Your booking".into(),
        text: "See you on Friday.".into(),
        idempotency_key: key.map(str::to_owned),
    }
}

/// Sets a server of the tenant's own.
async fn own_server(house: &House, password: &str) {
    let server = values(&[
        ("mail.smtp.host", json!("smtp.harbour.example")),
        ("mail.smtp.port", json!(465)),
        ("mail.smtp.security", json!("tls")),
        ("mail.smtp.username", json!("desk@harbour.example")),
        ("mail.smtp.password", json!(password)),
    ]);
    let by = house.operator();
    let changed = cases::change_settings(&by, &slug("acme"), None, server, None).await;
    changed.expect("changed");
}

async fn listed(house: &House) -> Vec<MailView> {
    let read = cases::list_mail(&house.operator::<SeeMail>(), None, None, 100).await;
    read.expect("mail").items
}

#[tokio::test]
async fn mail_goes_out_in_the_tenants_name() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let names = values(&[
        ("mail.sender_name", json!("Ada \"Pine\"")),
        ("mail.reply_to", json!("hello@harbour.example")),
    ]);
    let changed = cases::change_settings(&house.by(&owner), &slug("acme"), None, names, None).await;
    changed.expect("changed");
    let app = app_of(&house, "acme").await;

    let sent = cases::runtime_mail(&house.by(&app), mail(None))
        .await
        .expect("sent");

    assert_eq!(sent.from, "\"Ada \\\"Pine\\\"\" <acme@clients.localhost>");
    assert_eq!(sent.reply_to.as_deref(), Some("hello@harbour.example"));
    assert_eq!(
        (sent.via.as_str(), sent.tenant.as_deref()),
        ("captured", Some("acme"))
    );
    assert_eq!(house.postbox.sent.lock().expect("mail").len(), 1);
    let read = cases::list_mail(&house.by::<SeeMail>(&owner), None, None, 10)
        .await
        .expect("mail");
    assert_eq!(read.items, [sent]);
}

#[tokio::test]
async fn the_mail_of_one_tenant_is_paged_beside_everybody_elses() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    house.sign_up("rival").await;
    let (acme, rival) = (app_of(&house, "acme").await, app_of(&house, "rival").await);
    for key in ["1", "2", "3"] {
        for app in [&acme, &rival] {
            let sent = cases::runtime_mail(&house.by(app), mail(Some(key))).await;
            sent.expect("sent");
        }
    }
    let (by, acme, rival) = (house.operator::<SeeMail>(), slug("acme"), slug("rival"));

    let first = cases::list_mail(&by, Some(&acme), None, 2).await;
    let first = first.expect("mail");
    let cursor = first.next_cursor.as_deref();
    let rest = cases::list_mail(&by, Some(&acme), cursor, 2).await;
    let rest = rest.expect("mail");

    assert_eq!((first.items.len(), rest.items.len()), (2, 1));
    assert_eq!(rest.next_cursor, None);
    let mut all = first.items.iter().chain(&rest.items);
    assert!(all.all(|m| m.tenant.as_deref() == Some("acme")));
    let theirs = cases::list_mail(&house.by::<SeeMail>(&owner), Some(&rival), None, 2).await;
    assert!(not_found(&theirs), "{theirs:?}");
}

#[tokio::test]
async fn a_mail_with_a_key_is_one_mail() {
    let house = House::open().await;
    house.sign_up("acme").await;
    house.sign_up("rival").await;
    let (acme, rival) = (app_of(&house, "acme").await, app_of(&house, "rival").await);
    let send = |who: Session, mail| {
        let house = &house;
        async move { cases::runtime_mail(&house.by(&who), mail).await }
    };

    let one = send(acme.clone(), mail(Some("booking-1")))
        .await
        .expect("sent");
    let two = send(acme.clone(), mail(Some("booking-1")))
        .await
        .expect("sent");
    let theirs = send(rival, mail(Some("booking-1"))).await.expect("sent");
    let mut other = mail(Some("booking-1"));
    other.text = "Something else".into();

    assert_eq!(one, two);
    assert_ne!(one.id, theirs.id);
    assert_eq!(house.postbox.sent.lock().expect("mail").len(), 2);
    assert_eq!(
        faults(send(acme, other).await),
        ["idempotency_key key_reused"]
    );
    let all = cases::list_mail(&house.operator::<SeeMail>(), None, None, 10)
        .await
        .expect("mail");
    assert_eq!(all.items.len(), 2);
}

#[tokio::test]
async fn the_months_mails_are_counted_and_the_next_month_begins_anew() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let limit = values(&[("limits.mails_per_month", json!(2))]);
    let by = house.operator();
    cases::change_settings(&by, &slug("acme"), None, limit, None)
        .await
        .expect("changed");
    let app = app_of(&house, "acme").await;
    let send = || async { cases::runtime_mail(&house.by(&app), mail(None)).await };

    assert!(send().await.is_ok() && send().await.is_ok());
    let third = send().await;
    assert!(matches!(third, Err(AppError::TooMany { .. })), "{third:?}");
    house.clock.pass(chrono::TimeDelta::days(10));
    assert!(send().await.is_ok(), "December");
}

#[tokio::test]
async fn mails_at_once_do_not_pass_the_months_limit() {
    let house = std::sync::Arc::new(House::open().await);
    house.sign_up("acme").await;
    let limit = values(&[("limits.mails_per_month", json!(3))]);
    cases::change_settings(&house.operator(), &slug("acme"), None, limit, None)
        .await
        .expect("changed");
    let app = app_of(&house, "acme").await;

    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (house, app) = (house.clone(), app.clone());
        sending.spawn(async move { cases::runtime_mail(&house.by(&app), mail(None)).await });
    }
    let done = sending.join_all().await;

    assert_eq!(done.iter().filter(|sent| sent.is_ok()).count(), 3);
    assert_eq!(house.postbox.sent.lock().expect("mail").len(), 3);
}

#[tokio::test]
async fn a_tenants_own_server_is_used_with_its_password_opened() {
    let house = House::open().await;
    house.sign_up("acme").await;
    own_server(&house, "s3cret").await;
    let app = app_of(&house, "acme").await;

    let sent = cases::runtime_mail(&house.by(&app), mail(None)).await;

    let sent = sent.expect("sent");
    assert_eq!((sent.via.as_str(), sent.notice), ("own", None));
    assert_eq!(sent.from, "\"Harbour & Pine\" <desk@harbour.example>");
    let taken = house.postbox.own.lock().expect("mail");
    let server = &taken[0].0;
    assert_eq!(
        (server.host.as_str(), server.port),
        ("smtp.harbour.example", 465)
    );
    assert_eq!(server.password.as_deref(), Some("s3cret"));
    assert!(!format!("{server:?}").contains("s3cret"));
    assert!(house.postbox.sent.lock().expect("mail").is_empty());
}

#[tokio::test]
async fn what_the_own_server_refuses_goes_the_default_way_and_says_why() {
    let house = House::open().await;
    house.sign_up("acme").await;
    own_server(&house, "wrong").await;
    house.postbox.own_broken.store(true, Ordering::SeqCst);
    let app = app_of(&house, "acme").await;

    let sent = cases::runtime_mail(&house.by(&app), mail(None)).await;
    house.postbox.own_broken.store(false, Ordering::SeqCst);
    let next = cases::runtime_mail(&house.by(&app), mail(None)).await;

    let sent = sent.expect("sent");
    assert_eq!(
        (sent.state, sent.via.as_str()),
        (MailState::Sent, "captured")
    );
    assert_eq!(sent.from, "\"Harbour & Pine\" <acme@clients.localhost>");
    let notice = sent.notice.expect("a notice");
    assert!(
        notice.contains("smtp.harbour.example refused the user name"),
        "{notice}"
    );
    assert_eq!(next.expect("sent").via, "own", "it comes back by itself");
}

#[tokio::test]
async fn a_mail_that_cannot_go_out_is_kept_and_sent_later_once() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let app = app_of(&house, "acme").await;
    let send = || async { cases::runtime_mail(&house.by(&app), mail(Some("key"))).await };
    let due = || async { mails::deliver_due(&house.portal, 10).await.expect("looked") };

    house.postbox.broken.store(true, Ordering::SeqCst);
    let first = send().await.expect("taken");
    assert_eq!((first.state, first.via.as_str()), (MailState::Queued, ""));
    house.postbox.broken.store(false, Ordering::SeqCst);
    assert_eq!(due().await, 0, "not before its time");
    house.clock.pass(chrono::TimeDelta::minutes(3));
    assert_eq!(due().await, 1);
    assert_eq!(due().await, 0);

    let again = send().await.expect("known");
    assert_eq!((again.id, again.state), (first.id, MailState::Sent));
    assert_eq!(house.postbox.sent.lock().expect("mail").len(), 1);
}

/// The mail is stored; the postbox stays broken.
async fn house_with_a_mail_that_nobody_takes() -> House {
    let house = House::open().await;
    house.sign_up("acme").await;
    let app = app_of(&house, "acme").await;
    house.postbox.broken.store(true, Ordering::SeqCst);
    cases::runtime_mail(&house.by(&app), mail(None))
        .await
        .expect("taken");
    house
}

#[tokio::test]
async fn a_mail_whose_process_died_in_between_is_sent_by_the_next() {
    let house = house_with_a_mail_that_nobody_takes().await;
    // Stored, in somebody's hand, and nobody comes back: as a kill between store and send leaves it.
    house.postbox.broken.store(false, Ordering::SeqCst);
    let (now, far) = (house.portal.now(), chrono::TimeDelta::hours(1));
    let mut tx = house.portal.store.begin().await.expect("a transaction");
    let held = tx
        .claim_mails(now + far, now + far, 10)
        .await
        .expect("claimed");
    tx.commit().await.expect("commits");
    assert_eq!(held.len(), 1);

    house.clock.pass(far + chrono::TimeDelta::minutes(1));
    let sent = mails::deliver_due(&house.portal, 10).await.expect("looked");

    assert_eq!((sent, listed(&house).await[0].state), (1, MailState::Sent));
}

#[tokio::test]
async fn a_mail_that_nobody_takes_is_given_up_and_says_so() {
    let house = house_with_a_mail_that_nobody_takes().await;

    let mut tries = 1;
    for _ in 0..100 {
        house.clock.pass(chrono::TimeDelta::hours(7));
        tries += mails::deliver_due(&house.portal, 10).await.expect("looked");
    }

    let mail = listed(&house).await.remove(0);
    assert_eq!((tries, mail.state), (16, MailState::Failed));
    assert!(
        mail.notice
            .expect("a notice")
            .contains("could not be reached")
    );
}
