//! What the machine itself can do, measured in the same run: durable writes, and commits of one row
//! through the database alone. No product gets beyond them, and figures of two machines are
//! compared by them first.

use super::machine;
use app::{AppError, AppResult};
use sqlx::{
    ConnectOptions, Connection, PgConnection, SqliteConnection,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{
    path::Path,
    str::FromStr,
    time::{Duration, Instant},
};

/// How long each rate is measured.
const WINDOW: Duration = Duration::from_secs(1);
const CLIENTS: usize = 16;

const MAKE: &str = "create table automator_bench_commit (n bigint not null)";
const ADD: &str = "insert into automator_bench_commit (n) values ($1)";
const DROP: &str = "drop table automator_bench_commit";

/// Each a second.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    pub syncs: Option<f64>,
    /// One client, each commit after the other.
    pub commits: Option<f64>,
    /// Sixteen clients; none on SQLite, which has one writer.
    pub commits_of_16: Option<f64>,
}

pub async fn measure(url: &str, folder: &Path) -> AppResult<Limits> {
    let rates = if url.starts_with("sqlite") {
        (sqlite(folder).await, None)
    } else {
        postgres(url).await
    };
    Ok(Limits {
        syncs: machine::syncs_per_second(folder).ok(),
        commits: Some(rates.0.map_err(AppError::internal)?),
        commits_of_16: rates.1.transpose().map_err(AppError::internal)?,
    })
}

/// A file of its own, opened as durably as the product opens its own.
async fn sqlite(folder: &Path) -> sqlx::Result<f64> {
    let file = folder.join("commit-rate.db");
    let mut connection = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging()
        .connect()
        .await?;
    sqlx::query(MAKE).execute(&mut connection).await?;
    let begun = Instant::now();
    let mut commits = 0_i64;
    while begun.elapsed() < WINDOW {
        add(&mut connection, commits).await?;
        commits += 1;
    }
    let rate = per_second(commits, begun.elapsed());
    connection.close().await?;
    Ok(rate)
}

async fn add(connection: &mut SqliteConnection, n: i64) -> sqlx::Result<()> {
    let done = sqlx::query(ADD).bind(n).execute(connection).await;
    done.map(|_| ())
}

async fn postgres(url: &str) -> (sqlx::Result<f64>, Option<sqlx::Result<f64>>) {
    let mut owner = match connect(url).await {
        Ok(owner) => owner,
        Err(error) => return (Err(error), None),
    };
    if let Err(error) = sqlx::query(MAKE).execute(&mut owner).await {
        return (Err(error), None);
    }
    let rates = (clients(url, 1).await, Some(clients(url, CLIENTS).await));
    let dropped = sqlx::query(DROP).execute(&mut owner).await;
    match dropped {
        Ok(_) => rates,
        Err(error) => (Err(error), None),
    }
}

/// Statistics for plans, as they are once tables have stood for a while.
pub async fn analyze(url: &str) -> AppResult<()> {
    let mut connection = connect(url).await.map_err(AppError::internal)?;
    let done = sqlx::query("analyze").execute(&mut connection).await;
    done.map(|_| ()).map_err(AppError::internal)
}

async fn connect(url: &str) -> sqlx::Result<PgConnection> {
    let options = PgConnectOptions::from_str(url)?;
    options.disable_statement_logging().connect().await
}

async fn clients(url: &str, count: usize) -> sqlx::Result<f64> {
    let mut connections = Vec::with_capacity(count);
    for _ in 0..count {
        connections.push(connect(url).await?);
    }
    let begun = Instant::now();
    let clients = connections.into_iter().map(|mut connection| {
        tokio::spawn(async move {
            let mut commits = 0_i64;
            while begun.elapsed() < WINDOW {
                sqlx::query(ADD)
                    .bind(commits)
                    .execute(&mut connection)
                    .await?;
                commits += 1;
            }
            connection.close().await?;
            Ok::<i64, sqlx::Error>(commits)
        })
    });
    let mut all = 0;
    for client in futures::future::join_all(clients).await {
        all += client.map_err(|e| sqlx::Error::Io(std::io::Error::other(e)))??;
    }
    Ok(per_second(all, begun.elapsed()))
}

fn per_second(n: i64, took: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "commits of a second")]
    let n = n as f64;
    n / took.as_secs_f64()
}
