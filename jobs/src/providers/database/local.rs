//! A SQLite file for each environment. The owner's tag stands in a table of its own inside.

use super::{DatabaseProvider, Made};
use crate::{
    providers::Answer,
    step::{ProviderError, ProviderErrorKind as K},
};
use async_trait::async_trait;
use domain::EnvironmentName;
use sqlx::{
    Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

#[derive(Debug)]
pub struct SqliteFiles {
    dir: PathBuf,
}

const PROVIDER: &str = "local";

impl SqliteFiles {
    pub fn new(data: &Path) -> Self {
        Self {
            dir: data.join("databases"),
        }
    }

    fn path(&self, name: &EnvironmentName) -> PathBuf {
        self.dir.join(format!("{}-{}.db", name.slug, name.stage))
    }

    fn made(&self, name: &EnvironmentName) -> Made {
        let path = self.path(name);
        Made {
            external_id: format!("{}-{}", name.slug, name.stage),
            location: std::path::absolute(&path)
                .unwrap_or(path)
                .to_string_lossy()
                .into_owned(),
        }
    }

    async fn open(
        &self,
        name: &EnvironmentName,
        create: bool,
    ) -> Result<SqliteConnection, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(self.path(name))
            .create_if_missing(create)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10));
        SqliteConnection::connect_with(&options).await
    }
}

fn classified(operation: &'static str, error: &sqlx::Error) -> ProviderError {
    if let sqlx::Error::Io(io) = error {
        return ProviderError::io(PROVIDER, operation, io);
    }
    // SQLite's primary codes: 5 busy, 6 locked, 13 full, 8 read-only, 23 authorisation.
    let code = error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .and_then(|c| c.parse::<i32>().ok());
    let kind = match code.map(|c| c & 0xff) {
        Some(13) => K::Quota,
        Some(8 | 23) => K::Denied,
        Some(1 | 11 | 19 | 26) => K::Invalid,
        _ => K::Unavailable,
    };
    ProviderError::new(kind, PROVIDER, operation, error.to_string())
}

async fn owner_of(connection: &mut SqliteConnection) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("select owner from automator_owner")
        .fetch_optional(connection)
        .await
}

#[async_trait]
impl DatabaseProvider for SqliteFiles {
    fn provider(&self) -> &'static str {
        PROVIDER
    }

    async fn ensure(&self, name: &EnvironmentName, owner: &str, seed: &str) -> Answer<Made> {
        let failed = |e: sqlx::Error| classified("ensure", &e);
        std::fs::create_dir_all(&self.dir)
            .map_err(|e| ProviderError::io(PROVIDER, "ensure", &e))?;
        let mut connection = self.open(name, true).await.map_err(failed)?;
        let mut tx = connection
            .begin_with("begin immediate")
            .await
            .map_err(failed)?;
        let tag = "create table if not exists automator_owner (owner text not null primary key)";
        sqlx::query(tag).execute(&mut *tx).await.map_err(failed)?;
        match owner_of(&mut tx).await.map_err(failed)? {
            Some(found) if found != owner => {
                let detail = format!(
                    "database {} belongs to {found}",
                    self.made(name).external_id
                );
                return Err(ProviderError::new(K::NotOurs, PROVIDER, "ensure", detail));
            }
            Some(_) => {}
            None => {
                let query =
                    sqlx::query("insert into automator_owner (owner) values ($1)").bind(owner);
                query.execute(&mut *tx).await.map_err(failed)?;
            }
        }
        sqlx::raw_sql(sqlx::AssertSqlSafe(seed.to_owned()))
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        connection.close().await.map_err(failed)?;
        Ok(self.made(name))
    }

    async fn find(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<Made>> {
        if !self.path(name).exists() {
            return Ok(None);
        }
        let failed = |e: sqlx::Error| classified("find", &e);
        let mut connection = self.open(name, false).await.map_err(failed)?;
        let found = owner_of(&mut connection).await.map_err(failed)?;
        connection.close().await.map_err(failed)?;
        Ok((found.as_deref() == Some(owner)).then(|| self.made(name)))
    }

    async fn remove(&self, name: &EnvironmentName, owner: &str) -> Answer<()> {
        if !self.path(name).exists() {
            return Ok(());
        }
        if self.find(name, owner).await?.is_none() {
            let detail = format!("database {} is not of {owner}", self.made(name).external_id);
            return Err(ProviderError::new(K::NotOurs, PROVIDER, "remove", detail));
        }
        // The log files first: with them gone the database is still whole, the other way round not.
        for ending in ["db-shm", "db-wal", "db"] {
            match std::fs::remove_file(self.path(name).with_extension(ending)) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    return Err(ProviderError::io(PROVIDER, "remove", &e));
                }
                _ => {}
            }
        }
        Ok(())
    }
}
