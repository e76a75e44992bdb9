//! PostgreSQL: for more than one machine.
//!
//! Requests share a pool; the journal has one connection of its own, planned for its batches.

#[path = "../shared/access.rs"]
mod access;
mod calls;
mod claim;
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
mod submit;
#[path = "../shared/tenants.rs"]
mod tenants;
mod times;
mod workers;

pub use server::open;

use crate::{error::store_error, queue::Message};
use app::ports::{Store, StoreError, StoreResult, Tx};
use async_trait::async_trait;
use domain::ids::TenantId;
use journal::Writer;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

pub type Db = Postgres;
pub type Conn = PgConnection;

pub struct Backend {
    pool: PgPool,
    writer: Writer,
    read_only: bool,
}

impl Backend {
    fn reads(&self) -> &PgPool {
        &self.pool
    }

    async fn write(&self) -> StoreResult<Transaction<'static, Db>> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        self.pool.begin().await.map_err(store_error)
    }
}

/// The writes of one transaction.
pub struct Work {
    transaction: Transaction<'static, Db>,
}

impl Work {
    fn conn(&mut self) -> &mut Conn {
        &mut self.transaction
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

    async fn push(&mut self, message: Message) -> StoreResult<()> {
        messages::push(self.conn(), &[message]).await
    }
}

#[async_trait]
impl Store for Backend {
    async fn begin(&self) -> StoreResult<Box<dyn Tx>> {
        Ok(Box::new(Work {
            transaction: self.write().await?,
        }))
    }

    async fn ping(&self) -> StoreResult<()> {
        sqlx::query("select 1 from counter")
            .execute(&self.pool)
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
