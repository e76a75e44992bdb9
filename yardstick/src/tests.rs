//! Both halves of the bare engine carry a small load to its end.

use crate::{load::Load, postgres, sqlite};
use sqlx::{AssertSqlSafe, Connection, PgConnection, query};

const SMALL: Load = Load {
    runs: 40,
    concurrency: 8,
};

#[tokio::test(flavor = "multi_thread")]
async fn every_run_ends_on_sqlite() {
    let figures = sqlite::measure(SMALL).await.expect("measures");
    let told = serde_json::to_value(&figures).expect("is told");
    assert_eq!(told["n"], 40);
    assert_eq!(told["database"], "sqlite");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_run_ends_on_postgresql() {
    let server = std::env::var("AUTOMATOR_TEST_POSTGRES")
        .expect("run it by `cargo xtask test` or `cargo xtask pg`");
    let mut owner = PgConnection::connect(&server).await.expect("connects");
    let name = format!("yardstick_{}", std::process::id());
    let create = AssertSqlSafe(format!("create database {name}"));
    query(create).execute(&mut owner).await.expect("is made");
    let (begin, _) = server.rsplit_once('/').expect("names a database");

    let figures = postgres::measure(&format!("{begin}/{name}"), SMALL).await;

    let told = serde_json::to_value(figures.expect("measures")).expect("is told");
    assert_eq!(told["n"], 40);
    let drop = AssertSqlSafe(format!("drop database {name} with (force)"));
    query(drop).execute(&mut owner).await.expect("is dropped");
}
