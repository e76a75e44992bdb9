//! A database of its own for each test, gone at its end.

use app::ports::{Journal, Store};
use sqlx::{Connection, PgConnection, Row, postgres::PgRow, sqlite::SqliteRow};
use std::{future::Future, str::FromStr, sync::Arc};
use storage::{Opened, Options, Pool, open};
use uuid::Uuid;

const VARIABLE: &str = "AUTOMATOR_TEST_POSTGRES";

pub const FRESH: Options = Options {
    create: true,
    migrate: true,
    read_only: false,
};

pub struct Database {
    pub url: String,
    pub store: Arc<dyn Store>,
    pub journal: Arc<dyn Journal>,
    pub pool: Pool,
}

impl Database {
    pub async fn open(url: String) -> Self {
        let Opened {
            store,
            journal,
            pool,
        } = open(&url, FRESH).await.expect("opens");
        Self {
            url,
            store,
            journal,
            pool,
        }
    }

    /// The same database once more, as a second process has it.
    pub async fn again(&self) -> Self {
        Self::open(self.url.clone()).await
    }

    /// Rows of one statement that both databases understand, each column as text.
    pub async fn rows(&self, statement: &str) -> Vec<Vec<Option<String>>> {
        let statement = sqlx::AssertSqlSafe(statement.to_owned());
        match &self.pool {
            Pool::Sqlite(pool) => {
                let rows: Vec<SqliteRow> =
                    sqlx::query(statement).fetch_all(pool).await.expect("reads");
                rows.iter()
                    .map(|r| (0..r.len()).map(|n| r.get(n)).collect())
                    .collect()
            }
            Pool::Postgres { pool, .. } => {
                let rows: Vec<PgRow> = sqlx::query(statement).fetch_all(pool).await.expect("reads");
                rows.iter()
                    .map(|r| (0..r.len()).map(|n| r.get(n)).collect())
                    .collect()
            }
        }
    }

    pub async fn count(&self, from: &str) -> i64 {
        let rows = self
            .rows(&format!("select cast(count(*) as text) from {from}"))
            .await;
        rows[0][0]
            .as_deref()
            .expect("a count")
            .parse()
            .expect("a number")
    }

    pub async fn execute(&self, statement: &str) {
        let statement = sqlx::AssertSqlSafe(statement.to_owned());
        match &self.pool {
            Pool::Sqlite(pool) => {
                sqlx::query(statement).execute(pool).await.expect("writes");
            }
            Pool::Postgres { pool, .. } => {
                sqlx::query(statement).execute(pool).await.expect("writes");
            }
        }
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.pool, Pool::Postgres { .. })
    }
}

pub async fn on_sqlite<F, T>(test: F)
where
    F: FnOnce(Database) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    test(Database::open(url).await).await;
}

pub async fn on_postgres<F, T>(test: F)
where
    F: FnOnce(Database) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    let (admin, name) = (
        admin_url(),
        format!("automator_test_{}", Uuid::now_v7().simple()),
    );
    administer(&admin, &format!("create database {name}")).await;
    let ended = tokio::spawn(test(Database::open(beside(&admin, &name)).await)).await;
    administer(&admin, &format!("drop database {name} with (force)")).await;
    if let Err(error) = ended {
        std::panic::resume_unwind(error.into_panic());
    }
}

pub fn admin_url() -> String {
    std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!("{VARIABLE} is not set: run `cargo xtask pg -- cargo nextest run -p storage`")
    })
}

pub async fn administer(admin: &str, statement: &str) {
    let mut conn = PgConnection::connect(admin)
        .await
        .expect("the test cluster answers");
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned()))
        .execute(&mut conn)
        .await
        .expect("the test cluster obeys");
}

/// The same server, another database.
pub fn beside(admin: &str, name: &str) -> String {
    let known = sqlx::postgres::PgConnectOptions::from_str(admin).expect("a PostgreSQL URL");
    let (head, tail) = admin
        .split_once('?')
        .map_or((admin, ""), |(head, tail)| (head, tail));
    let old = known.get_database().unwrap_or_default();
    let head = head.strip_suffix(old).unwrap_or(head).trim_end_matches('/');
    if tail.is_empty() {
        format!("{head}/{name}")
    } else {
        format!("{head}/{name}?{tail}")
    }
}
