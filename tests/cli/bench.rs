//! Benchmarks measure on databases of their own and touch nobody else's.

use blackbox::{Database, Setup};
use serde_json::Value;

/// Tables, views and sequences that somebody made.
const HELD: &str = "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace \
     where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') \
     and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";

/// The lines of a small one that ended well.
async fn measured(words: &str) -> Vec<Value> {
    let (setup, database) = (Setup::new(), Database::make().await);
    let words = format!("bench {words} --json --postgres {}", database.url());
    let done = setup.cli().run(&words).await;
    let done = done.succeeded();
    let line = |line: &str| serde_json::from_str(line).expect("a line is an object");
    done.stdout.lines().map(line).collect()
}

fn assert_figures(lines: &[Value], bench: &str, figures: &[&str]) {
    for database in ["sqlite", "postgresql"] {
        let of_one = lines.iter().filter(|line| line["database"] == database);
        assert!(of_one.count() > 0, "nothing on {database}: {lines:?}");
    }
    for line in lines {
        assert_eq!(line["bench"], bench, "{line}");
        assert_eq!(line["ok"], true, "{line}");
        for name in figures.iter().chain(&["syncs_per_s", "commits_per_s"]) {
            let figure = line[name].as_f64();
            assert!(figure.is_some_and(|f| f > 0.0), "{name} of {line}");
        }
    }
}

#[tokio::test]
async fn what_holds_anything_is_refused_and_left_as_it_was() {
    let setup = Setup::new();
    let (foreign, view) = (Database::make().await, Database::make().await);
    foreign.execute("create table ledger (n int)").await;
    view.execute("create schema books").await;
    view.execute("create view books.today as select 1 as n")
        .await;
    // A portal's own, with no tenant in it yet.
    let portals = Database::make().await;
    let migrated = setup
        .cli()
        .env("AUTOMATOR_DATABASE_URL", &portals.url())
        .run("migrate")
        .await;
    migrated.succeeded();

    for (database, names) in [
        (&foreign, "public.ledger"),
        (&view, "books.today"),
        (&portals, "apalis."),
    ] {
        let held = database.number(HELD).await;
        for bench in ["steps", "launch", "settings", "list", "upgrade"] {
            let words = format!("bench {bench} --postgres {}", database.url());
            let refused = setup.cli().run(&words).await;
            refused
                .ended_with(6)
                .says(names)
                .says("Nothing was changed");
            assert_eq!(refused.stdout, "", "nothing was measured either");
        }
        assert_eq!(database.number(HELD).await, held);
    }
}

#[tokio::test]
async fn neither_a_file_nor_the_configured_database_is_opened() {
    let mut setup = Setup::new();
    let configured = Database::make().await;
    setup.set("AUTOMATOR_DATABASE_URL", configured.url());
    let file = setup.folder().join("portal.db");
    std::fs::write(&file, "somebody's").expect("the folder is writable");

    let words = format!("bench list --postgres sqlite://{}", file.display());
    setup.cli().run(&words).await.ended_with(6).says("postgres");
    let small = setup.cli().run("bench list --rows 3 --json").await;

    small.succeeded();
    assert_eq!(std::fs::read(&file).expect("it is there"), b"somebody's");
    assert_eq!(configured.number(HELD).await, 0);
    assert!(!setup.data().exists(), "the data directory is not for it");
}

#[tokio::test]
async fn nothing_is_not_measured() {
    let setup = Setup::new();
    for words in [
        "steps --tenants 0",
        "steps --concurrency 0",
        "launch --tenants 0",
        "settings --changes 0",
        "list --rows 3,0",
        "upgrade --environments none",
    ] {
        let refused = setup.cli().run(&format!("bench {words} --json")).await;
        refused.ended_with(2).says("give a whole number, 1 or more");
        assert_eq!(refused.stdout, "", "{words}");
    }
}

#[tokio::test]
async fn a_change_is_measured_until_the_instance_shows_it() {
    let lines = measured("settings --changes 4").await;

    assert_figures(
        &lines,
        "settings",
        &["visible_ms_p50", "visible_ms_p99", "changes_per_s"],
    );
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line["n"] == 4), "{lines:?}");
}

#[tokio::test]
async fn every_page_of_every_list_is_measured() {
    let lines = measured("list --rows 60,120").await;

    assert_figures(
        &lines,
        "list",
        &["page_ms_p50", "page_ms_p99", "last_pages_ms_p50"],
    );
    // Two sizes of three lists on two databases; pages of fifty.
    assert_eq!(lines.len(), 12);
    let pages = |rows: u64| lines.iter().filter(move |line| line["rows"] == rows);
    assert!(pages(60).all(|line| line["n"] == 2), "{lines:?}");
    assert!(pages(120).all(|line| line["n"] == 3), "{lines:?}");
}

#[tokio::test]
async fn a_release_for_a_fleet_is_measured_to_its_last_environment() {
    let lines = measured("upgrade --environments 3").await;

    assert_figures(
        &lines,
        "upgrade",
        &["environments_per_s", "last_s", "run_ms_p50", "run_ms_p99"],
    );
    assert!(lines.iter().all(|line| line["failures"] == 0), "{lines:?}");
}

#[tokio::test]
async fn steps_are_measured_on_tables_as_full_as_asked_for() {
    let lines = measured("steps --tenants 20 --after 30").await;

    assert_figures(
        &lines,
        "steps",
        &["steps_per_s", "first_ms_p50", "last_ms_p99", "memory_mib"],
    );
    let is_whole = |line: &Value| line["n"] == 20 && line["after"] == 30;
    assert!(lines.iter().all(is_whole), "{lines:?}");
}
