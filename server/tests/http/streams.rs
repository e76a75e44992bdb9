//! Server-sent events: at once, whole, resumable, and over when there is nothing more to tell.

use super::house::{House, PASSWORD, answer};
use app::{access::ManageAccess, cases};
use domain::role::Role;
use serde_json::{Value, json};
use std::time::Duration;

/// Reads until `until` is in the text, or gives up.
async fn read(response: &mut reqwest::Response, until: &str) -> String {
    let mut text = String::new();
    let reading = async {
        while let Some(chunk) = response.chunk().await.unwrap() {
            text.push_str(&String::from_utf8_lossy(&chunk));
            if text.contains(until) {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(Duration::from_secs(5), reading).await;
    assert!(text.contains(until), "no {until:?} in {text:?}");
    text
}

async fn sign_up(house: &House) -> Value {
    let form = json!({ "company": "Acme", "slug": "acme", "email": "ada@example.com", "password": PASSWORD });
    let accepted = answer(house.request("POST", "/api/v1/signups").json(&form)).await;
    assert_eq!(accepted.status, 202, "{}", accepted.text);
    accepted.json()
}

#[actix_web::test]
async fn a_launch_is_told_at_once_without_a_sign_in() {
    let house = House::open().await;
    let accepted = sign_up(&house).await;
    let token = accepted["status_url"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let path = format!("/api/v1/launches/{token}/events");

    // Even when the browser takes compressed answers, nothing may be held back.
    let request = house
        .request("GET", &path)
        .header("accept-encoding", "gzip, br");
    let mut stream = request.send().await.unwrap();

    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let text = read(&mut stream, "\n\nevent: launch\n").await;
    assert!(text.starts_with("retry: 500\n\n"), "{text}");
    let data = text.lines().find_map(|l| l.strip_prefix("data: "));
    let data: Value = serde_json::from_str(data.unwrap_or("{}")).unwrap();
    assert_eq!(data["slug"], "acme", "{text}");
    assert!(!text.contains("ada@example.com"), "the address is masked");
    house
        .get("/api/v1/launches/nonsense/events")
        .await
        .problem(404, "not-found");
}

#[actix_web::test]
async fn the_events_of_a_run_go_on_behind_the_last_one_seen_and_end_with_it() {
    let house = House::open().await;
    let accepted = sign_up(&house).await;
    let run = accepted["run"].as_str().unwrap().to_owned();
    let token = house.token(Role::Operator).await;
    let path = format!("/api/v1/runs/{run}/events");
    let open = |last: Option<i64>| {
        let request = house.request("GET", &path).bearer_auth(&token);
        match last {
            Some(id) => request.header("last-event-id", id.to_string()),
            None => request,
        }
    };

    let mut stream = open(None).send().await.unwrap();
    let text = read(&mut stream, "event: changed").await;
    assert!(text.contains("event: run.created\n"), "{text}");
    let cancelled = house
        .post(&format!("/api/v1/runs/{run}/cancel"), &token, &json!({}))
        .await;
    assert_eq!(cancelled.status, 202, "{}", cancelled.text);
    let rest = read(&mut stream, "event: run.cancelled").await;
    assert!(!rest.contains("run.created"), "told twice: {rest}");
    let end = tokio::time::timeout(Duration::from_secs(5), stream.text()).await;
    assert!(end.is_ok(), "the stream ends with the run");

    let ids: Vec<i64> = (text + &rest)
        .lines()
        .filter_map(|l| l.strip_prefix("id: ")?.parse().ok())
        .collect();
    assert!(ids.is_sorted() && ids.len() >= 2, "{ids:?}");
    let behind_first = answer(open(Some(ids[0]))).await.text;
    assert!(!behind_first.contains(&format!("id: {}\n", ids[0])));
    assert!(behind_first.contains("run.cancelled"), "{behind_first}");
    let seen_all = answer(open(ids.last().copied())).await;
    assert_eq!(seen_all.status, 204, "a browser stops asking");
}

#[actix_web::test]
async fn the_app_hears_of_a_change_of_its_settings() {
    let house = House::open().await;
    house.make("acme").await;
    let app = house.token(Role::Environment).await;
    let request = house.request("GET", "/runtime/v1/events").bearer_auth(&app);
    let mut stream = request.send().await.unwrap();
    read(&mut stream, "event: settings\n").await;

    let operator = house.token(Role::Operator).await;
    let body = json!({ "values": { "branding.site_title": "New" } });
    let path = "/api/v1/tenants/acme/settings";
    let saved = answer(
        house
            .request("PATCH", path)
            .bearer_auth(&operator)
            .json(&body),
    )
    .await;

    let revision = saved.json()["revision"].as_i64().unwrap();
    read(&mut stream, &format!("data: {{\"revision\":{revision}}}")).await;
    let got = answer(
        house
            .request("GET", "/runtime/v1/settings")
            .bearer_auth(&app),
    )
    .await;
    assert_eq!(
        got.json()["settings"]["branding.site_title"],
        "New",
        "{}",
        got.text
    );
    let tag = got.header("etag").to_owned();
    let request = house
        .request("GET", "/runtime/v1/settings")
        .bearer_auth(&app);
    assert_eq!(
        answer(request.header("if-none-match", tag)).await.status,
        304
    );
}

#[actix_web::test]
async fn a_portal_that_stops_ends_its_streams() {
    let mut house = House::open().await;
    house.make("acme").await;
    let app = house.token(Role::Environment).await;
    let request = house.request("GET", "/runtime/v1/events").bearer_auth(&app);
    let mut stream = request.send().await.unwrap();
    read(&mut stream, "event: settings").await;

    house.closer.take().unwrap().close();

    let end = tokio::time::timeout(Duration::from_secs(2), stream.text()).await;
    assert!(end.is_ok(), "the stream ends at once");
    let by = house.operator::<ManageAccess>();
    let after = cases::create_user(&by, "x@example.com", Role::Developer, None).await;
    assert!(after.is_ok(), "requests are still answered");
    house.close().await;
}
