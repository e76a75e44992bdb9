//! A change must come from our own page or from a program, never from another site's page.

use super::house::{House, SignedIn, answer};
use automator::http::{csrf, routes};
use domain::role::Role;
use serde_json::json;

/// Routes that change something, with something in the place of each parameter.
fn mutations() -> Vec<(&'static str, String)> {
    let changing = routes::ALL.iter().filter(|r| r.method != "GET");
    let filled = |path: &str| {
        path.replace("{slug}", "acme")
            .replace("{stage}", "prod")
            .replace("{action}", "configure")
            .replace("{key}", "branding.logo")
            .replace(['{', '}'], "")
    };
    changing.map(|r| (r.method, filled(r.path))).collect()
}

#[actix_web::test]
async fn a_cookie_alone_changes_nothing() {
    let house = House::open().await;
    house.make("acme").await;
    let SignedIn { cookie, csrf } = house.sign_in().await;
    let own = house.url.clone();
    let evil: &[(&str, &str)] = &[("origin", "https://evil.example")];
    let attacks: Vec<Vec<(&str, &str)>> = vec![
        vec![],
        vec![("origin", &own)],
        vec![("origin", &own), ("x-csrf-token", "")],
        vec![("origin", &own), ("x-csrf-token", "nonsense")],
        vec![("x-csrf-token", &csrf)],
        [evil, &[("x-csrf-token", &csrf)]].concat(),
        vec![("origin", "http://acme.localhost"), ("x-csrf-token", &csrf)],
        vec![("origin", "null"), ("x-csrf-token", &csrf)],
        vec![("sec-fetch-site", "same-site"), ("x-csrf-token", &csrf)],
        vec![
            ("sec-fetch-site", "cross-site"),
            ("origin", &own),
            ("x-csrf-token", &csrf),
        ],
        vec![("sec-fetch-site", "none"), ("x-csrf-token", &csrf)],
    ];
    let all = mutations();
    assert!(all.len() > 20, "{all:?}");
    for (method, path) in &all {
        for attack in &attacks {
            let mut request = house
                .request(method, path)
                .header("cookie", &cookie)
                .json(&json!({}));
            for (name, value) in attack {
                request = request.header(*name, *value);
            }
            let got = answer(request).await;
            assert_eq!(
                got.status, 403,
                "{method} {path} with {attack:?}: {}",
                got.text
            );
        }
    }

    let good = [("origin", own.as_str()), ("sec-fetch-site", "same-origin")];
    for (name, value) in good {
        let request = house
            .request("PATCH", "/api/v1/tenants/acme/settings")
            .header("cookie", &cookie);
        let body = json!({ "values": { "branding.site_title": name } });
        let got = answer(
            request
                .header(name, value)
                .header("x-csrf-token", &csrf)
                .json(&body),
        )
        .await;
        assert_eq!(got.status, 200, "{name}: {}", got.text);
    }
}

#[actix_web::test]
async fn a_visitor_from_another_site_cannot_sign_anybody_up() {
    let house = House::open().await;
    for origin in ["https://evil.example", "null", "http://acme.localhost"] {
        for path in ["/api/v1/signups", "/api/v1/sessions"] {
            let request = house
                .request("POST", path)
                .header("origin", origin)
                .json(&json!({}));
            answer(request).await.problem(403, "foreign-origin");
        }
    }
    // A script has no cookie and no origin, and a cross-site page cannot send JSON unasked.
    answer(house.request("POST", "/api/v1/signups").json(&json!({})))
        .await
        .problem(422, "invalid");
}

#[actix_web::test]
async fn a_program_with_a_token_needs_neither_origin_nor_form() {
    let house = House::open().await;
    let token = house.token(Role::Operator).await;
    let request = house
        .request("POST", "/api/v1/environments")
        .bearer_auth(token);
    let got = answer(
        request
            .header("origin", "https://tool.example")
            .json(&json!({ "slug": "acme" })),
    )
    .await;
    assert_eq!(got.status, 201, "{}", got.text);
}

#[actix_web::test]
async fn a_refused_form_of_a_page_is_a_page() {
    let house = House::open().await;
    let request = house
        .request("POST", "/signup")
        .header("origin", "https://evil.example");
    let got = answer(request.header("accept", "text/html").body("csrf=x")).await;
    assert_eq!(got.status, 403);
    assert!(
        got.header("content-type").starts_with("text/html"),
        "{}",
        got.header("content-type")
    );
    assert!(got.text.contains("Sent by another site"), "{}", got.text);
}

#[actix_web::test]
async fn a_visitors_form_needs_the_cookie_that_its_page_set() {
    use actix_web::{HttpMessage, test::TestRequest, web::Data};
    let house = House::open().await;
    let cookie = house.get("/problems/locked").await.cookie("automator_form");
    let token = cookie.split_once('=').unwrap().1.to_owned();
    let request = |cookie: Option<&str>| {
        let request = TestRequest::post()
            .uri("/signup")
            .app_data(Data::new(house.portal.clone()));
        match cookie {
            Some(cookie) => request.insert_header(("cookie", cookie)),
            None => request,
        }
        .to_http_request()
    };

    assert!(csrf::check(&request(Some(&cookie)), &token));
    assert!(!csrf::check(&request(None), &token), "without the cookie");
    assert!(
        !csrf::check(&request(Some(&cookie)), ""),
        "without the field"
    );
    assert!(!csrf::check(&request(Some(&cookie)), &token.to_uppercase()));
    let forged = "automator_form=0011.2233";
    assert!(
        !csrf::check(&request(Some(forged)), "0011.2233"),
        "without our signature"
    );
    assert_eq!(csrf::token_for(&request(Some(&cookie))), token);
    let fresh = request(None);
    fresh
        .extensions_mut()
        .insert(csrf::FormToken("new".to_owned()));
    assert_eq!(csrf::token_for(&fresh), "new");
}
