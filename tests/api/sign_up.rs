//! A sign-up that is not right is refused with words for each field, and makes nothing.

use blackbox::{Answer, Portal, complaint, form, sign_up};
use serde_json::{Value, json};

async fn send(portal: &Portal, form: &Value) -> Answer {
    portal.visitor().post("/api/v1/signups", form).await
}

fn with(slug: &str, field: &str, value: impl Into<Value>) -> Value {
    let mut form = form(slug);
    form[field] = value.into();
    form
}

async fn tenants(portal: &Portal) -> usize {
    let list = portal.operator().get("/api/v1/tenants").await.ok();
    list["items"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn a_slug_that_cannot_be_had_is_refused_and_another_suggested() {
    let portal = Portal::start().await;
    sign_up(&portal, "harbour").await;

    let taken = send(&portal, &form("harbour")).await.problem(409);
    assert!(complaint(&taken, "slug").is_some(), "{taken}");
    // Mixed case is the same name; a look-alike is the same to a reader.
    let taken = send(&portal, &with("HarBour", "email", "ada@harbour.example"))
        .await
        .problem(409);
    assert!(complaint(&taken, "slug").is_some(), "{taken}");
    let alike = send(&portal, &with("harb0ur", "email", "ada@harbour.example")).await;
    assert!(
        [409, 422].contains(&alike.status),
        "{}: {}",
        alike.status,
        alike.text()
    );

    let long = "a".repeat(64);
    let cyrillic = "\u{430}cme";
    for slug in [
        "www",
        "api",
        "admin",
        "mail",
        "stg",
        "prod",
        &long,
        cyrillic,
        "",
        "ab",
        "9lives",
        "end-",
        "a--b",
        "a_b",
        "a.b",
        "xn--80ak6aa92e",
    ] {
        send(&portal, &with("x", "slug", slug))
            .await
            .refuses("slug");
    }
    assert_eq!(tenants(&portal).await, 1);

    let answer = portal.visitor().get("/api/v1/slugs/harbour").await.ok();
    assert_eq!(answer["available"], false);
    assert!(
        answer["reason"]
            .as_str()
            .is_some_and(|text| !text.is_empty()),
        "{answer}"
    );
    let suggestion = answer["suggestion"]
        .as_str()
        .expect("another one is suggested");
    let answer = portal
        .visitor()
        .get(&format!("/api/v1/slugs/{suggestion}"))
        .await
        .ok();
    assert_eq!(answer["available"], true, "{answer}");
    let lookalike = portal.visitor().get("/api/v1/slugs/harb0ur").await.ok();
    assert_eq!(lookalike["available"], false, "{lookalike}");
}

#[tokio::test]
async fn mixed_case_is_lowered_and_63_characters_are_enough() {
    let portal = Portal::start().await;

    let answer = send(&portal, &with("x", "slug", "PineTree")).await;
    answer.has_status(202);
    assert_eq!(answer.json()["tenant"], "pinetree");
    let longest = format!("a{}", "b".repeat(62));
    let answer = send(&portal, &with("x", "slug", longest.as_str())).await;
    answer.has_status(202);
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named() {
    let portal = Portal::start().await;
    for email in [
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "ada example.com",
        "a@b@c.com",
        "ada@exa mple.com",
        "",
    ] {
        send(&portal, &with("acme", "email", email))
            .await
            .refuses("email");
    }
    for password in ["", "short", "password1234", &"x".repeat(129)] {
        send(&portal, &with("acme", "password", password))
            .await
            .refuses("password");
    }
    send(&portal, &with("acme", "company", "  "))
        .await
        .refuses("company");
    send(&portal, &with("acme", "plan", "gold"))
        .await
        .refuses("plan");
    let colours = [
        "teal",
        "#12345",
        "#1234567",
        "#gggggg",
        "123456",
        "#123456; background: url(x)",
    ];
    for colour in colours {
        let form = with(
            "acme",
            "settings",
            json!({ "branding.primary_color": colour }),
        );
        send(&portal, &form)
            .await
            .refuses("settings.branding.primary_color");
    }
    let unknown = with("acme", "settings", json!({ "branding.nope": "x" }));
    send(&portal, &unknown)
        .await
        .refuses("settings.branding.nope");
    let not_for_visitors = with("acme", "settings", json!({ "limits.users": 1000 }));
    send(&portal, &not_for_visitors)
        .await
        .refuses("settings.limits.users");

    let empty = send(&portal, &json!({})).await.problem(422);
    for field in ["company", "slug", "email", "password"] {
        assert!(complaint(&empty, field).is_some(), "{field} in {empty}");
    }
    assert_eq!(tenants(&portal).await, 0);
}

#[tokio::test]
async fn names_are_shown_as_text_and_never_run() {
    let portal = Portal::start().await;
    let company = "<script>alert(1)</script> & \"Sons\"";
    let answer = send(&portal, &with("acme", "company", company)).await;
    answer.has_status(202);
    let run = answer.json()["run"]
        .as_str()
        .map(str::to_owned)
        .expect("a run begins");
    blackbox::wait_for_run(&portal.operator(), &run).await;

    let status = answer.json()["status_url"]
        .as_str()
        .map(str::to_owned)
        .expect("it has a page");
    let page = portal.visitor().get(&status).await.text();
    assert!(!page.contains("<script>alert(1)"), "{page}");
    let site = portal.site("acme").get("/").await.text();
    assert!(!site.contains("<script>alert(1)"), "{site}");
    assert!(
        site.contains("&lt;script&gt;"),
        "the title is the company's name:\n{site}"
    );
}
