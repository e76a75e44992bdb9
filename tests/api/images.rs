//! Pictures that are too large, are none, or carry a script.

use blackbox::{Answer, FormPage, PASSWORD, Part, Portal, picture, sign_up, wait_for_run};

async fn put(portal: &Portal, kind: &str, bytes: Vec<u8>) -> Answer {
    portal
        .operator()
        .put_bytes("/api/v1/tenants/acme/assets/branding.logo", kind, bytes)
        .await
}

/// What the site wears, as its page tells the script.
async fn look(portal: &Portal) -> String {
    let html = portal.site("acme").get("/").await.text();
    let look = html
        .split("id=\"look\">")
        .nth(1)
        .and_then(|rest| rest.split("</script>").next());
    look.expect("the page tells its look").to_owned()
}

#[tokio::test]
async fn only_a_picture_becomes_a_logo() {
    let portal = Portal::start().await;
    let accepted = sign_up(&portal, "acme").await;
    wait_for_run(&portal.operator(), &accepted.run).await;
    let before = look(&portal).await;

    put(&portal, "image/png", picture::of_20_megabytes())
        .await
        .problem(413);
    put(&portal, "image/svg+xml", picture::svg_with_script())
        .await
        .problem(415);
    for (kind, bytes) in [
        ("image/png", picture::svg_with_script()),
        ("image/png", picture::fake_png()),
        ("image/png", Vec::new()),
        ("image/png", picture::png([1, 2, 3])[..60].to_vec()),
    ] {
        let answer = put(&portal, kind, bytes).await;
        assert!(
            [415, 422].contains(&answer.status),
            "{}: {}",
            answer.status,
            answer.text()
        );
        answer.problem(answer.status);
    }
    let elsewhere = "/api/v1/tenants/acme/assets/branding.primary_color";
    let answer = portal
        .operator()
        .put_bytes(elsewhere, "image/png", picture::png([1, 2, 3]))
        .await;
    assert!(
        [404, 422].contains(&answer.status),
        "a colour is no picture: {}",
        answer.status
    );
    assert_eq!(
        look(&portal).await,
        before,
        "nothing of it reached the site"
    );

    let saved = put(&portal, "image/png", picture::png([10, 120, 200]))
        .await
        .ok();
    let url = saved["url"].as_str().expect("it has an address");
    assert!(!url.is_empty());
    blackbox::wait_until("the site shows it", async || {
        let page = portal.site("acme").get("/").await.text();
        page.contains("logo-own")
    })
    .await;
}

#[tokio::test]
async fn a_logo_that_is_none_keeps_the_form_and_makes_no_site() {
    let portal = Portal::start().await;
    let bad = [
        ("huge.png", "image/png", picture::of_20_megabytes()),
        ("fake.png", "image/png", picture::fake_png()),
        ("drawing.svg", "image/svg+xml", picture::svg_with_script()),
        ("drawing.png", "image/png", picture::svg_with_script()),
    ];
    for (name, kind, bytes) in bad {
        let page = FormPage::open(&portal, "/signup").await;
        let field = logo_field(page.html());
        let parts = [
            Part::text("company", "Harbour and Pine"),
            Part::text("slug", "acme"),
            Part::text("email", "ada@example.com"),
            Part::text("password", PASSWORD),
            Part::text("plan", "trial"),
            Part::file(&field, name, kind, bytes),
        ];

        let answer = page.send(&parts).await;

        assert!(
            [413, 422].contains(&answer.status),
            "{name}: {}",
            answer.status
        );
        let html = answer.text();
        assert!(html.contains("There is a problem"), "{name}:\n{html}");
        assert!(
            html.contains("Harbour and Pine"),
            "{name}: what was typed is kept"
        );
        assert!(
            !html.contains(PASSWORD),
            "{name}: a password is never sent back"
        );
        assert!(!html.contains("alert(1)"), "{name}");
    }
    let tenants = portal.operator().get("/api/v1/tenants").await.ok();
    assert_eq!(tenants["items"], serde_json::json!([]));
}

/// Named as the setting it fills, whatever stands before it.
fn logo_field(html: &str) -> String {
    let names = html
        .split("name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let name = names
        .into_iter()
        .find(|name| name.ends_with("branding.logo") || *name == "logo");
    name.expect("the form takes a logo").to_owned()
}
