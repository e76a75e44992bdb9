//! Whatever is wrong with a request, the answer is a problem.

use super::house::{House, answer};
use actix_web::ResponseError;
use app::{AppError, error::WrongState};
use automator::http::{classes, error::ApiError};
use domain::{FieldError, role::Role};
use serde_json::json;

#[test]
fn every_meaning_has_its_status() {
    let text = || "x".to_owned();
    let wrong = WrongState {
        subject: text(),
        action: text(),
        present: "created".to_owned(),
        required: vec!["running".to_owned()],
        hint: None,
    };
    let locked = AppError::Locked {
        environment: text(),
        kind: text(),
        run: "run-1".to_owned(),
        by: text(),
    };
    let all: Vec<(ApiError, u16, &str)> = vec![
        (AppError::not_found("x").into(), 404, "not-found"),
        (
            AppError::Invalid(vec![FieldError::new("a", "b", "c")]).into(),
            422,
            "invalid",
        ),
        (
            AppError::Taken(FieldError::new("slug", "taken", "x")).into(),
            409,
            "taken",
        ),
        (AppError::WrongState(wrong).into(), 409, "wrong-state"),
        (locked.into(), 409, "locked"),
        (
            AppError::Stale {
                expected: 1,
                present: 2,
            }
            .into(),
            412,
            "stale",
        ),
        (AppError::Conflict(text()).into(), 409, "conflict"),
        (AppError::Unauthenticated.into(), 401, "unauthenticated"),
        (
            AppError::Forbidden {
                role: text(),
                what: text(),
            }
            .into(),
            403,
            "forbidden",
        ),
        (AppError::too_many(text()).into(), 429, "too-many"),
        (
            AppError::Unavailable {
                what: text(),
                hint: None,
                source: "x".into(),
            }
            .into(),
            503,
            "unavailable",
        ),
        (AppError::internal("secret detail").into(), 500, "internal"),
        (ApiError::Malformed(text()), 400, "malformed"),
        (ApiError::TooLarge(1), 413, "too-large"),
        (ApiError::MediaType(text()), 415, "unsupported-type"),
        (ApiError::NoRoute, 404, "no-route"),
        (ApiError::Method(&["GET"]), 405, "method-not-allowed"),
        (ApiError::ForeignOrigin, 403, "foreign-origin"),
        (ApiError::NoFormToken, 403, "form-token"),
    ];
    for (error, status, code) in &all {
        let problem = error.problem();
        assert_eq!(
            (error.status_code().as_u16(), problem.code.as_str()),
            (*status, *code)
        );
        assert_eq!(problem.status, *status);
        assert!(
            !problem.detail.contains("secret detail"),
            "a cause is for the log"
        );
    }
    assert_eq!(all.len(), classes::ALL.len(), "each class once");
}

#[test]
fn a_problem_carries_what_its_error_knows() {
    let wrong = WrongState {
        subject: "environment acme/prod".to_owned(),
        action: "release".to_owned(),
        present: "created".to_owned(),
        required: vec!["configured".to_owned()],
        hint: Some("Configure it first".to_owned()),
    };
    let problem = ApiError::from(AppError::WrongState(wrong)).problem();
    assert_eq!(problem.present_state.as_deref(), Some("created"));
    assert_eq!(problem.required_states, ["configured"]);
    assert_eq!(problem.hint.as_deref(), Some("Configure it first"));

    let errors = vec![
        FieldError::new("slug", "required", "x"),
        FieldError::new("email", "x", "y"),
    ];
    let problem = ApiError::from(AppError::Invalid(errors.clone())).problem();
    assert_eq!(problem.errors, errors);
}

#[actix_web::test]
async fn a_body_that_cannot_be_read_is_told_so() {
    let house = House::open().await;
    let send = async |kind: &str, body: String| {
        let request = house
            .request("POST", "/api/v1/signups")
            .header("content-type", kind);
        answer(request.body(body)).await
    };

    for body in [
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"company\": 7}",
        "{\"company\": \"a\\u0000\"}",
        "\u{0}",
    ] {
        send("application/json", body.to_owned())
            .await
            .problem(400, "malformed");
    }
    send("application/json", "[".repeat(10_000))
        .await
        .problem(400, "malformed");
    send("text/plain", "{}".to_owned())
        .await
        .problem(415, "unsupported-type");
    send("application/x-www-form-urlencoded", "company=x".to_owned())
        .await
        .problem(415, "unsupported-type");
    let large = json!({ "company": "x".repeat(1024 * 1024) }).to_string();
    send("application/json", large)
        .await
        .problem(413, "too-large");
    send("application/json; charset=utf-8", "{}".to_owned())
        .await
        .problem(422, "invalid");
}

#[actix_web::test]
async fn what_is_not_there_is_a_problem_too() {
    let house = House::open().await;
    house.get("/api/v1/nothing").await.problem(404, "no-route");
    house
        .get("/runtime/v1/nothing")
        .await
        .problem(404, "no-route");
    let wrong = answer(house.request("DELETE", "/api/v1/signups")).await;
    wrong.problem(405, "method-not-allowed");
    assert_eq!(wrong.header("allow"), "POST");
    let wrong = answer(
        house
            .request("POST", "/api/v1/tenants/acme/settings")
            .json(&json!({})),
    )
    .await;
    wrong.problem(405, "method-not-allowed");
    assert_eq!(wrong.header("allow"), "GET, PATCH");

    let unknown = house.get("/api/v1/tenants").await;
    unknown.problem(401, "unauthenticated");
    assert_eq!(unknown.header("www-authenticate"), "Bearer");
    let token = house.token(Role::Operator).await;
    for path in [
        "/api/v1/tenants/nobody",
        "/api/v1/runs/nonsense",
        "/api/v1/environments/acme/moon",
        "/api/v1/tenants/-/settings",
    ] {
        answer(house.request("GET", path).bearer_auth(&token))
            .await
            .problem(404, "not-found");
    }
    for path in [
        "/api/v1/runs?limit=x",
        "/api/v1/tenants?query=%00",
        "/api/v1/tenants/a%00b",
    ] {
        let asked = answer(house.request("GET", path).bearer_auth(&token)).await;
        asked.problem(400, "malformed");
    }
}

#[actix_web::test]
async fn a_token_that_is_none_is_refused_even_where_none_is_needed() {
    let house = House::open().await;
    for value in ["Bearer nonsense", "Bearer ", "Basic YTpi", "nonsense"] {
        let request = house
            .request("GET", "/api/v1/settings/definitions")
            .header("authorization", value);
        answer(request).await.problem(401, "unauthenticated");
    }
}

#[actix_web::test]
async fn every_class_of_problems_has_a_page() {
    let house = House::open().await;
    for class in classes::ALL {
        let page = house.get(&format!("/problems/{}", class.code)).await;
        assert_eq!(page.status, 200, "{}", class.code);
        let title = class.title.replace('\'', "&#39;");
        assert!(page.text.contains(&title), "{}", class.code);
    }
    assert_eq!(house.get("/problems/nonsense").await.status, 404);
}

#[actix_web::test]
async fn an_image_is_told_by_its_content() {
    let house = House::open().await;
    house.make("acme").await;
    let token = house.token(Role::Operator).await;
    let put = async |bytes: Vec<u8>| {
        let request = house.request("PUT", "/api/v1/tenants/acme/assets/branding.logo");
        answer(
            request
                .bearer_auth(&token)
                .header("content-type", "image/png")
                .body(bytes),
        )
        .await
    };

    put(vec![0; 2 * 1024 * 1024 + 1])
        .await
        .problem(413, "too-large");
    put(vec![0; 20 * 1024 * 1024])
        .await
        .problem(413, "too-large");
    put(b"<svg onload=alert(1)>".to_vec())
        .await
        .problem(415, "unsupported-type");
    put(b"GIF89a".to_vec())
        .await
        .problem(415, "unsupported-type");
    let broken = put(b"\x89PNG\r\n\x1a\nnonsense".to_vec())
        .await
        .problem(422, "invalid");
    assert_eq!(
        broken["errors"][0]["field"], "settings.branding.logo",
        "{broken}"
    );
}
