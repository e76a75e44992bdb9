//! Requests that are broken as such, and forms that are not ours.

use blackbox::{FormPage, PASSWORD, Part, Portal};
use serde_json::json;

#[tokio::test]
async fn malformed_json_is_400_and_a_flood_is_413() {
    let portal = Portal::start().await;
    let visitor = portal.visitor();
    for body in ["{", "not json", "[1,2", "{\"company\": }", "\"text\"", "[]"] {
        let answer = visitor
            .post_bytes("/api/v1/signups", "application/json", body.into())
            .await;
        answer.problem(400);
    }
    let wrong_type = json!({ "company": 7, "slug": "acme" });
    let answer = visitor.post("/api/v1/signups", &wrong_type).await;
    assert!([400, 422].contains(&answer.status), "{}", answer.status);
    answer.problem(answer.status);

    let large = json!({ "company": "x".repeat(1_100_000) });
    visitor.post("/api/v1/signups", &large).await.problem(413);
    let deep = "[".repeat(10_000);
    visitor
        .post_bytes("/api/v1/signups", "application/json", deep.into())
        .await
        .problem(400);
}

#[tokio::test]
async fn what_is_not_there_or_not_allowed_is_a_problem_too() {
    let portal = Portal::start().await;
    portal.visitor().get("/api/v1/nothing").await.problem(404);
    portal
        .visitor()
        .delete("/api/v1/signups")
        .await
        .problem(405);
    portal.visitor().get("/api/v1/tenants").await.problem(401);
    portal
        .operator()
        .get("/api/v1/tenants/nobody")
        .await
        .problem(404);
    portal
        .operator()
        .get("/api/v1/runs/nonsense")
        .await
        .problem(404);
    portal
        .visitor()
        .with_token("nonsense")
        .get("/api/v1/tenants")
        .await
        .problem(401);

    let problem = portal
        .operator()
        .get("/api/v1/tenants/nobody")
        .await
        .problem(404);
    let address = problem["type"].as_str().unwrap_or_default();
    portal.visitor().get(address).await.has_status(200);
    let nobody = portal.site("nobody").get("/").await;
    nobody.has_status(404);
    assert!(nobody.header("content-type").starts_with("text/html"));
}

#[tokio::test]
async fn the_description_of_the_api_is_served() {
    let portal = Portal::start().await;
    let api = portal.visitor().get("/api/v1/openapi.json").await.ok();
    assert!(
        api["openapi"]
            .as_str()
            .is_some_and(|version| version.starts_with("3.1")),
        "{}",
        api["openapi"]
    );
    for path in [
        "/api/v1/signups",
        "/api/v1/environments",
        "/api/v1/runs/{id}/events",
    ] {
        assert!(api["paths"].get(path).is_some(), "{path} is not described");
    }
    let docs = portal.visitor().get("/api/docs").await;
    docs.has_status(200);
    assert!(docs.text().contains("/api/v1/signups"));
    for path in ["/healthz", "/readyz", "/metrics"] {
        portal.visitor().get(path).await.has_status(200);
    }
}

fn filled(slug: &str) -> Vec<Part> {
    vec![
        Part::text("company", "Harbour & Pine"),
        Part::text("slug", slug),
        Part::text("email", "ada@example.com"),
        Part::text("password", PASSWORD),
        Part::text("plan", "trial"),
    ]
}

#[tokio::test]
async fn a_form_without_its_token_is_refused() {
    let portal = Portal::start().await;
    let page = FormPage::open(&portal, "/signup").await;
    let token = page.hidden("csrf");
    let origin = portal.url();
    assert!(token.len() >= 16, "the token is {token:?}");
    let foreign = "http://evil.localhost:9";
    let sibling = portal.site_url("evil");

    let with = |token: &str| [vec![Part::text("csrf", token)], filled("acme")].concat();
    let refused = [
        page.send_exactly(&filled("acme"), Some(&origin)).await,
        page.send_exactly(&with(""), Some(&origin)).await,
        page.send_exactly(&with("nonsense"), Some(&origin)).await,
        page.send_exactly(&with(&token), Some(foreign)).await,
        page.send_exactly(&with(&token), Some(&sibling)).await,
        page.send_exactly(&with(&token), Some("null")).await,
    ];

    for (i, answer) in refused.iter().enumerate() {
        assert_eq!(answer.status, 403, "attempt {i}: {}", answer.text());
        assert!(
            answer.header("content-type").starts_with("text/html"),
            "attempt {i}"
        );
        assert!(!answer.headers.contains_key("location"));
    }
    let tenants = portal.operator().get("/api/v1/tenants").await.ok();
    assert_eq!(tenants["items"], json!([]));
    let accepted = page.send(&filled("acme")).await;
    assert_eq!(accepted.status, 303, "{}", accepted.text());
    assert!(
        accepted.header("location").contains("/launch/"),
        "{}",
        accepted.header("location")
    );
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect() {
    let portal = Portal::start().await;
    for path in [
        "/signup",
        "/sign-in",
        "/nothing",
        "/api/v1/tenants",
        "/api/v1/nothing",
        "/healthz",
    ] {
        let answer = portal.visitor().get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}: {policy}"
        );
    }
    let page = portal.visitor().get("/signup").await;
    let cookies: Vec<_> = page
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    assert!(!cookies.is_empty());
    for cookie in cookies {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite"),
            "{cookie}"
        );
        assert!(
            !cookie.contains("Domain="),
            "a tenant on a sibling name could set it: {cookie}"
        );
    }
}
