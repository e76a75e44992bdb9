//! Guessing passwords over HTTP: so often, and then a wait that is told.

use super::house::{Answer, House, PASSWORD, answer};
use serde_json::json;

async fn sign_in(house: &House, email: &str, password: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    answer(house.request("POST", "/api/v1/sessions").json(&body)).await
}

#[actix_web::test]
async fn who_guesses_too_often_is_told_when_to_come_again() {
    let house = House::open().await;
    house.sign_in().await;

    // One try was the sign-in itself.
    for _ in 0..9 {
        let refused = sign_in(&house, "olga@example.com", "a wrong one").await;
        refused.problem(422, "invalid");
        assert_eq!(refused.header("retry-after"), "");
    }
    // The right password does not help either: else a guess would be told from a wait.
    let too_many = sign_in(&house, "olga@example.com", PASSWORD).await;

    too_many.problem(429, "too-many");
    let seconds: u64 = too_many.header("retry-after").parse().unwrap();
    assert!((1..=31).contains(&seconds), "{seconds}");
    assert!(too_many.headers.get("set-cookie").is_none());
    let other = sign_in(&house, "otto@example.com", PASSWORD).await;
    other.problem(422, "invalid");
}
