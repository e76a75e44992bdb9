//! The same commands on a portal elsewhere, with a token.

use blackbox::{Cli, Done, Portal, Setup};

/// A command line that knows nothing but the address and the token.
fn remote(portal: &Portal, elsewhere: &Setup, token: &str) -> Cli {
    elsewhere
        .cli()
        .with(&["--server", &portal.url(), "--token", token])
}

/// Seconds and ids differ from run to run; the words may not.
fn words(done: &Done) -> Vec<String> {
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let without_times = |line: &str| {
        let words = line.split_whitespace();
        let kept = words.filter(|word| {
            !word
                .trim_matches(['(', ')'])
                .trim_end_matches('s')
                .chars()
                .all(number)
        });
        kept.collect::<Vec<_>>()
            .join(" ")
            .replace("acme", "")
            .replace("globe", "")
    };
    let mut lines: Vec<_> = done
        .stderr
        .lines()
        .chain(done.stdout.lines())
        .map(without_times)
        .collect();
    // Steps that run beside each other end in either order.
    lines.sort();
    lines
}

#[tokio::test]
async fn a_remote_command_prints_what_a_local_one_does() {
    let (portal, elsewhere) = (Portal::start().await, Setup::new());
    let token = portal.operator_token().to_owned();

    for command in ["create", "deploy", "deploy", "status"] {
        let local = portal.cli().run(&format!("{command} acme")).await;
        let far = remote(&portal, &elsewhere, &token)
            .run(&format!("{command} globe"))
            .await;

        local.succeeded();
        far.succeeded();
        if command == "deploy" {
            far.printed(&portal.site_url("globe"));
        }
        if command != "status" {
            assert_eq!(words(&local), words(&far), "{command}");
        }
    }
    for command in [
        "list -o json",
        "status acme -o json",
        "settings get acme -o json",
        "runs -o json",
    ] {
        let local = portal.cli().run(command).await.succeeded().json();
        let far = remote(&portal, &elsewhere, &token)
            .run(command)
            .await
            .succeeded()
            .json();
        assert_eq!(local, far, "{command}");
    }
    assert!(
        !elsewhere.data().join("automator.db").exists(),
        "a remote command needs no database"
    );
}

#[tokio::test]
async fn remote_errors_have_the_same_codes() {
    let (portal, elsewhere) = (Portal::start().await, Setup::new());
    let token = portal.operator_token().to_owned();
    let far = |token: &str| remote(&portal, &elsewhere, token);

    far(&token).run("create acme").await.succeeded();
    far(&token)
        .run("deploy nobody")
        .await
        .ended_with(3)
        .says("automator create nobody");
    far(&token)
        .run("release acme")
        .await
        .ended_with(4)
        .says("created")
        .says("configured");
    far(&token)
        .run("create globe --set nope=1")
        .await
        .ended_with(6)
        .says("nope");
    far("nonsense").run("list").await.ended_with(8);
    far("nonsense").run("deploy acme").await.ended_with(8);

    let nobody = format!("http://127.0.0.1:{}", blackbox::free_port());
    let done = elsewhere
        .cli()
        .with(&["--server", &nobody, "--token", &token])
        .run("list")
        .await;
    done.ended_with(9).says(&nobody);
}

#[tokio::test]
async fn the_token_may_come_from_the_environment() {
    let (portal, elsewhere) = (Portal::start().await, Setup::new());

    let cli = elsewhere.cli().with(&["--server", &portal.url()]);
    let done = cli
        .env("AUTOMATOR_TOKEN", portal.operator_token())
        .run("list -o json")
        .await;

    done.succeeded();
    assert_eq!(done.json()["items"], serde_json::json!([]));
}

#[tokio::test]
async fn a_role_may_do_what_is_its_own_and_nothing_else() {
    let (portal, elsewhere) = (Portal::start().await, Setup::new());
    portal.cli().run("create acme").await.succeeded();
    let token = portal
        .cli()
        .run("token create --role customer_service --name desk")
        .await;
    let desk = token.succeeded().stdout.trim().to_owned();

    remote(&portal, &elsewhere, &desk)
        .run("list")
        .await
        .succeeded();
    remote(&portal, &elsewhere, &desk)
        .run("destroy acme --yes")
        .await
        .ended_with(8);

    let status = portal
        .cli()
        .run("status acme -o json")
        .await
        .succeeded()
        .json();
    assert_eq!(status["state"], "created");
}
