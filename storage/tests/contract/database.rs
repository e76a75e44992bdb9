//! A database of its own for each test, gone at its end.

use app::ports::{CallLimits, Journal, Store, Workers};
use sqlx::{Connection, PgConnection, Row, postgres::PgRow, sqlite::SqliteRow};
use std::{
    hash::{Hash, Hasher},
    str::FromStr,
    sync::Arc,
};
use storage::{Opened, Options, Pool, open};
use uuid::Uuid;

/// Makes a test on each database of every function named; one that is left out is dead code.
macro_rules! both {
    ($($name:ident),* $(,)?) => {
        mod sqlite { $(
            #[tokio::test]
            async fn $name() { crate::database::on_sqlite(super::$name).await; }
        )* }
        mod postgres { $(
            #[tokio::test]
            async fn $name() { crate::database::on_postgres(super::$name).await; }
        )* }
    };
}
pub(crate) use both;

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
    pub calls: Arc<dyn CallLimits>,
    pub workers: Arc<dyn Workers>,
    pub pool: Pool,
}

impl Database {
    pub async fn open(url: String) -> Self {
        let Opened {
            store,
            journal,
            calls,
            workers,
            pool,
        } = open(&url, FRESH).await.expect("opens");
        Self {
            url,
            store,
            journal,
            calls,
            workers,
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
            Pool::Sqlite { pool, .. } => {
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
            Pool::Sqlite { pool, .. } => {
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
    let template = template(&admin).await;
    administer(
        &admin,
        &format!("create database {name} template {template}"),
    )
    .await;
    let ended = tokio::spawn(test(Database::open(beside(&admin, &name)).await)).await;
    administer(&admin, &format!("drop database {name} with (force)")).await;
    if let Err(error) = ended {
        std::panic::resume_unwind(error.into_panic());
    }
}

/// A migrated database to copy, which is ten times faster than to migrate. Its name is that of the
/// migrations, so it is made once for a cluster; a lock lets the others wait until it is there.
async fn template(admin: &str) -> String {
    let mut hash = std::hash::DefaultHasher::new();
    // As cargo says when it runs the test: the compiler may have been told of another clone.
    let here = std::env::var("CARGO_MANIFEST_DIR").expect("cargo runs this");
    let folder = here + "/../migrations/postgres";
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("migrations")
        .flatten()
        .collect();
    files.sort_by_key(std::fs::DirEntry::file_name);
    for file in files {
        std::fs::read(file.path()).expect("reads").hash(&mut hash);
    }
    let name = format!("automator_template_{:016x}", hash.finish());
    let mut lock = PgConnection::connect(admin)
        .await
        .expect("the test cluster answers");
    let locked = sqlx::query("select pg_advisory_lock(4711)")
        .execute(&mut lock)
        .await;
    locked.expect("locks");
    let there = sqlx::query("select 1 from pg_database where datname = $1").bind(&name);
    if there
        .fetch_optional(&mut lock)
        .await
        .expect("reads")
        .is_none()
    {
        let unready = format!("{name}_unready");
        administer(
            admin,
            &format!("drop database if exists {unready} with (force)"),
        )
        .await;
        administer(admin, &format!("create database {unready}")).await;
        let opened = Database::open(beside(admin, &unready)).await;
        if let Pool::Postgres { pool, .. } = &opened.pool {
            pool.close().await;
        }
        administer(admin, &format!("alter database {unready} rename to {name}")).await;
    }
    lock.close().await.expect("closes");
    name
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
