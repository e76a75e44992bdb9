//! Commands on a data directory that no portal holds.

use blackbox::{Setup, tenant_app};

#[tokio::test]
async fn three_phases_work_alone_and_what_runs_needs_a_portal() {
    let setup = Setup::new();

    setup.cli().run("create acme").await.succeeded();
    for (command, state) in [
        ("provision", "provisioned"),
        ("configure", "configured"),
        ("release", "released"),
    ] {
        setup
            .cli()
            .run(&format!("{command} acme"))
            .await
            .succeeded();
        let status = setup
            .cli()
            .run("status acme -o json")
            .await
            .succeeded()
            .json();
        assert_eq!(status["state"], state);
    }
    for command in ["run", "deploy"] {
        let done = setup.cli().run(&format!("{command} acme")).await;
        done.ended_with(9).says("automator serve");
        assert_eq!(done.stdout, "");
    }

    let status = setup
        .cli()
        .run("status acme -o json")
        .await
        .succeeded()
        .json();
    assert_eq!(
        status["state"], "released",
        "what cannot be done changes nothing"
    );
    assert!(tenant_app::all(&setup.data()).is_empty());

    let portal = setup.serve().await;
    let deployed = portal.cli().run("deploy acme").await;
    deployed.succeeded().printed(&portal.site_url("acme"));
    assert_eq!(deployed.headings(), ["[1/1] Starting services..."]);
}

#[tokio::test]
async fn an_empty_directory_is_made_ready_by_whichever_command_comes_first() {
    let setup = Setup::new();

    let list = setup.cli().run("list -o json").await;

    list.succeeded();
    assert_eq!(list.json()["items"], serde_json::json!([]));
    setup
        .cli()
        .run("deploy acme")
        .await
        .ended_with(3)
        .says("automator create acme");
}

#[tokio::test]
async fn reading_works_beside_a_portal_and_after_it() {
    let mut portal = Setup::new().serve().await;
    portal.cli().run("create acme").await.succeeded();

    portal.cli().run("list").await.succeeded();
    portal.kill();
    portal.cli().run("list").await.succeeded();
    portal.cli().run("status acme").await.succeeded();
}
