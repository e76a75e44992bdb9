//! The journal on SQLite: a batch is one transaction of the one writer, and one statement.
//!
//! It is carried out by the thread that brings it, and not handed to another one as sqlx does with all
//! that its connections are asked: to wake a thread and be woken by it takes as long as a commit, and
//! whoever is in work waits for this very commit (decision 27). The connections are the journal's own:
//! what another one writes empties the pages that a connection keeps, and a pool pings at each return.

use super::{
    Backend, Conn, claim, files, leases, messages,
    script::{self, Script},
};
use crate::{
    batch::Batch,
    error::{is_busy, journal_error, store_error},
};
use app::ports::{Journal, Out, StoreError, StoreResult, Write};
use async_trait::async_trait;
use domain::ids::RunId;
use rusqlite::Connection;
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Another program or one of apalis' own statements is writing: so soon it is tried again.
const BUSY_AGAIN: Duration = Duration::from_millis(2);

pub struct Writer {
    path: PathBuf,
    /// Out of its place while a batch is written: what is dropped in the middle is not used again.
    writes: Mutex<Option<Connection>>,
    /// Reads what was claimed, row by row as all that is read.
    reads: Mutex<Option<Conn>>,
    read: SqliteConnectOptions,
}

impl Writer {
    pub fn new(path: PathBuf, read: SqliteConnectOptions) -> Self {
        Self {
            path,
            writes: Mutex::default(),
            reads: Mutex::default(),
            read,
        }
    }

    /// Answers the writes whose fences held.
    async fn carry_out(&self, script: &Script) -> StoreResult<Vec<usize>> {
        let last = place(&self.writes).take();
        let conn = match last {
            Some(conn) => conn,
            None => open(&self.path).map_err(journal_error)?,
        };
        let begun = Instant::now();
        loop {
            match script.carry_out(&conn) {
                Err(error) if is_busy(&error) && begun.elapsed() < files::BUSY => {
                    tokio::time::sleep(BUSY_AGAIN).await;
                }
                Err(error) => return Err(journal_error(error)),
                Ok(held) => {
                    *place(&self.writes) = Some(conn);
                    return Ok(held);
                }
            }
        }
    }

    async fn reader(&self) -> StoreResult<Conn> {
        let last = place(&self.reads).take();
        match last {
            Some(conn) => Ok(conn),
            None => self.read.connect().await.map_err(store_error),
        }
    }
}

fn place<T>(place: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    place.lock().unwrap_or_else(PoisonError::into_inner)
}

pub fn open(path: &Path) -> rusqlite::Result<Connection> {
    let conn = files::for_journal(path)?;
    script::prepare(&conn)?;
    // From now on whoever brings a batch waits, and not the thread.
    conn.busy_timeout(Duration::ZERO)?;
    Ok(conn)
}

#[async_trait]
impl Journal for Backend {
    async fn commit(&self, batch: Vec<Write>) -> StoreResult<Vec<Out>> {
        let batch = Batch::new(batch);
        let journal = self.journal.as_ref().ok_or(StoreError::ReadOnly)?;
        let script = Script::of(&batch, &self.plans)?;
        let held = {
            let _turn = self.turn.lock().await;
            journal.carry_out(&script).await?
        };
        script.learn(&self.plans);
        let mut verdict = batch.verdict();
        for write in held {
            verdict.hold(write, Out::Done);
        }
        if !batch.claims.is_empty() {
            let mut conn = journal.reader().await?;
            claim::read(&mut conn, &batch, &self.plans, &mut verdict).await?;
            *place(&journal.reads) = Some(conn);
        }
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

#[cfg(test)]
mod tests {
    use super::files::tests::{NEW, place};
    use super::*;

    #[tokio::test]
    async fn while_another_program_writes_the_thread_is_not_held_up() {
        let (_folder, path) = place();
        let opened = files::open(&path, NEW).await.expect("opens");
        let claim = Write::Claim {
            run: RunId(uuid::Uuid::nil()),
            owner: "worker".to_owned(),
            lease: Duration::from_secs(6),
            job: None,
        };
        let other = Connection::open(&path).expect("opens");
        other.execute_batch("begin immediate").expect("is free");

        let asked = tokio::spawn(async move { opened.journal.commit(vec![claim]).await });
        // The same thread: it comes back here only if it waits elsewhere than in SQLite.
        tokio::time::sleep(BUSY_AGAIN * 10).await;
        assert!(!asked.is_finished());
        other.execute_batch("commit").expect("commits");

        let outs = asked.await.expect("ends").expect("is committed");
        assert!(matches!(outs[..], [Out::Lost]));
    }
}
