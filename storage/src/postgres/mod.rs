//! PostgreSQL: for more than one machine.
//!
//! Requests share a pool; the journal has one connection of its own, planned for its batches. Nobody
//! waits for the server without a limit.

#[path = "../shared/access.rs"]
mod access;
mod calls;
mod claim;
#[path = "../shared/claimed.rs"]
mod claimed;
#[path = "../shared/content.rs"]
mod content;
mod effects;
mod finish;
mod guards;
mod journal;
mod leases;
#[path = "../shared/lists.rs"]
mod lists;
mod messages;
mod plain;
#[path = "../shared/plans.rs"]
mod plans;
mod results;
#[path = "../shared/retention.rs"]
mod retention;
#[path = "../shared/run_writes.rs"]
mod run_writes;
#[path = "../shared/runs.rs"]
mod runs;
mod server;
#[path = "../shared/settings.rs"]
mod settings;
mod started;
mod submit;
#[path = "../shared/tenants.rs"]
mod tenants;
mod times;
mod wire;
mod workers;

pub use server::open;

use crate::{error::store_error, plans::Plans, queue::Message};
use app::{
    ports::{Store, StoreError, StoreResult, Tx},
    records::NewRun,
};
use async_trait::async_trait;
use domain::ids::TenantId;
use journal::Writer;
use sqlx::{PgConnection, Postgres, Transaction};
use std::sync::Arc;
use uuid::Uuid;
use wire::{ANSWER, Held, Wire, within};

pub type Db = Postgres;
pub type Conn = PgConnection;

pub struct Backend {
    wire: Wire,
    writer: Writer,
    plans: Arc<Plans>,
    read_only: bool,
}

impl Backend {
    fn reads(&self) -> &Wire {
        &self.wire
    }

    async fn write(&self) -> StoreResult<Transaction<'static, Db>> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        self.wire.begin().await.map_err(store_error)
    }
}

/// The writes of one transaction.
pub struct Work {
    transaction: Transaction<'static, Db>,
    plans: Arc<Plans>,
}

impl Work {
    fn conn(&mut self) -> Held<'_> {
        Held(&mut self.transaction)
    }

    /// Others who want to hold this tenant wait for the end of the transaction.
    async fn hold_tenant(&mut self, tenant: TenantId) -> StoreResult<()> {
        sqlx::query("select 1 from tenant where id = $1 for no key update")
            .bind(tenant.0)
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        Ok(())
    }

    async fn insert(&mut self, run: &NewRun) -> StoreResult<Vec<Uuid>> {
        let plans = self.plans.of(std::iter::once(run));
        let insert = async { Ok(submit::insert(&mut self.transaction, &[run], &plans).await) };
        within(ANSWER, insert).await.map_err(store_error)?
    }

    async fn push(&mut self, message: Message) -> StoreResult<()> {
        let push = async { Ok(messages::push(&mut self.transaction, &[message]).await) };
        within(ANSWER, push).await.map_err(store_error)?
    }
}

#[async_trait]
impl Store for Backend {
    async fn begin(&self) -> StoreResult<Box<dyn Tx>> {
        Ok(Box::new(Work {
            transaction: self.write().await?,
            plans: self.plans.clone(),
        }))
    }

    async fn ping(&self) -> StoreResult<()> {
        sqlx::query("select 1 from counter")
            .execute(&self.wire)
            .await
            .map_err(store_error)?;
        Ok(())
    }
}

#[async_trait]
impl Tx for Work {
    async fn commit(self: Box<Self>) -> StoreResult<()> {
        within(ANSWER, self.transaction.commit())
            .await
            .map_err(store_error)
    }
}
