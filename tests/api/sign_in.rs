//! The form to sign in, as somebody meets it who guesses.

use blackbox::{FormPage, PASSWORD, Part, Portal};

#[tokio::test]
async fn the_form_tells_who_guesses_when_to_come_again() {
    let portal = Portal::start().await;
    let page = FormPage::open(&portal, "/sign-in").await;
    let parts = [
        Part::text("email", "ada@acme.example"),
        Part::text("password", PASSWORD),
    ];

    for _ in 0..10 {
        let refused = page.send(&parts).await;
        refused.has_status(422);
        assert_eq!(refused.header("retry-after"), "");
    }
    let too_many = page.send(&parts).await;

    too_many.has_status(429);
    let seconds: u64 = too_many.header("retry-after").parse().expect("seconds");
    assert!((1..=31).contains(&seconds), "{seconds}");
    let html = too_many.text();
    assert!(
        html.contains("Too many attempts to sign in. Try again in "),
        "{html}"
    );
    assert!(html.contains("ada@acme.example"), "what was typed is kept");
}
