//! A database of a test's own on the PostgreSQL that `cargo xtask test` (or `cargo xtask pg --`) starts.

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};

pub struct Database {
    admin: String,
    name: String,
}

const VARIABLE: &str = "AUTOMATOR_TEST_POSTGRES";

/// Who may make databases on the server that all tests share.
pub(crate) fn admin() -> String {
    std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!(
            "{VARIABLE} is not set. Run: cargo xtask pg -- cargo nextest run -p blackbox postgres"
        )
    })
}

impl Database {
    pub async fn make() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let admin = admin();
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("blackbox_{}_{count}", std::process::id());
        execute(&admin, format!("create database {name}")).await;
        Self { admin, name }
    }

    pub fn url(&self) -> String {
        let (server, _) = self
            .admin
            .rsplit_once('/')
            .expect("the URL names a database");
        format!("{server}/{}", self.name)
    }

    /// Where its server listens.
    pub fn port(&self) -> u16 {
        let url = self.url();
        let (_, rest) = url.rsplit_once(':').expect("the URL has a port");
        let port = rest.split('/').next().and_then(|port| port.parse().ok());
        port.expect("the port is a number")
    }

    /// The same database by way of a proxy.
    pub fn url_at(&self, port: u16) -> String {
        let (own, through) = (format!(":{}/", self.port()), format!(":{port}/"));
        self.url().replace(&own, &through)
    }

    /// Changes something behind the portal's back.
    pub async fn execute(&self, sql: &str) {
        execute(&self.url(), sql.to_owned()).await;
    }

    /// One number out of this database.
    pub async fn number(&self, sql: &'static str) -> i64 {
        let mut connection = PgConnection::connect(&self.url())
            .await
            .expect("the database answers");
        sqlx::query_scalar(sql)
            .fetch_one(&mut connection)
            .await
            .expect("the query is right")
    }
}

async fn execute(url: &str, sql: String) {
    let mut connection = PgConnection::connect(url)
        .await
        .expect("PostgreSQL answers");
    sqlx::query(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await
        .expect("the statement is right");
}

impl Drop for Database {
    fn drop(&mut self) {
        // On a thread of its own, because this one's runtime may be the one that ends.
        let (admin, sql) = (
            self.admin.clone(),
            format!("drop database if exists {} with (force)", self.name),
        );
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime
                .expect("a runtime needs nothing")
                .block_on(execute(&admin, sql));
        });
        let _ = dropping.join();
    }
}
