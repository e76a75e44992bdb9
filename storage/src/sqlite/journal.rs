//! The journal on SQLite: a batch is one transaction of the one writer.
//!
//! Each statement takes its rows as one JSON array: a call to sqlx is a hop to the connection's
//! thread, so rows one by one would cost twice as much (facts.md 3).

use super::{Backend, Conn, claim, effects, finish, guards, leases, messages, results, submit};
use crate::{
    batch::{Batch, Verdict, When},
    error::store_error,
};
use app::ports::{Journal, Out, StoreResult, Write};
use async_trait::async_trait;
use domain::ids::RunId;
use std::time::Duration;

#[async_trait]
impl Journal for Backend {
    async fn commit(&self, batch: Vec<Write>) -> StoreResult<Vec<Out>> {
        let batch = Batch::new(batch);
        let mut transaction = self.write().await?;
        let verdict = write(&mut transaction, &batch).await?;
        transaction.commit().await.map_err(store_error)?;
        Ok(verdict.outs())
    }

    async fn renew(&self, owner: &str, runs: &[RunId], lease: Duration) -> StoreResult<Vec<RunId>> {
        let mut work = self.write().await?;
        let to_cancel = leases::renew(&mut work, owner, runs, lease).await?;
        work.commit().await.map_err(store_error)?;
        Ok(to_cancel)
    }

    async fn sweep(&self, again: Duration) -> StoreResult<usize> {
        // Looks before it takes the writer's place: nearly always there is nothing to do.
        if !leases::any_due(&self.reader).await? {
            return Ok(0);
        }
        let mut work = self.write().await?;
        let rung = leases::ring(&mut work, again).await?;
        messages::push(&mut work, &rung).await?;
        work.commit().await.map_err(store_error)?;
        Ok(rung.len())
    }

    async fn void_leases(&self) -> StoreResult<usize> {
        let mut work = self.write().await?;
        let voided = leases::void(&mut work).await?;
        work.commit().await.map_err(store_error)?;
        Ok(voided)
    }

    async fn tidy_queue(&self) -> StoreResult<u64> {
        let mut work = self.write().await?;
        let gone = messages::tidy(&mut work).await?;
        work.commit().await.map_err(store_error)?;
        Ok(gone)
    }
}

async fn write(conn: &mut Conn, batch: &Batch) -> StoreResult<Verdict> {
    let mut verdict = batch.verdict();
    submit::write(conn, batch, &mut verdict).await?;
    claim::write(conn, batch, &mut verdict).await?;
    guards::check(conn, batch, &mut verdict).await?;
    results::write(conn, batch, &mut verdict).await?;
    let moved = effects::write(conn, batch, &verdict).await?;
    finish::write(conn, batch, &verdict).await?;
    effects::tell(conn, batch, &verdict, &moved).await?;
    messages::delete(conn, &batch.done_jobs(&verdict, Some(When::Result))).await?;
    messages::push(conn, &batch.messages(&verdict)).await?;
    Ok(verdict)
}
