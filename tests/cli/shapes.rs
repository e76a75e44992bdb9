//! `-o json` prints what the API answers, and data stands alone on standard output.

use blackbox::{Portal, sign_up, wait_for_run};
use serde_json::Value;

#[track_caller]
fn has(value: &Value, keys: &[&str]) {
    for key in keys {
        assert!(value.get(key).is_some(), "no {key} in {value}");
    }
}

#[tokio::test]
async fn json_has_the_shapes_of_the_api() {
    let portal = Portal::start().await;
    let json = async |words: &str| {
        portal
            .cli()
            .run(&format!("{words} -o json"))
            .await
            .succeeded()
            .json()
    };

    let created = json("create acme").await;
    has(
        &created,
        &[
            "slug",
            "stage",
            "state",
            "health",
            "url",
            "settings_revision",
            "resources",
        ],
    );
    assert_eq!(
        (&created["slug"], &created["state"]),
        (&"acme".into(), &"created".into())
    );

    let deployed = portal.cli().run("deploy acme -o json").await;
    let run = deployed.succeeded().json();
    has(
        &run,
        &[
            "id",
            "kind",
            "state",
            "tenant",
            "environment",
            "created_at",
            "ended_at",
            "steps",
        ],
    );
    assert_eq!(
        (&run["kind"], &run["state"]),
        (&"deploy".into(), &"succeeded".into())
    );
    assert_eq!(run["environment"], "acme/prod");
    for step in run["steps"].as_array().expect("a run has steps") {
        has(
            step,
            &[
                "name",
                "title",
                "state",
                "attempts",
                "started_at",
                "ended_at",
            ],
        );
    }
    let id = run["id"].as_str().expect("a run has an id");

    let one = json(&format!("runs {id}")).await;
    let api = portal
        .operator()
        .get(&format!("/api/v1/runs/{id}"))
        .await
        .ok();
    for key in [
        "id",
        "kind",
        "state",
        "environment",
        "created_at",
        "ended_at",
    ] {
        assert_eq!(one[key], api[key], "{key}");
    }
    let runs = json("runs").await;
    assert_eq!(runs["items"][0]["id"], id, "{runs}");

    let status = json("status acme").await;
    let api = portal
        .operator()
        .get("/api/v1/environments/acme/prod")
        .await
        .ok();
    assert_eq!(status, api);
    assert_eq!(status["state"], "running");
    for resource in status["resources"].as_array().expect("it has resources") {
        has(resource, &["kind", "provider", "external_id", "name"]);
    }
    let list = json("list").await;
    assert_eq!(list["items"][0]["slug"], "acme", "{list}");

    let settings = json("settings get acme").await;
    has(&settings, &["revision", "values"]);
    has(
        &settings["values"]["branding.primary_color"],
        &["value", "source", "revision"],
    );
    let saved = json("settings set acme --set branding.primary_color=#ABCDEF").await;
    has(&saved, &["revision"]);
    let settings = json("settings get acme").await;
    assert_eq!(
        settings["values"]["branding.primary_color"]["value"], "#abcdef",
        "kept in lower case"
    );
    let history = json("settings history acme").await;
    assert_eq!(
        history["items"][0]["revision"], saved["revision"],
        "{history}"
    );
    has(&json("check acme").await, &["environment"]);
}

#[tokio::test]
async fn a_failure_is_a_problem_on_stderr() {
    let portal = Portal::start().await;

    let done = portal.cli().run("status nobody -o json").await;

    done.ended_with(3);
    assert_eq!(done.stdout, "");
    let problem: Value = serde_json::from_str(&done.stderr).expect("stderr is one JSON object");
    has(&problem, &["type", "title", "status", "detail"]);
    assert_eq!(problem["status"], 404);
}

#[tokio::test]
async fn a_run_shows_its_steps_and_the_launch_its_seconds() {
    let portal = Portal::start().await;
    let accepted = sign_up(&portal, "acme").await;
    wait_for_run(&portal.operator(), &accepted.run).await;

    let run = portal
        .cli()
        .run(&format!("runs {} -o json", accepted.run))
        .await
        .succeeded()
        .json();
    assert!(
        run["launch_seconds"]
            .as_f64()
            .is_some_and(|seconds| seconds > 0.0),
        "{run}"
    );

    let text = portal.cli().run(&format!("runs {}", accepted.run)).await;
    text.succeeded();
    for step in run["steps"].as_array().expect("a run has steps") {
        let title = step["title"].as_str().expect("a step has a title");
        assert!(
            text.stdout.contains(title),
            "{title} is missing:\n{}",
            text.stdout
        );
    }
    assert!(
        !text.stdout.contains('\u{1b}'),
        "colours go to a terminal only"
    );
}
