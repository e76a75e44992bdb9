//! Two commands on one environment, and a command that lets go.

use blackbox::{Portal, one_of_each, wait_for_run};

#[tokio::test]
async fn the_second_deploy_is_told_who_holds_the_environment() {
    let portal = Portal::with_faults("database:delay=3s").await;
    portal.cli().run("create acme").await.succeeded();
    let detached = portal.cli().run("deploy acme --detach").await;
    let run = detached.succeeded().stdout.trim().to_owned();

    let second = portal.cli().run("deploy acme").await;

    second
        .ended_with(5)
        .says(&run)
        .says("deploy")
        .says("command line");
    assert_eq!(second.stdout, "");
    let problem = portal
        .operator()
        .post(
            "/api/v1/environments/acme/prod/deploy",
            &serde_json::json!({}),
        )
        .await
        .problem(409);
    assert_eq!(problem["code"], "locked", "{problem}");
    assert!(
        problem["detail"]
            .as_str()
            .is_some_and(|text| text.contains(&run)),
        "{problem}"
    );
    let ended = wait_for_run(&portal.operator(), &run).await;
    assert_eq!(ended["state"], "succeeded");
    one_of_each(&portal, "acme").await;
}

#[tokio::test]
async fn of_two_at_the_same_moment_one_goes_on_and_one_is_told() {
    let portal = Portal::with_faults("database:delay=1s").await;
    portal.cli().run("create acme").await.succeeded();

    let both = [
        portal.cli().spawn("deploy acme"),
        portal.cli().spawn("deploy acme"),
    ];
    let mut codes = Vec::new();
    for running in both {
        codes.push(running.end().await);
    }

    codes.sort_by_key(|done| done.code);
    codes[0].succeeded().printed(&portal.site_url("acme"));
    codes[1].ended_with(5);
    one_of_each(&portal, "acme").await;
}

#[tokio::test]
async fn ctrl_c_lets_go_and_the_run_goes_on() {
    let portal = Portal::with_faults("database:delay=2s").await;
    portal.cli().run("create acme").await.succeeded();
    let mut deploy = portal.cli().spawn("deploy acme");
    deploy.wait_for("[1/4]").await;

    deploy.interrupt();
    let done = deploy.end().await;

    done.ended_with(130).says("automator watch ");
    assert_eq!(done.stdout, "", "nothing is running yet");
    let id = done
        .stderr
        .split("automator watch ")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next());
    let id = id
        .expect("the command names the run")
        .trim_matches(['`', '.', '\'']);
    let watched = portal.cli().run(&format!("watch {id}")).await;
    watched.succeeded();
    let run = wait_for_run(&portal.operator(), id).await;
    assert_eq!(run["state"], "succeeded");
    one_of_each(&portal, "acme").await;
}
