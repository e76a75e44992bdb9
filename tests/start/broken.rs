//! A database that is not usable, a port that is taken, a directory that another portal has.

use blackbox::{Portal, Setup, binary, wait_until};
use sqlx::{Connection, SqliteConnection};
use std::{net::TcpListener, os::unix::fs::chown, path::PathBuf, process::Command};

fn database(setup: &Setup) -> PathBuf {
    let files = std::fs::read_dir(setup.data()).expect("there is a data directory");
    let names = files.flatten().map(|entry| entry.path());
    let found = names
        .into_iter()
        .find(|path| path.extension().is_some_and(|end| end == "db"));
    found.expect("the database is a file of the data directory")
}

async fn migrated() -> Setup {
    let setup = Setup::new();
    setup.cli().run("create acme").await.succeeded();
    setup
}

#[tokio::test]
async fn a_taken_port_is_named_and_nothing_else_is_touched() {
    let setup = Setup::new();
    let _other = TcpListener::bind(("127.0.0.1", setup.port)).unwrap();

    let done = setup.cli().run("serve").await;

    done.ended_with(9)
        .says(&setup.port.to_string())
        .says("in use")
        .says("AUTOMATOR_LISTEN");
    assert!(!done.stderr.contains("panicked"), "{}", done.stderr);
}

#[tokio::test]
async fn a_second_portal_on_one_directory_is_refused() {
    let portal = Portal::start().await;

    let other = format!("127.0.0.1:{}", blackbox::free_port());
    let done = portal
        .cli()
        .env("AUTOMATOR_LISTEN", &other)
        .run("serve")
        .await;

    let pid = portal.pid().expect("it is running").to_string();
    done.ended_with(9)
        .says(&portal.data().display().to_string())
        .says(&pid);
    portal.operator().get("/readyz").await.has_status(200);
}

#[tokio::test]
async fn a_database_that_is_not_there_is_named() {
    let mut setup = Setup::new();
    let missing = setup.folder().join("nowhere/automator.db");
    setup.set(
        "AUTOMATOR_DATABASE_URL",
        format!("sqlite://{}", missing.display()),
    );

    for command in ["list", "create acme", "serve"] {
        let done = setup.cli().run(command).await;
        done.ended_with(9).says(&missing.display().to_string());
    }

    setup.set(
        "AUTOMATOR_DATABASE_URL",
        "postgres://nobody:secret@127.0.0.1:1/automator",
    );
    let done = setup.cli().run("list").await;
    done.ended_with(9).says("127.0.0.1:1");
    assert!(
        !done.stderr.contains("secret"),
        "a password is nobody's business: {}",
        done.stderr
    );
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let setup = migrated().await;
    let file = database(&setup);
    let mut connection = SqliteConnection::connect(&file.display().to_string())
        .await
        .unwrap();
    let newer =
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                 values (99999999, 'from the future', true, x'00', 1)";
    sqlx::query(newer).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();

    for command in ["serve", "list", "create globe", "migrate"] {
        let done = setup.cli().run(command).await;
        done.ended_with(9).says("newer");
    }
    let mut connection = SqliteConnection::connect(&file.display().to_string())
        .await
        .unwrap();
    let tenants: i64 = sqlx::query_scalar("select count(*) from tenant")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(tenants, 1);
}

/// Root may write everything, so the program runs as nobody there.
#[tokio::test]
async fn a_database_that_cannot_be_written_says_so() {
    let setup = migrated().await;
    let file = database(&setup);
    let root = rustix::process::geteuid().is_root();
    let nobody = 65_534;
    for entry in std::fs::read_dir(setup.data()).unwrap().flatten() {
        if root {
            chown(entry.path(), Some(nobody), Some(nobody)).unwrap();
        }
    }
    let mode = |path: &std::path::Path, mode: u32| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(setup.folder(), 0o755);
    mode(&file, 0o444);
    mode(&setup.data(), 0o555);

    let output = if root {
        let program = setup.folder().join("automator");
        std::fs::copy(binary::automator(), &program).unwrap();
        mode(&program, 0o755);
        let prepared = setup.command();
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
            .arg(&program);
        for (name, value) in prepared.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
            .current_dir(setup.folder())
            .args(["create", "globe"])
            .output()
    } else {
        setup.command().args(["create", "globe"]).output()
    };

    let output = output.expect("the program can be started");
    mode(&setup.data(), 0o755);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(9), "{said}");
    let told = ["read-only", "read only", "writable", "written", "ermission"]
        .iter()
        .any(|word| said.contains(word));
    assert!(told && !said.contains("panicked"), "{said}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_told_and_kept() {
    let setup = migrated().await;
    let file = database(&setup);
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
    std::fs::write(
        &file,
        "these are notes and no database at all\n".repeat(200),
    )
    .unwrap();

    let done = setup.cli().run("list").await;

    done.ended_with(9).says(&file.display().to_string());
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .starts_with("these are notes")
    );
}

#[tokio::test]
async fn a_portal_tells_where_it_is_and_how_to_sign_in_once() {
    let mut portal = Portal::start().await;
    wait_until("it is told", async || portal.log().contains("/sign-in")).await;
    let log = portal.log();
    assert!(
        log.contains(&portal.url()) && log.contains("operator@"),
        "{log}"
    );

    portal.kill();
    let length = log.len();
    portal.start_again().await;
    wait_until("it is told again", async || {
        portal.log()[length..].contains("/sign-in")
    })
    .await;
    assert!(
        !portal.log()[length..].contains("operator@"),
        "the first sign-in is shown once"
    );
}
