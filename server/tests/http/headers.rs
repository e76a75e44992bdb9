//! What every answer carries, whatever it says.

use super::house::{House, answer};
use automator::http::routes;

/// Every readable route, and addresses that are none.
fn paths() -> Vec<String> {
    let mut all: Vec<String> = routes::ALL
        .iter()
        .filter(|r| r.method == "GET" && !r.path.ends_with("/events"))
        .map(|r| r.path.replace("{code}", "locked").replace(['{', '}'], ""))
        .collect();
    all.extend(
        [
            "/api/v1/nothing",
            "/runtime/nothing",
            "/api/v1/tenants?limit=x",
        ]
        .map(str::to_owned),
    );
    all
}

#[actix_web::test]
async fn every_answer_carries_the_headers_that_protect() {
    let house = House::open().await;
    let expected = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for path in paths() {
        let got = house.get(&path).await;
        for (name, value) in expected {
            assert_eq!(got.header(name), value, "{name} of {path}");
        }
        let policy = got.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert!(!got.header("cache-control").is_empty(), "{path}");
        assert!(!got.header("x-request-id").is_empty(), "{path}");
        assert_eq!(
            got.header("strict-transport-security"),
            "",
            "{path} without HTTPS"
        );
    }
}

#[actix_web::test]
async fn a_portal_behind_https_says_so_and_binds_its_cookies_to_the_host() {
    let house = House::with_public_url(Some("https://portal.example.com")).await;
    let page = house.get("/problems/locked").await;
    assert!(
        page.header("strict-transport-security")
            .contains("max-age=31536000")
    );
    let cookie = page.header("set-cookie");
    assert!(cookie.starts_with("__Host-automator_form="), "{cookie}");
    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[actix_web::test]
async fn a_request_id_is_kept_when_it_is_harmless() {
    let house = House::open().await;
    let with = async |id: &'static str| {
        let request = house
            .request("GET", "/api/v1/nothing")
            .header("x-request-id", id);
        answer(request).await.header("x-request-id").to_owned()
    };
    assert_eq!(with("deploy-7.a_b").await, "deploy-7.a_b");
    for bad in ["a b", "<script>", "", "a\tb"] {
        assert_ne!(with(bad).await, bad);
    }
    let long = "x".repeat(65);
    let request = house
        .request("GET", "/healthz")
        .header("x-request-id", &long);
    assert_ne!(answer(request).await.header("x-request-id"), long);
}

#[actix_web::test]
async fn what_can_be_read_answers_head() {
    let house = House::open().await;
    for path in ["/healthz", "/api/v1/openapi.json", "/problems/locked"] {
        let got = answer(house.request("HEAD", path)).await;
        assert_eq!(
            (got.status.as_u16(), got.text.as_str()),
            (200, ""),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn machines_see_whether_the_portal_is_alive_and_ready() {
    let house = House::open().await;
    assert_eq!(house.get("/healthz").await.status, 200);
    let ready = house.get("/readyz").await;
    assert_eq!(
        (ready.status.as_u16(), &ready.json()["database"]),
        (200, &true.into())
    );
    let figures = house.get("/metrics").await.text;
    for name in [
        "automator_uptime_seconds",
        "automator_http_requests_total{class=\"2xx\"}",
        "automator_runs{state=\"failed\"} 0",
    ] {
        assert!(figures.contains(name), "{name} in\n{figures}");
    }
}
