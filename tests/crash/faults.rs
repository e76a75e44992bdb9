//! A provider that fails once, always, for good, or after its effect. Steps are taken from the
//! portal's own plan, so a new one is covered by itself.

use blackbox::{Browser, Portal, figure, one_of_each, sign_up, step_names, wait_for_run};
use serde_json::Value;

async fn all_steps(portal: &Portal) -> Vec<String> {
    portal.cli().run("create planned").await.succeeded();
    step_names(portal, "planned/prod").await
}

fn state_of<'a>(run: &'a Value, step: &str) -> &'a Value {
    let steps = run["steps"].as_array().expect("a run has steps");
    steps
        .iter()
        .find(|found| found["name"] == step)
        .unwrap_or_else(|| panic!("no step {step} in {run}"))
}

/// Every step fails in this way at its first attempt, and the launch is whole all the same.
async fn every_step_has(fault: &str) {
    let mut portal = Portal::start().await;
    let steps = all_steps(&portal).await;
    let order: Vec<_> = steps.iter().map(|step| format!("{step}:{fault}")).collect();
    portal.kill();
    portal.setup.faults(&order.join(","));
    portal.start_again().await;

    let accepted = sign_up(&portal, "acme").await;
    let run = wait_for_run(&portal.operator(), &accepted.run).await;

    assert_eq!(run["state"], "succeeded", "{run}");
    for step in &steps {
        assert_eq!(state_of(&run, step)["state"], "succeeded", "{step}");
        assert_eq!(
            state_of(&run, step)["attempts"],
            2,
            "{step} failed once, and only once"
        );
    }
    one_of_each(&portal, "acme").await;
    let environment = portal
        .operator()
        .get("/api/v1/environments/acme/prod")
        .await
        .ok();
    assert_eq!(environment["health"], "ok");
}

#[tokio::test]
async fn every_step_survives_a_provider_that_fails_once() {
    every_step_has("once").await;
}

#[tokio::test]
async fn every_step_survives_a_provider_that_answers_nothing_after_its_effect() {
    every_step_has("after-effect").await;
}

#[tokio::test]
async fn every_step_refused_for_good_is_told_at_once_and_can_be_resumed() {
    let mut portal = Portal::start().await;
    let steps = all_steps(&portal).await;
    let mut failed = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        portal.kill();
        portal.setup.faults(&format!("{step}:permanent"));
        portal.start_again().await;
        let slug = format!("refused{i}");
        portal
            .cli()
            .run(&format!("create {slug}"))
            .await
            .succeeded();

        let done = portal.cli().run(&format!("deploy {slug}")).await;

        let environment = portal
            .operator()
            .get(&format!("/api/v1/environments/{slug}/prod"))
            .await
            .ok();
        let run = newest_run(&portal, &slug).await;
        let found = state_of(&run, step);
        assert_eq!(
            found["attempts"], 1,
            "{step}: what is refused for good is not tried again"
        );
        if found["core"] == true {
            let title = found["title"].as_str().expect("a step has a title");
            done.ended_with(7)
                .says(title)
                .says("refused for good")
                .says("automator ");
            assert_eq!(done.stdout, "");
            assert_eq!(found["state"], "failed");
            assert_eq!(run["state"], "failed");
            assert_eq!(
                environment["last_failure"]["step"],
                step.as_str(),
                "{environment}"
            );
            let next = environment["last_failure"]["continue_with"]
                .as_str()
                .expect("the way on is named");
            assert!(
                done.stderr.contains(next),
                "{next} is not in:\n{}",
                done.stderr
            );
            failed.push((slug, next.to_owned()));
        } else {
            done.succeeded().printed(&portal.site_url(&slug));
            assert_eq!(found["state"], "degraded");
            assert_eq!(
                (&environment["state"], &environment["health"]),
                (&"running".into(), &"degraded".into())
            );
        }
    }
    assert!(failed.len() >= 7, "most steps are core: {failed:?}");

    // The cause is gone: the command that was named does it.
    portal.kill();
    portal.setup.faults("");
    portal.start_again().await;
    for (slug, next) in &failed {
        let words = next
            .strip_prefix("automator ")
            .unwrap_or_else(|| panic!("{next} is no command of ours"));
        portal.cli().run(words).await.succeeded();
        let status = portal
            .cli()
            .run(&format!("status {slug} -o json"))
            .await
            .succeeded()
            .json();
        assert_eq!(status["state"], "running", "after `{next}`: {status}");
        one_of_each(&portal, slug).await;
    }
}

async fn newest_run(portal: &Portal, slug: &str) -> Value {
    let client = portal.operator();
    let list = client
        .get(&format!("/api/v1/runs?tenant={slug}"))
        .await
        .ok();
    let id = list["items"][0]["id"]
        .as_str()
        .unwrap_or_else(|| panic!("no run of {slug} in {list}"))
        .to_owned();
    client.get(&format!("/api/v1/runs/{id}")).await.ok()
}

#[tokio::test]
async fn a_core_step_that_always_fails_ends_the_launch_calmly_and_a_retry_mends_it() {
    let mut portal = Portal::with_faults("database:always").await;
    let accepted = sign_up(&portal, "acme").await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&accepted.status_url).await;

    let run = wait_for_run(&portal.operator(), &accepted.run).await;

    assert_eq!(run["state"], "failed");
    let step = state_of(&run, "database");
    assert_eq!(
        (&step["state"], &step["attempts"]),
        (&"failed".into(), &6.into()),
        "{step}"
    );
    for key in ["kind", "summary", "hint"] {
        assert!(
            step["error"][key]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "no {key} in {step}"
        );
    }
    assert_eq!(
        state_of(&run, "start")["attempts"],
        0,
        "nothing behind it was tried"
    );

    // The customer reads what it means for him, not what a provider said.
    blackbox::wait_until("the page tells", async || {
        !page.text().await.contains("on its way")
    })
    .await;
    let text = page.text().await;
    for word in ["ordered fault", "unavailable", "panic", "SQL", "null"] {
        assert!(
            !text.contains(word),
            "{word:?} is no word for a customer:\n{text}"
        );
    }
    let reference = text
        .split_whitespace()
        .any(|word| word.contains("run-") || accepted.run.contains(word));
    assert!(reference, "no reference to name:\n{text}");
    page.shots("launch-failed").await;
    page.assert_console_is_clean();

    portal.kill();
    portal.setup.faults("");
    portal.start_again().await;
    portal
        .cli()
        .run(&format!("retry {}", accepted.run))
        .await
        .succeeded();
    let run = wait_for_run(&portal.operator(), &accepted.run).await;
    assert_eq!(run["state"], "succeeded", "{run}");
    one_of_each(&portal, "acme").await;
    page.goto(&accepted.status_url).await;
    page.see(&format!("a[href^='{}']", accepted.site_url)).await;
}

#[tokio::test]
async fn a_mail_sender_that_never_works_leaves_a_site_that_runs() {
    let portal = Portal::with_faults("mail:always").await;
    portal.cli().run("create acme").await.succeeded();

    let begun = std::time::Instant::now();
    let done = portal.cli().run("deploy acme").await;
    figure(
        "deploy with a sender that never works",
        format!("{:.1} s", begun.elapsed().as_secs_f64()),
    );

    done.succeeded().printed(&portal.site_url("acme"));
    let run = newest_run(&portal, "acme").await;
    assert_eq!(run["state"], "succeeded");
    assert_eq!(state_of(&run, "mail")["state"], "degraded");
    assert_eq!(state_of(&run, "mail")["attempts"], 4);
    assert_eq!(state_of(&run, "checks")["state"], "succeeded");
    let environment = portal
        .operator()
        .get("/api/v1/environments/acme/prod")
        .await
        .ok();
    assert_eq!(
        (&environment["state"], &environment["health"]),
        (&"running".into(), &"degraded".into())
    );
    portal.site("acme").get("/").await.has_status(200);
}
