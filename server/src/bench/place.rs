//! Where a benchmark works: in a folder that goes with it, on SQLite there, and besides on a
//! PostgreSQL database that holds nothing.
//!
//! Refused, before anything is written: every database in which there is any table, view or
//! sequence of anybody, be it a portal's own or another program's, and whatever is no PostgreSQL.
//! The databases that the configuration names are never opened.

use crate::{config::Config, proxies::TrustedProxies};
use app::{AppError, AppResult};
use domain::FieldError;
use sqlx::{ConnectOptions, Connection, postgres::PgConnectOptions};
use std::{path::Path, str::FromStr};
use tempfile::TempDir;

/// Whatever holds or shows rows, outside of what PostgreSQL itself brings.
const HELD: &str = "select n.nspname || '.' || c.relname from pg_class c \
     join pg_namespace n on n.oid = c.relnamespace \
     where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') \
     and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1";

pub struct Place {
    pub database: &'static str,
    pub url: String,
    pub folder: TempDir,
}

impl Place {
    pub fn is_postgres(&self) -> bool {
        self.database == "postgresql"
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A portal here that nobody else reaches.
    pub fn config(&self) -> Config {
        Config {
            data: self.path().join("data"),
            database_url: self.url.clone(),
            listen: "127.0.0.1:0".to_owned(),
            base_domain: "localhost".to_owned(),
            public_url: "http://localhost".to_owned(),
            mail_relay: None,
            trusted_proxies: TrustedProxies::default(),
        }
    }
}

/// SQLite, and PostgreSQL where one is given.
pub fn all(postgres: Option<&str>) -> AppResult<Vec<Place>> {
    let folder = fresh_folder()?;
    let file = folder.path().join("bench.db");
    let mut places = vec![Place {
        database: "sqlite",
        url: format!("sqlite://{}", file.display()),
        folder,
    }];
    if let Some(url) = postgres {
        places.push(Place {
            database: "postgresql",
            url: url.to_owned(),
            folder: fresh_folder()?,
        });
    }
    Ok(places)
}

/// A folder that goes when the benchmark ends.
fn fresh_folder() -> AppResult<TempDir> {
    tempfile::tempdir().map_err(AppError::internal)
}

pub async fn refuse_unless_empty(url: &str) -> AppResult<()> {
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        let why = "Give an empty PostgreSQL database as postgres://…; SQLite is measured on a file of the benchmark's own";
        return Err(FieldError::new("postgres", "no_postgres", why).into());
    }
    let options = PgConnectOptions::from_str(url).map_err(|e| unreachable(e.into()))?;
    let name = options.get_database().unwrap_or("postgres").to_owned();
    let mut connection = options
        .disable_statement_logging()
        .connect()
        .await
        .map_err(|e| unreachable(e.into()))?;
    let held = sqlx::query_scalar::<_, String>(HELD)
        .fetch_all(&mut connection)
        .await
        .map_err(|e| unreachable(e.into()))?;
    let _ = connection.close().await;
    let Some(first) = held.first() else {
        return Ok(());
    };
    let more = match held.len() - 1 {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let why = format!(
        "The database {name} holds {first}{more}, and a benchmark works on an empty one only. Nothing was changed. Make one for it, for example with createdb",
    );
    Err(FieldError::new("postgres", "not_empty", why).into())
}

fn unreachable(source: app::error::Source) -> AppError {
    AppError::Unavailable {
        what: "the PostgreSQL database of the benchmark".to_owned(),
        hint: Some("Check --postgres or AUTOMATOR_BENCH_POSTGRES".to_owned()),
        source,
    }
}
