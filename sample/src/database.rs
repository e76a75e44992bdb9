//! The environment's own database: opened safely, brought forward, never made anew.
//!
//! The step `database` makes and seeds the file. If it is gone, an empty one in its place would hide the loss of a
//! customer's bookings, so the app refuses to start instead.

use std::{path::Path, time::Duration};

use anyhow::{Context, bail, ensure};
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

/// Forward only, each safe to run again. The first is the seed, so a seeded file and an older one meet here.
const MIGRATIONS: [&str; 2] = [
    include_str!("../../templates/sample/seed.sql"),
    include_str!("migrations/0002_outbox.sql"),
];

pub async fn open(path: &Path) -> anyhow::Result<SqlitePool> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .journal_mode(SqliteJournalMode::Wal)
        // A confirmed booking survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5));
    ensure!(
        path.is_file(),
        "the database file is not there: {}",
        path.display()
    );
    // One writes, one reads beside it: a small process for a small site.
    let pool = SqlitePoolOptions::new()
        .max_connections(2)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(options)
        .await
        .context("the database does not open")?;
    migrate(&pool)
        .await
        .context("the database cannot be brought forward")?;
    Ok(pool)
}

async fn migrate(pool: &SqlitePool) -> anyhow::Result<()> {
    let mut transaction = pool.begin_with("begin immediate").await?;
    let seeded: bool = sqlx::query_scalar(
        "select exists (select 1 from sqlite_schema where name = 'schema_version')",
    )
    .fetch_one(&mut *transaction)
    .await?;
    let version: i64 = if seeded {
        sqlx::query_scalar("select coalesce(max(version), 0) from schema_version")
            .fetch_one(&mut *transaction)
            .await?
    } else {
        0
    };
    let newest = MIGRATIONS.len();
    let version = usize::try_from(version)?;
    if version > newest {
        bail!("the database has schema {version}, this version of the app knows {newest}");
    }
    for (migration, to) in MIGRATIONS.iter().zip(1_i64..).skip(version) {
        sqlx::raw_sql(*migration).execute(&mut *transaction).await?;
        sqlx::query("insert into schema_version (version) values ($1) on conflict do nothing")
            .bind(to)
            .execute(&mut *transaction)
            .await?;
        tracing::info!(schema = to, "database brought forward");
    }
    transaction.commit().await?;
    Ok(())
}

/// A real answer from the real file. A deleted file would go on answering through the open handle, hence the look.
pub async fn check(pool: &SqlitePool, path: &Path) -> Result<(), String> {
    if !path.is_file() {
        return Err("the database file is gone".to_owned());
    }
    let query = sqlx::query_scalar::<_, i64>("select count(*) from room").fetch_one(pool);
    match tokio::time::timeout(Duration::from_secs(2), query).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("the database does not answer".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn version_of(pool: &SqlitePool) -> i64 {
        sqlx::query_scalar("select max(version) from schema_version")
            .fetch_one(pool)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn opening_twice_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("app.db");
        std::fs::File::create(&path).unwrap();

        let pool = open(&path).await.unwrap();
        sqlx::query("update room set name = 'Salon' where id = 'library'")
            .execute(&pool)
            .await
            .unwrap();
        sqlx::raw_sql(MIGRATIONS[0]).execute(&pool).await.unwrap();
        pool.close().await;
        let pool = open(&path).await.unwrap();

        assert_eq!(version_of(&pool).await, 2);
        let names: Vec<String> = sqlx::query_scalar("select name from room order by position")
            .fetch_all(&pool)
            .await
            .unwrap();
        assert_eq!(names, ["Harbour Room", "Garden Room", "Salon"]);
    }

    #[tokio::test]
    async fn a_newer_database_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("app.db");
        std::fs::File::create(&path).unwrap();
        let pool = open(&path).await.unwrap();
        sqlx::query("insert into schema_version values (99)")
            .execute(&pool)
            .await
            .unwrap();
        pool.close().await;

        let error = open(&path).await.unwrap_err();

        assert!(format!("{error:#}").contains("schema 99"), "{error:#}");
    }

    #[tokio::test]
    async fn a_missing_file_is_not_made() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("app.db");

        assert!(open(&path).await.is_err());
        assert!(!path.exists());
    }
}
