//! Booking a room: what is written, what is refused, and that each confirmation arrives.

use std::time::Duration;

use serde_json::json;

use crate::{
    instance::Environment,
    portal::Portal,
    visitor::{Visitor, in_days},
    wait_until,
};

#[tokio::test]
async fn a_booking_is_listed_and_confirmed_by_mail() {
    let portal = Portal::start();
    portal.set(&json!({"branding.site_title": "Harbour", "mail.footer_address": "12 Quay Street"}));
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);

    let form = visitor.fill().await;
    let answer = visitor.send(&form).await;

    assert_eq!(answer.status(), 303);
    let page = visitor
        .text(answer.headers()["location"].to_str().unwrap())
        .await;
    assert!(page.contains("Library is yours"));
    let list = visitor.text("/upcoming").await;
    assert!(list.contains("Library") && list.contains("M. O."));
    assert!(!list.contains("Mira") && !page.contains("mira@example.com"));
    wait_until("the mail is there", async || !portal.mails().is_empty()).await;
    let mail = &portal.mails()[0];
    assert_eq!(mail["to"], "mira@example.com");
    assert!(
        mail["subject"]
            .as_str()
            .unwrap()
            .starts_with("Library is booked for ")
    );
    let text = mail["text"].as_str().unwrap();
    assert!(text.contains("Hello Mira Okafor") && text.contains("Harbour\n12 Quay Street"));
    let booked = answer.headers()["location"].to_str().unwrap();
    assert!(booked.contains(mail["idempotency_key"].as_str().unwrap()));
}

#[tokio::test]
async fn mistakes_stand_by_their_fields_and_nothing_typed_is_lost() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);

    let form = visitor
        .fill()
        .await
        .with("email", "mira at example")
        .with("time", "")
        .with("name", "M\"><b>ira");
    let answer = visitor.send(&form).await;

    assert_eq!(answer.status(), 422);
    let html = answer.text().await.unwrap();
    assert!(html.contains("<title>Error: "));
    assert!(html.contains(r#"id="email-error""#) && html.contains(r#"id="time-error""#));
    assert!(!html.contains(r#"id="room-error""#));
    assert!(html.contains("mira at example") && !html.contains("<b>ira"));
    assert!(html.contains(r#"value="library" checked"#));
    assert!(
        visitor
            .text("/upcoming")
            .await
            .contains("Nothing is booked")
    );
}

#[tokio::test]
async fn a_taken_slot_is_refused_with_free_ones_named() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);
    let form = visitor.fill().await;
    assert_eq!(visitor.send(&form).await.status(), 303);

    let form = visitor.fill().await.with("email", "other@example.com");
    let answer = visitor.send(&form).await;

    assert_eq!(answer.status(), 422);
    let html = answer.text().await.unwrap();
    assert!(
        html.contains("Library is taken at 10:00. Still free that day: 08:00, 09:00, 11:00"),
        "{html}"
    );
    let elsewhere = form.clone().with("room", "garden");
    assert_eq!(visitor.send(&elsewhere).await.status(), 303);
}

#[tokio::test]
async fn many_at_once_for_one_slot_make_one_booking() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);
    let mut forms = Vec::new();
    for number in 0..12 {
        forms.push(
            visitor
                .fill()
                .await
                .with("email", format!("guest{number}@example.com")),
        );
    }

    let answers = futures::future::join_all(forms.iter().map(|form| visitor.send(form))).await;

    let statuses: Vec<_> = answers
        .iter()
        .map(|answer| answer.status().as_u16())
        .collect();
    assert_eq!(
        statuses.iter().filter(|status| **status == 303).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(
        statuses.iter().filter(|status| **status == 422).count(),
        11,
        "{statuses:?}"
    );
}

#[tokio::test]
async fn a_form_sent_twice_is_one_booking_and_one_mail() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);

    let form = visitor.fill().await;
    let (first, second) = tokio::join!(visitor.send(&form), visitor.send(&form));
    let third = visitor.send(&form).await;

    assert_eq!(
        [first.status(), second.status(), third.status()],
        [303, 303, 303]
    );
    assert_eq!(first.headers()["location"], second.headers()["location"]);
    assert_eq!(first.headers()["location"], third.headers()["location"]);
    wait_until("the mail is there", async || !portal.mails().is_empty()).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(portal.mail_calls(), 1);
    assert_eq!(
        visitor.text("/upcoming").await.matches("Library").count(),
        1
    );
}

#[tokio::test]
async fn a_form_from_elsewhere_books_nothing() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);
    let form = visitor.fill().await;

    let foreign = visitor
        .send_from(&form, Some("http://evil.localhost:8080"))
        .await;
    let tokenless = visitor.send(&form.clone().with("token", "")).await;
    let other_token = visitor
        .send(&form.clone().with("token", "0".repeat(32)))
        .await;

    assert_eq!(foreign.status(), 403);
    assert_eq!(tokenless.status(), 403);
    assert_eq!(other_token.status(), 403);
    assert!(
        tokenless.text().await.unwrap().contains("mira@example.com"),
        "the input is kept"
    );
    assert!(
        visitor
            .text("/upcoming")
            .await
            .contains("Nothing is booked")
    );
    assert_eq!(visitor.send_from(&form, None).await.status(), 303);
}

#[tokio::test]
async fn one_address_cannot_fill_the_house() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);
    for hour in 8..16 {
        let form = visitor.fill().await.with("time", format!("{hour:02}:00"));
        assert_eq!(visitor.send(&form).await.status(), 303);
    }

    let ninth = visitor
        .fill()
        .await
        .with("time", "16:00")
        .with("email", "MIRA@example.com");

    assert_eq!(visitor.send(&ninth).await.status(), 422);
    let somebody_else = ninth.with("email", "ada@example.com");
    assert_eq!(visitor.send(&somebody_else).await.status(), 303);
}

#[tokio::test]
async fn a_confirmation_is_sent_again_until_the_portal_takes_it() {
    let portal = Portal::start();
    portal.fail_mails(&[503, 429]);
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);

    let form = visitor.fill().await;
    assert_eq!(visitor.send(&form).await.status(), 303);

    wait_until("the mail is there", async || portal.mails().len() == 1).await;
    assert_eq!(portal.mail_calls(), 3);
    assert!(visitor.text("/upcoming").await.contains("Library"));
}

#[tokio::test]
async fn a_refused_confirmation_leaves_the_booking_and_holds_up_no_other() {
    let portal = Portal::start();
    portal.fail_mails(&[422]);
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);

    let refused = visitor.fill().await;
    let answer = visitor.send(&refused).await;
    wait_until("the first is refused", async || portal.mail_calls() == 1).await;
    let form = visitor
        .fill()
        .await
        .with("time", "12:00")
        .with("date", in_days(4));
    assert_eq!(visitor.send(&form).await.status(), 303);

    wait_until("the other mail is there", async || {
        portal.mails().len() == 1
    })
    .await;
    let location = answer.headers()["location"].to_str().unwrap();
    assert!(visitor.text(location).await.contains("could not be sent"));
    assert_eq!(portal.mail_calls(), 2);
}

#[tokio::test]
async fn bookings_and_waiting_mail_survive_a_kill() {
    let portal = Portal::start();
    portal.fail_mails(&[500; 2]);
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let mut visitor = Visitor::of(&app);
    let form = visitor.fill().await;
    assert_eq!(visitor.send(&form).await.status(), 303);
    wait_until("one attempt is made", async || portal.mail_calls() >= 1).await;

    app.kill();
    let app = environment.start().await;

    assert!(
        Visitor::of(&app)
            .text("/upcoming")
            .await
            .contains("Library")
    );
    wait_until("the mail is there", async || portal.mails().len() == 1).await;
}
