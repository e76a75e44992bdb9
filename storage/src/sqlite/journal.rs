//! The journal on SQLite: a batch is one transaction of the one writer, and one statement. The
//! connection is the journal's own: a pool pings at each return.

use super::{Backend, Conn, leases, messages, script};
use crate::{batch::Batch, error::store_error};
use app::ports::{Journal, Out, StoreError, StoreResult, Write};
use async_trait::async_trait;
use domain::ids::RunId;
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

pub struct Writer {
    connect: SqliteConnectOptions,
    /// Out of its place while a batch is written: what is dropped in the middle is not used again.
    connection: Mutex<Option<Conn>>,
}

impl Writer {
    pub fn new(connect: SqliteConnectOptions) -> Self {
        Self {
            connect,
            connection: Mutex::default(),
        }
    }

    async fn connection(&self) -> StoreResult<Conn> {
        let last = self.place().take();
        if let Some(conn) = last {
            return Ok(conn);
        }
        let mut conn = self.connect.connect().await.map_err(store_error)?;
        script::prepare(&mut conn).await?;
        Ok(conn)
    }

    fn place(&self) -> std::sync::MutexGuard<'_, Option<Conn>> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Journal for Backend {
    async fn commit(&self, batch: Vec<Write>) -> StoreResult<Vec<Out>> {
        let batch = Batch::new(batch);
        let journal = self.journal.as_ref().ok_or(StoreError::ReadOnly)?;
        let _turn = self.turn.lock().await;
        let mut conn = journal.connection().await?;
        let verdict = script::run(&mut conn, &batch, &self.plans).await?;
        *journal.place() = Some(conn);
        Ok(verdict.outs())
    }

    /// Whatever is committed together is synced once.
    fn likes_one_kind(&self) -> bool {
        false
    }

    async fn renew(&self, owner: &str, runs: &[RunId], lease: Duration) -> StoreResult<Vec<RunId>> {
        let mut work = self.write().await?;
        let to_cancel = leases::renew(work.conn(), owner, runs, lease).await?;
        work.transaction.commit().await.map_err(store_error)?;
        Ok(to_cancel)
    }

    async fn sweep(&self, again: Duration) -> StoreResult<usize> {
        // Looks before it takes the writer's place: nearly always there is nothing to do.
        if !leases::any_due(&self.reader).await? {
            return Ok(0);
        }
        let mut work = self.write().await?;
        let rung = leases::ring(work.conn(), again).await?;
        messages::push(work.conn(), &rung).await?;
        work.transaction.commit().await.map_err(store_error)?;
        Ok(rung.len())
    }

    async fn void_leases(&self) -> StoreResult<usize> {
        let mut work = self.write().await?;
        let voided = leases::void(work.conn()).await?;
        work.transaction.commit().await.map_err(store_error)?;
        Ok(voided)
    }

    async fn tidy_queue(&self) -> StoreResult<u64> {
        let mut work = self.write().await?;
        let gone = messages::tidy(work.conn()).await?;
        work.transaction.commit().await.map_err(store_error)?;
        Ok(gone)
    }
}
