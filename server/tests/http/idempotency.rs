//! The same request twice is one change and one answer.

use super::house::{Answer, House, answer};
use domain::role::Role;
use serde_json::{Value, json};

async fn with_key(house: &House, token: &str, key: &str, path: &str, body: &Value) -> Answer {
    let request = house
        .request("POST", path)
        .bearer_auth(token)
        .header("idempotency-key", key);
    answer(request.json(body)).await
}

#[actix_web::test]
async fn the_first_answer_is_given_again() {
    let house = House::open().await;
    let token = house.token(Role::Operator).await;
    let path = "/api/v1/environments";

    let first = with_key(&house, &token, "k1", path, &json!({ "slug": "acme" })).await;
    let again = with_key(&house, &token, "k1", path, &json!({ "slug": "acme" })).await;

    assert_eq!(first.status, 201, "{}", first.text);
    assert_eq!((again.status, &again.text), (first.status, &first.text));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(again.header("content-type"), "application/json");
    assert_eq!(
        (
            first.header("idempotent-replayed"),
            again.header("idempotent-replayed")
        ),
        ("", "true")
    );
}

#[actix_web::test]
async fn a_key_means_one_body_one_place_and_one_caller() {
    let house = House::open().await;
    let (token, other) = (
        house.token(Role::Operator).await,
        house.token(Role::Developer).await,
    );
    let path = "/api/v1/environments";
    with_key(&house, &token, "k1", path, &json!({ "slug": "acme" })).await;

    let reused = with_key(&house, &token, "k1", path, &json!({ "slug": "globe" })).await;
    let problem = reused.problem(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "key_reused", "{problem}");

    let elsewhere = with_key(&house, &other, "k1", path, &json!({ "slug": "globe" })).await;
    assert_eq!(elsewhere.status, 201, "{}", elsewhere.text);
    let user = json!({ "email": "a@example.com", "role": "developer" });
    let elsewhere = with_key(&house, &token, "k1", "/api/v1/users", &user).await;
    assert_eq!(elsewhere.status, 201, "{}", elsewhere.text);

    with_key(&house, &token, "", path, &json!({ "slug": "x" }))
        .await
        .problem(400, "malformed");
    with_key(&house, &token, &"k".repeat(201), path, &json!({}))
        .await
        .problem(400, "malformed");
}

#[actix_web::test]
async fn a_refusal_is_not_kept_since_it_changed_nothing() {
    let house = House::open().await;
    let token = house.token(Role::Operator).await;
    let deploy = "/api/v1/environments/acme/prod/provision";

    with_key(&house, &token, "k1", deploy, &json!({}))
        .await
        .problem(404, "not-found");
    house.make("acme").await;
    let now = with_key(&house, &token, "k1", deploy, &json!({})).await;

    assert_eq!(now.status, 202, "{}", now.text);
    assert!(now.header("location").starts_with("/api/v1/runs/"));
}

#[actix_web::test]
async fn of_twenty_at_once_one_does_it_and_all_are_told_the_same() {
    let house = House::open().await;
    let token = house.token(Role::Operator).await;

    let body = json!({ "slug": "acme" });
    let all = (0..20).map(|_| with_key(&house, &token, "k1", "/api/v1/environments", &body));
    let all = futures::future::join_all(all).await;

    assert!(all.iter().all(|a| a.status == 201 && a.text == all[0].text));
    let replayed = all
        .iter()
        .filter(|a| a.header("idempotent-replayed") == "true");
    assert_eq!(replayed.count(), 19);
}

#[actix_web::test]
async fn a_secret_in_a_kept_answer_is_not_readable_in_the_database() {
    let house = House::open().await;
    let token = house.token(Role::Operator).await;
    let body = json!({ "role": "operator", "name": "kept" });

    let made = with_key(&house, &token, "k1", "/api/v1/tokens", &body).await;
    let again = with_key(&house, &token, "k1", "/api/v1/tokens", &body).await;

    let secret = made.json()["token"].as_str().unwrap().to_owned();
    assert_eq!(again.json()["token"], secret.as_str());
    for file in std::fs::read_dir(house.dir.path())
        .unwrap()
        .flatten()
        .filter(|f| f.path().is_file())
    {
        let bytes = std::fs::read(file.path()).unwrap();
        let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
        assert!(!found, "{}", file.path().display());
    }
}
