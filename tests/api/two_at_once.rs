//! The same thing sent twice, and two who want the same.

use blackbox::{Portal, form, one_of_each, wait_for_run};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn tenants(portal: &Portal) -> Vec<Value> {
    let list = portal.operator().get("/api/v1/tenants").await.ok();
    list["items"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_double_submit_with_one_key_is_one_tenant_and_one_answer() {
    let portal = Portal::start().await;
    let client = portal
        .visitor()
        .with_header("idempotency-key", "tab-1-click");

    let mut all = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        all.spawn(async move { client.post("/api/v1/signups", &form("acme")).await });
    }
    let mut answers = BTreeSet::new();
    while let Some(answer) = all.join_next().await {
        let answer = answer.unwrap();
        answer.has_status(202);
        answers.insert(answer.json().to_string());
    }

    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(tenants(&portal).await.len(), 1);
    let answer: Value = serde_json::from_str(answers.first().unwrap()).unwrap();
    let run = wait_for_run(&portal.operator(), answer["run"].as_str().unwrap()).await;
    assert_eq!(run["state"], "succeeded");
    one_of_each(&portal, "acme").await;

    let mut other = form("acme");
    other["company"] = json!("Somebody else");
    let reused = client.post("/api/v1/signups", &other).await.problem(422);
    assert!(reused.to_string().contains("key_reused"), "{reused}");
    assert_eq!(tenants(&portal).await.len(), 1);
}

#[tokio::test]
async fn of_ten_who_want_one_name_one_gets_it() {
    let portal = Portal::start().await;

    let mut all = tokio::task::JoinSet::new();
    for i in 0..10 {
        let (client, mut form) = (portal.visitor(), form("acme"));
        form["email"] = json!(format!("ada{i}@example.com"));
        all.spawn(async move { client.post("/api/v1/signups", &form).await });
    }
    let mut statuses = Vec::new();
    while let Some(answer) = all.join_next().await {
        statuses.push(answer.unwrap().status);
    }

    statuses.sort_unstable();
    assert_eq!(statuses, [202, 409, 409, 409, 409, 409, 409, 409, 409, 409]);
    assert_eq!(tenants(&portal).await.len(), 1);
}

#[tokio::test]
async fn a_mutation_with_one_key_is_done_once() {
    let portal = Portal::start().await;
    let client = portal
        .operator()
        .with_header("idempotency-key", "create-once");
    let body = json!({ "slug": "acme" });

    let first = client.post("/api/v1/environments", &body).await;
    let again = client.post("/api/v1/environments", &body).await;

    first.has_status(201);
    again.has_status(201);
    assert_eq!(first.json()["id"], again.json()["id"]);
    let other = json!({ "slug": "globe" });
    client
        .post("/api/v1/environments", &other)
        .await
        .problem(422);
    assert_eq!(tenants(&portal).await.len(), 1);
}
