//! Settings over the API: revisions, conflicts, who may what.

use blackbox::{Client, Portal, sign_up, wait_for_run, wait_until};
use serde_json::{Value, json};

const SETTINGS: &str = "/api/v1/tenants/acme/settings";

async fn launched() -> Portal {
    let portal = Portal::start().await;
    let accepted = sign_up(&portal, "acme").await;
    wait_for_run(&portal.operator(), &accepted.run).await;
    portal
}

async fn patch(client: &Client, values: Value) -> i64 {
    let saved = client
        .patch(SETTINGS, &json!({ "values": values }))
        .await
        .ok();
    saved["revision"].as_i64().expect("a change has a revision")
}

#[tokio::test]
async fn a_stale_change_is_refused_with_412() {
    let portal = launched().await;
    let client = portal.operator();
    let read = client.get(SETTINGS).await;
    let etag = read.header("etag").to_owned();
    assert!(!etag.is_empty());
    let revision = read.ok()["revision"].as_i64().unwrap();
    let fresh = client.with_header("if-match", &etag);

    let saved = fresh
        .patch(
            SETTINGS,
            &json!({ "values": { "branding.site_title": "One" } }),
        )
        .await
        .ok();
    assert!(saved["revision"].as_i64().unwrap() > revision, "{saved}");
    fresh
        .patch(
            SETTINGS,
            &json!({ "values": { "branding.site_title": "Two" } }),
        )
        .await
        .problem(412);

    let now = client.get(SETTINGS).await.ok();
    assert_eq!(now["values"]["branding.site_title"]["value"], "One");
    assert_eq!(now["revision"], saved["revision"]);
}

#[tokio::test]
async fn a_change_is_kept_with_who_and_when_and_can_be_taken_back() {
    let portal = launched().await;
    let client = portal.operator();
    let before = client.get(SETTINGS).await.ok()["values"]["branding.primary_color"].clone();
    let first = patch(&client, json!({ "branding.primary_color": "#112233" })).await;
    let second = patch(
        &client,
        json!({ "branding.primary_color": "#445566", "mail.footer_address": "Quay 1" }),
    )
    .await;

    let history = client.get(&format!("{SETTINGS}/history")).await.ok();
    let newest = &history["items"][0];
    assert_eq!(newest["revision"], second);
    assert!(
        newest["changed_by"]
            .as_str()
            .is_some_and(|who| !who.is_empty()),
        "{newest}"
    );
    assert!(
        newest["changed_at"]
            .as_str()
            .is_some_and(|when| when.contains('T')),
        "{newest}"
    );
    let undo = |revision: i64| json!({ "revision": revision });
    client
        .post(&format!("{SETTINGS}/undo"), &undo(first))
        .await
        .problem(409);
    client
        .post(&format!("{SETTINGS}/undo"), &undo(second))
        .await
        .ok();
    let now = client.get(SETTINGS).await.ok();
    assert_eq!(now["values"]["branding.primary_color"]["value"], "#112233");
    assert_ne!(now["values"]["mail.footer_address"]["value"], "Quay 1");
    client
        .post(&format!("{SETTINGS}/undo"), &undo(999_999))
        .await
        .problem(404);

    patch(&client, json!({ "branding.primary_color": null })).await;
    let now = client.get(SETTINGS).await.ok();
    assert_eq!(
        now["values"]["branding.primary_color"]["value"], before["value"],
        "null is the default again"
    );
}

#[tokio::test]
async fn a_value_that_is_wrong_changes_nothing() {
    let portal = launched().await;
    let client = portal.operator();
    let before = client.get(SETTINGS).await.ok();
    for (key, value) in [
        ("branding.primary_color", json!("red")),
        ("branding.primary_color", json!(7)),
        ("branding.nope", json!("x")),
        ("mail.smtp.port", json!(0)),
        ("mail.reply_to", json!("nobody")),
        ("mail.smtp.security", json!("maybe")),
        ("calendar.google_callback", json!("javascript:alert(1)")),
    ] {
        let body = json!({ "values": { key: value, "branding.site_title": "Half" } });
        let problem = client.patch(SETTINGS, &body).await;
        problem.refuses(&format!("settings.{key}"));
    }
    assert_eq!(client.get(SETTINGS).await.ok(), before);
}

#[tokio::test]
async fn a_secret_goes_in_and_never_comes_out() {
    let portal = launched().await;
    let client = portal.operator();
    let secret = "canary-7f3a-smtp";
    patch(&client, json!({ "mail.smtp.password": secret })).await;

    let now = client.get(SETTINGS).await.ok();
    assert_eq!(
        now["values"]["mail.smtp.password"]["value"],
        json!({ "set": true })
    );
    for path in [SETTINGS.to_owned(), format!("{SETTINGS}/history")] {
        assert!(!client.get(&path).await.text().contains(secret), "{path}");
    }
    let log = portal.log();
    assert!(!log.contains(secret), "{log}");
    for entry in std::fs::read_dir(portal.data()).unwrap().flatten() {
        if entry.path().is_file() {
            assert!(
                !blackbox::binary::holds(&entry.path(), secret),
                "{}",
                entry.path().display()
            );
        }
    }
}

#[tokio::test]
async fn low_contrast_is_a_warning_and_no_refusal() {
    let portal = launched().await;
    let values =
        json!({ "branding.text_color": "#ffffff", "branding.background_color": "#fefefe" });
    let saved = portal
        .operator()
        .patch(SETTINGS, &json!({ "values": values }))
        .await
        .ok();
    assert!(
        saved["warnings"]
            .as_array()
            .is_some_and(|warnings| !warnings.is_empty()),
        "{saved}"
    );
}

#[tokio::test]
async fn the_command_line_changes_what_the_running_site_shows() {
    let portal = launched().await;
    let before = blackbox::tenant_app::all(&portal.data());

    let done = portal
        .cli()
        .run_words(&[
            "settings",
            "set",
            "acme",
            "--set",
            "branding.primary_color=#0B5FFF",
        ])
        .await;
    done.succeeded();

    wait_until("the site shows it", async || {
        portal
            .site("acme")
            .get("/")
            .await
            .text()
            .contains("#0b5fff")
    })
    .await;
    assert_eq!(
        blackbox::tenant_app::all(&portal.data()),
        before,
        "without a restart"
    );
}
