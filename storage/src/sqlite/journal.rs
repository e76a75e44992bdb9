//! The journal on SQLite: a batch is one transaction of the one writer.
//!
//! Each statement takes its rows as one JSON array, and statements go together where they can: a
//! call to sqlx is a hop to the connection's thread, so rows one by one would cost twice as much
//! (facts.md 3). The connection is the journal's own: a pool pings at each return.

use super::{Backend, Conn, claim, effects, guards, leases, messages, results, script, submit};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
};
use app::ports::{Journal, Out, StoreError, StoreResult, Write};
use async_trait::async_trait;
use domain::ids::RunId;
use sqlx::{ConnectOptions, query, sqlite::SqliteConnectOptions};
use std::{
    mem::replace,
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
        match last {
            Some(conn) => Ok(conn),
            None => self.connect.connect().await.map_err(store_error),
        }
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
        let verdict = write(&mut conn, &batch).await?;
        *journal.place() = Some(conn);
        Ok(verdict.outs())
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

/// The first statement begins the transaction, the last one commits it.
async fn write(conn: &mut Conn, batch: &Batch) -> StoreResult<Verdict> {
    let mut verdict = batch.verdict();
    let mut begun = false;
    submit::write(conn, batch, &mut verdict, &mut begun).await?;
    let claimed = claim::write(conn, batch, &mut verdict, &mut begun).await?;
    guards::check(conn, batch, &mut verdict, &mut begun).await?;
    results::write(conn, batch, &mut verdict, &mut begun).await?;
    begin(conn, &mut begun).await?;
    let moved = effects::r#move(conn, batch, &verdict).await?;
    script::run(conn, batch, &verdict, &moved, claimed).await?;
    Ok(verdict)
}

/// Where nothing has begun the transaction yet.
pub async fn begin(conn: &mut Conn, begun: &mut bool) -> StoreResult<()> {
    if !replace(begun, true) {
        query("begin immediate")
            .execute(conn)
            .await
            .map_err(store_error)?;
    }
    Ok(())
}
