//! SQLite: one file, one writer.
//!
//! Writers of this process take turns: SQLite lets one write at a time, and whoever finds it busy
//! sleeps longer and longer. A few read-only connections see the last commit meanwhile (WAL).

#[path = "../shared/access.rs"]
mod access;
mod calls;
mod claim;
#[path = "../shared/claimed.rs"]
mod claimed;
#[path = "../shared/content.rs"]
mod content;
mod effects;
mod files;
mod finish;
mod guards;
mod journal;
mod leases;
#[path = "../shared/lists.rs"]
mod lists;
mod messages;
#[path = "../shared/plans.rs"]
mod plans;
mod results;
#[path = "../shared/retention.rs"]
mod retention;
mod rows_as_json;
#[path = "../shared/run_writes.rs"]
mod run_writes;
#[path = "../shared/runs.rs"]
mod runs;
mod script;
#[path = "../shared/settings.rs"]
mod settings;
mod submit;
#[path = "../shared/tenants.rs"]
mod tenants;
mod times;
mod workers;

pub use files::open;

use crate::{error::store_error, plans::Plans, queue::Message};
use app::{
    ports::{Store, StoreError, StoreResult, Tx},
    records::NewRun,
};
use async_trait::async_trait;
use domain::ids::TenantId;
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard};
use uuid::Uuid;

pub type Db = Sqlite;
pub type Conn = SqliteConnection;

pub struct Backend {
    reader: SqlitePool,
    /// None when the store was opened read-only.
    writer: Option<SqlitePool>,
    journal: Option<journal::Writer>,
    turn: Arc<Mutex<()>>,
    plans: Arc<Plans>,
}

impl Backend {
    fn reads(&self) -> &SqlitePool {
        &self.reader
    }

    /// Takes the writer's place at once: a transaction that began by reading could not wait for it.
    async fn write(&self) -> StoreResult<Work> {
        let writer = self.writer.as_ref().ok_or(StoreError::ReadOnly)?;
        let turn = self.turn.clone().lock_owned().await;
        let transaction = writer.begin_with("BEGIN IMMEDIATE").await;
        Ok(Work {
            transaction: transaction.map_err(store_error)?,
            plans: self.plans.clone(),
            _turn: turn,
        })
    }
}

/// The writes of one transaction.
pub struct Work {
    transaction: Transaction<'static, Db>,
    plans: Arc<Plans>,
    _turn: OwnedMutexGuard<()>,
}

impl Work {
    fn conn(&mut self) -> &mut Conn {
        &mut self.transaction
    }

    /// A transaction here is the only writer already.
    #[expect(clippy::unused_async, reason = "PostgreSQL's half waits")]
    async fn hold_tenant(&mut self, _: TenantId) -> StoreResult<()> {
        Ok(())
    }

    async fn insert(&mut self, run: &NewRun) -> StoreResult<Vec<Uuid>> {
        let plans = self.plans.of(std::iter::once(run));
        submit::insert(self.conn(), &[run], &plans).await
    }

    async fn push(&mut self, message: Message) -> StoreResult<()> {
        messages::push(self.conn(), &[message]).await
    }
}

#[async_trait]
impl Store for Backend {
    async fn begin(&self) -> StoreResult<Box<dyn Tx>> {
        Ok(Box::new(self.write().await?))
    }

    async fn ping(&self) -> StoreResult<()> {
        sqlx::query("select 1 from counter")
            .execute(&self.reader)
            .await
            .map_err(store_error)?;
        Ok(())
    }
}

#[async_trait]
impl Tx for Work {
    async fn commit(self: Box<Self>) -> StoreResult<()> {
        self.transaction.commit().await.map_err(store_error)
    }
}
