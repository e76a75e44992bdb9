//! `deploy` is the rest of the way, whatever the way was so far.

use blackbox::{Portal, one_of_each, tenant_app};

const PHASES: [&str; 4] = [
    "Provisioning infrastructure...",
    "Configuring system...",
    "Releasing application...",
    "Starting services...",
];
const COMMANDS: [&str; 3] = ["provision", "configure", "release"];

fn numbered(phases: &[&str]) -> Vec<String> {
    let all = phases.len();
    let line = |(i, phase): (usize, &&str)| format!("[{}/{all}] {phase}", i + 1);
    phases.iter().enumerate().map(line).collect()
}

#[tokio::test]
async fn create_and_deploy_print_four_phases_and_the_address() {
    let portal = Portal::start().await;

    let created = portal.cli().run("create acme").await;
    let deployed = portal.cli().run("deploy acme").await;

    created.succeeded();
    deployed.succeeded().printed(&portal.site_url("acme"));
    assert_eq!(
        deployed.headings(),
        numbered(&PHASES),
        "{}",
        deployed.stderr
    );
    // Each phase has its steps below it, ticked.
    let mut ticks = 0;
    for line in deployed.stderr.lines() {
        match line.trim_start() {
            heading if heading.starts_with("[2/4]") => {
                assert!(ticks >= 5, "five steps provision:\n{}", deployed.stderr);
            }
            step if step.starts_with('✓') => ticks += 1,
            _ => {}
        }
    }
    assert!(ticks >= 8, "{}", deployed.stderr);
    portal.site("acme").get("/").await.has_status(200);
    one_of_each(&portal, "acme").await;
}

#[tokio::test]
async fn from_each_state_between_only_the_rest_is_done() {
    let portal = Portal::start().await;
    for done in 0..=COMMANDS.len() {
        let slug = format!("rest{done}");
        portal
            .cli()
            .run(&format!("create {slug}"))
            .await
            .succeeded();
        for (command, phase) in COMMANDS.iter().zip(PHASES).take(done) {
            let single = portal.cli().run(&format!("{command} {slug}")).await;
            single.succeeded().says(phase);
            assert!(
                single.headings().is_empty(),
                "a single command counts nothing:\n{}",
                single.stderr
            );
        }

        let deployed = portal.cli().run(&format!("deploy {slug}")).await;

        deployed.succeeded().printed(&portal.site_url(&slug));
        assert_eq!(
            deployed.headings(),
            numbered(&PHASES[done..]),
            "{}",
            deployed.stderr
        );
    }
}

#[tokio::test]
async fn a_deploy_of_what_runs_does_nothing() {
    let portal = Portal::start().await;
    portal.cli().run("create acme").await.succeeded();
    portal.cli().run("deploy acme").await.succeeded();
    let before = (
        runs(&portal).await,
        step_attempts(&portal).await,
        tenant_app::all(&portal.data()),
    );

    for command in ["deploy", "provision", "configure", "release", "run"] {
        let again = portal.cli().run(&format!("{command} acme")).await;
        again.succeeded();
        assert!(again.headings().is_empty(), "{}", again.stderr);
        if command == "deploy" {
            again.printed(&portal.site_url("acme"));
        }
    }

    let after = (
        runs(&portal).await,
        step_attempts(&portal).await,
        tenant_app::all(&portal.data()),
    );
    assert_eq!(before, after, "runs, attempts of steps and processes");
}

/// A call of a provider is made by a step, and a step only in a run.
async fn runs(portal: &Portal) -> Vec<String> {
    let list = portal.operator().get("/api/v1/runs").await.ok();
    let items = list["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|run| run["id"].to_string()).collect()
}

async fn step_attempts(portal: &Portal) -> u64 {
    let mut all = 0;
    for id in runs(portal).await {
        let run = portal
            .operator()
            .get(&format!("/api/v1/runs/{}", id.trim_matches('"')))
            .await
            .ok();
        let steps = run["steps"].as_array().cloned().unwrap_or_default();
        all += steps
            .iter()
            .filter_map(|step| step["attempts"].as_u64())
            .sum::<u64>();
    }
    assert!(all >= 8, "a deploy has attempts to count, not {all}");
    all
}

#[tokio::test]
async fn what_is_destroyed_is_gone_and_what_is_purged_is_forgotten() {
    let portal = Portal::start().await;
    portal.cli().run("create acme").await.succeeded();
    portal.cli().run("deploy acme").await.succeeded();

    // Nobody can type the name here, so it must be said beforehand.
    portal
        .cli()
        .run("destroy acme")
        .await
        .ended_with(2)
        .says("--yes");
    portal
        .cli()
        .run("purge acme --yes")
        .await
        .ended_with(4)
        .says("running")
        .says("destroyed");
    portal.cli().run("destroy acme --yes").await.succeeded();

    let data = portal.data();
    assert!(tenant_app::all(&data).is_empty());
    for left in [
        "instances/acme-prod",
        "databases/acme-prod.db",
        "bucket/acme/prod",
        "dns/acme.localhost.json",
    ] {
        assert!(!data.join(left).exists(), "{left} is left");
    }
    assert_eq!(portal.site("acme").get("/").await.status, 404);
    let status = portal
        .cli()
        .run("status acme -o json")
        .await
        .succeeded()
        .json();
    assert_eq!(status["state"], "destroyed");
    assert_eq!(status["resources"], serde_json::json!([]), "{status}");
    portal.cli().run("destroy acme --yes").await.succeeded();

    portal.cli().run("purge acme --yes").await.succeeded();
    portal.cli().run("status acme").await.ended_with(3);
}
