//! What cannot be done is refused before anything happens, with a code a script can rely on.

use blackbox::Portal;

#[tokio::test]
async fn an_unknown_environment_names_create() {
    let portal = Portal::start().await;
    for command in [
        "deploy",
        "provision",
        "configure",
        "release",
        "run",
        "status",
        "check",
    ] {
        let done = portal.cli().run(&format!("{command} nobody")).await;
        done.ended_with(3)
            .says("nobody")
            .says("automator create nobody");
    }
    let done = portal.cli().run("destroy nobody --yes").await;
    done.ended_with(3);
}

#[tokio::test]
async fn a_wrong_state_names_the_present_one_and_the_one_it_needs() {
    let portal = Portal::start().await;
    portal.cli().run("create acme").await.succeeded();

    portal
        .cli()
        .run("create acme")
        .await
        .ended_with(4)
        .says("created");
    portal
        .cli()
        .run("configure acme")
        .await
        .ended_with(4)
        .says("created")
        .says("provisioned");
    portal
        .cli()
        .run("release acme")
        .await
        .ended_with(4)
        .says("created")
        .says("configured");
    portal
        .cli()
        .run("run acme")
        .await
        .ended_with(4)
        .says("created")
        .says("released");

    let problem = portal
        .operator()
        .post(
            "/api/v1/environments/acme/prod/release",
            &serde_json::json!({}),
        )
        .await
        .problem(409);
    assert_eq!(problem["code"], "wrong-state", "{problem}");
    let list = portal.operator().get("/api/v1/runs").await.ok();
    assert_eq!(list["items"], serde_json::json!([]), "no run was made");
    let status = portal
        .cli()
        .run("status acme -o json")
        .await
        .succeeded()
        .json();
    assert_eq!(status["state"], "created");
}

#[tokio::test]
async fn an_unknown_setting_is_refused_before_anything_happens() {
    let portal = Portal::start().await;
    let settings = [
        "branding.nope=1",
        "nope=1",
        "branding.primary_color=teal",
        "mail.smtp.port=70000",
    ];
    for setting in settings {
        let done = portal
            .cli()
            .run_words(&["create", "acme", "--set", setting])
            .await;
        let key = setting.split('=').next().unwrap_or_default();
        done.ended_with(6).says(key);
    }
    let file = portal.folder().join("wrong.toml");
    std::fs::write(&file, "[branding]\nprimary_color = \"#123456\"\nnope = 1\n").unwrap();
    let config = file.display().to_string();
    let done = portal
        .cli()
        .run_words(&["create", "acme", "--config", &config])
        .await;
    done.ended_with(6).says("branding.nope");

    portal.cli().run("status acme").await.ended_with(3);
    let tenants = portal.operator().get("/api/v1/tenants").await.ok();
    assert_eq!(tenants["items"], serde_json::json!([]));

    portal.cli().run("create acme").await.succeeded();
    let set = portal
        .cli()
        .run("settings set acme --set branding.nope=1 --set branding.site_title=New")
        .await;
    set.ended_with(6).says("branding.nope");
    let values = portal
        .cli()
        .run("settings get acme -o json")
        .await
        .succeeded()
        .json();
    assert_ne!(
        values["values"]["branding.site_title"]["value"], "New",
        "half of it was kept"
    );
}

#[tokio::test]
async fn bad_names_and_bad_words_are_usage() {
    let portal = Portal::start().await;
    portal
        .cli()
        .run("depoly acme")
        .await
        .ended_with(2)
        .says("deploy");
    portal.cli().run("deploy").await.ended_with(2);
    portal
        .cli()
        .run("deploy acme --nonsense")
        .await
        .ended_with(2);
    for name in ["Ac_me", "a", "acme/", "acme--x"] {
        let done = portal.cli().run(&format!("create {name}")).await;
        assert!(
            [2, 6].contains(&done.code),
            "{name} ended with {}: {}",
            done.code,
            done.stderr
        );
        assert_eq!(done.stdout, "");
    }
}
