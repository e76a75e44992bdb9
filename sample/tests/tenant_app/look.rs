//! Settings become visible, at once, and stay so without the portal.

use serde_json::json;

use crate::{instance::Environment, portal::Portal, visitor::Visitor, wait_until};

#[tokio::test]
async fn the_page_shows_what_the_settings_say() {
    let portal = Portal::start();
    portal.set(&json!({
        "branding.primary_color": "#2f4b8f",
        "branding.accent_color": "#E0A526",
        "branding.background_color": "#fffdf8",
        "branding.text_color": "#221a10",
        "branding.site_title": "Harbour & <Pine>",
        "mail.footer_address": "12 Quay Street\nBergen",
        "mail.social_links": ["https://www.example.com/acme", "javascript:alert(1)"],
        "analytics.google_id": "G-ABC123",
    }));
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let visitor = Visitor::of(&app);

    let html = visitor.text("/").await;
    let theme = visitor.text("/theme.css").await;

    for colour in ["#2f4b8f", "#e0a526", "#fffdf8", "#221a10"] {
        assert!(html.contains(colour), "{colour}");
        assert!(theme.contains(colour), "{colour}");
    }
    assert!(html.contains("Harbour &amp; &lt;Pine&gt;") && !html.contains("<Pine>"));
    assert!(html.contains("12 Quay Street\nBergen"));
    assert!(
        html.contains(r#"<a href="https:&#x2f;&#x2f;www.example.com&#x2f;acme""#),
        "{html}"
    );
    assert!(!html.contains(r#"href="javascript:"#));
    assert!(html.contains(r#"data-google-id="G-ABC123""#));
    assert!(html.contains(r#"src="&#x2f;assets&#x2f;logo?v="#));
    assert!(
        !html.contains(" style="),
        "the content policy forbids style attributes"
    );
}

#[tokio::test]
async fn a_change_shows_without_a_restart() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let visitor = Visitor::of(&app);
    let mut open_page = visitor.get("/events").await;
    let mut seen = String::new();
    for _ in 0..10 {
        let colour = format!("#{:06x}", rand::random_range(0..=0x00ff_ffff));

        let revision = portal.set(&json!({"branding.primary_color": colour}));
        wait_until("the page shows the colour", async || {
            visitor.text("/").await.contains(&colour)
        })
        .await;
        while !seen.contains(&colour) {
            seen.push_str(&String::from_utf8_lossy(
                &open_page.chunk().await.unwrap().unwrap(),
            ));
        }

        assert_eq!(visitor.health().await.1["settings_revision"], revision);
    }
}

#[tokio::test]
async fn a_change_while_the_stream_was_down_is_not_missed() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;
    let visitor = Visitor::of(&app);

    portal.set_unheard(&json!({"branding.site_title": "After the gap"}));
    portal.cut_streams();

    wait_until("the title is there", async || {
        visitor.text("/").await.contains("After the gap")
    })
    .await;
}

#[tokio::test]
async fn the_last_look_outlives_the_portal() {
    let portal = Portal::start();
    portal.set(&json!({"branding.primary_color": "#9b2f55", "branding.site_title": "Kept"}));
    let environment = Environment::create(&portal.url).await;
    environment.start().await.kill();
    portal.stop().await;

    let app = environment.start().await;
    let visitor = Visitor::of(&app);

    let html = visitor.text("/").await;
    assert!(html.contains("#9b2f55") && html.contains("Kept"));
    assert_eq!(visitor.health().await.0, 200);
}

#[tokio::test]
async fn pictures_come_from_the_files_and_never_from_beside_them() {
    let portal = Portal::start();
    let environment = Environment::create(&portal.url).await;
    std::fs::write(environment.file("branding/abc.png"), b"\x89PNG").unwrap();
    let app = environment.start().await;
    let visitor = Visitor::of(&app);

    let drawn = visitor.get("/assets/logo").await;
    assert_eq!(drawn.headers()["content-type"], "image/svg+xml");
    let drawn_tag = drawn.headers()["etag"].clone();

    portal.set(&json!({"branding.logo": "branding/abc.png", "branding.icon": "../app.db"}));
    wait_until("the logo is the file", async || {
        visitor.get("/assets/logo").await.headers()["content-type"] == "image/png"
    })
    .await;
    let logo = visitor.get("/assets/logo").await;
    assert_ne!(logo.headers()["etag"], drawn_tag);
    assert_eq!(logo.bytes().await.unwrap().as_ref(), b"\x89PNG");
    assert_eq!(
        visitor.get("/assets/icon").await.headers()["content-type"],
        "image/svg+xml"
    );
    for path in [
        "/files/..%2fapp.db",
        "/files/../app.db",
        "/files/welcome.txt",
        "/assets/app.db",
    ] {
        assert_eq!(visitor.get(path).await.status(), 404, "{path}");
    }
    assert_eq!(visitor.get("/files/rooms/library.svg").await.status(), 200);
}

#[tokio::test]
async fn nothing_foreign_can_run_in_the_page() {
    let portal = Portal::start();
    portal.set(&json!({"branding.site_title": "</script><script>alert(1)</script>"}));
    let environment = Environment::create(&portal.url).await;
    let app = environment.start().await;

    let answer = Visitor::of(&app).get("/").await;

    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert!(!answer.text().await.unwrap().contains("<script>alert"));
}
