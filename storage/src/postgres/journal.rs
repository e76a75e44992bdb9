//! The journal on PostgreSQL: a batch is one transaction on a connection of the journal's own.
//!
//! Not a pooled one: a pool pings at each return, and a batch costs little more than such a ping.
//! Its plans are generic, made once, and may use nothing but nested loops over indexes: a plan made
//! while the tables are empty would pick hash joins and get slower with every row.

use super::{
    Backend, Conn, claim, effects, finish, guards, leases, messages, results, submit,
    wire::{millis, within},
};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
    plans::{Asked, Plans},
};
use app::ports::{Journal, Out, StoreError, StoreResult, Write};
use async_trait::async_trait;
use domain::ids::RunId;
use futures::FutureExt;
use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};

const TRIES: u32 = 4;
/// Half a lease: in the other half, whoever is next takes the runs over or they are claimed again.
const ANSWER: Duration = Duration::from_secs(3);

pub struct Writer {
    connect: PgConnectOptions,
    /// One for the runs in work, one for those that are asked for meanwhile.
    /// Out of its place while a batch is written: what is dropped in the middle is not used again.
    connections: [Mutex<Option<PgConnection>>; 2],
}

impl Writer {
    pub fn new(connect: PgConnectOptions) -> Self {
        let connect = connect.options([
            ("plan_cache_mode", "force_generic_plan"),
            ("enable_hashjoin", "off"),
            ("enable_mergejoin", "off"),
            ("enable_seqscan", "off"),
            ("enable_bitmapscan", "off"),
            ("jit", "off"),
            // The server forgets a batch when we do: its locks would keep others from the runs.
            ("statement_timeout", &millis(ANSWER)),
        ]);
        Self {
            connect,
            connections: Default::default(),
        }
    }

    async fn commit(&self, batch: &Batch, plans: &Plans) -> StoreResult<Verdict> {
        let mut place = self.place().await;
        for _ in 1..TRIES {
            match self.attempt_in_time(&mut place, batch, plans).await {
                Err(error) if is_clash(&error) => {}
                answer => return answer,
            }
        }
        self.attempt_in_time(&mut place, batch, plans).await
    }

    /// The first that is free, so the second connects only when both are needed.
    async fn place(&self) -> MutexGuard<'_, Option<PgConnection>> {
        let [first, second] = &self.connections;
        if let Ok(place) = first.try_lock() {
            return place;
        }
        match second.try_lock() {
            Ok(place) => place,
            Err(_) => first.lock().await,
        }
    }

    /// Whether a batch without an answer was written, nobody knows. Its runs are left, and claimed
    /// again when their leases have ended.
    async fn attempt_in_time(
        &self,
        place: &mut Option<PgConnection>,
        batch: &Batch,
        plans: &Plans,
    ) -> StoreResult<Verdict> {
        let attempt = self.attempt(place, batch, plans);
        within(ANSWER, attempt.map(Ok)).await.map_err(store_error)?
    }

    async fn attempt(
        &self,
        place: &mut Option<PgConnection>,
        batch: &Batch,
        plans: &Plans,
    ) -> StoreResult<Verdict> {
        let asked = plans.of(batch.submits.iter().map(|s| &s.run));
        let mut conn = self.connection(place.take()).await?;
        let verdict = if batch.is_of_one_kind() {
            write(&mut conn, batch, plans, &asked).await?
        } else {
            let mut transaction = conn.begin().await.map_err(store_error)?;
            let verdict = write(&mut transaction, batch, plans, &asked).await?;
            transaction.commit().await.map_err(store_error)?;
            verdict
        };
        *place = Some(conn);
        plans.learn_all(asked);
        Ok(verdict)
    }

    /// The one of the last batch, when it still answers.
    async fn connection(&self, last: Option<PgConnection>) -> StoreResult<PgConnection> {
        match last {
            Some(conn) => Ok(conn),
            None => self.connect.connect().await.map_err(store_error),
        }
    }
}

async fn write(
    conn: &mut Conn,
    batch: &Batch,
    plans: &Plans,
    asked: &Asked,
) -> StoreResult<Verdict> {
    let mut verdict = batch.verdict();
    submit::write(conn, batch, asked, &mut verdict).await?;
    claim::write(conn, batch, plans, &mut verdict).await?;
    guards::check(conn, batch, &mut verdict).await?;
    let told = batch.events_are_of_results();
    results::write(conn, batch, &mut verdict, told).await?;
    let moved = effects::write(conn, batch, &verdict).await?;
    let pushed = finish::write(conn, batch, &verdict).await?;
    if !told {
        effects::tell(conn, batch, &verdict, &moved).await?;
    }
    messages::delete(conn, &batch.done_jobs(&verdict)).await?;
    messages::push(conn, &pushed).await?;
    Ok(verdict)
}

/// Rolled back for sure, and likely to pass when tried again.
fn is_clash(error: &StoreError) -> bool {
    let StoreError::Unavailable(source) = error else {
        return false;
    };
    let Some(sqlx::Error::Database(said)) = source.downcast_ref::<sqlx::Error>() else {
        return false;
    };
    matches!(said.code().as_deref(), Some("40001" | "40P01"))
}

#[async_trait]
impl Journal for Backend {
    async fn commit(&self, batch: Vec<Write>) -> StoreResult<Vec<Out>> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        Ok(self
            .writer
            .commit(&Batch::new(batch), &self.plans)
            .await?
            .outs())
    }

    /// One statement needs no round trips to begin and to commit.
    fn likes_one_kind(&self) -> bool {
        true
    }

    async fn renew(&self, owner: &str, runs: &[RunId], lease: Duration) -> StoreResult<Vec<RunId>> {
        // In time for a second try before the lease ends.
        let renewed = leases::renew(&self.wire, owner, runs, lease);
        within(lease / 3, renewed.map(Ok))
            .await
            .map_err(store_error)?
    }

    async fn sweep(&self, again: Duration) -> StoreResult<usize> {
        let sweep = async {
            let mut work = self.write().await?;
            let rung = leases::ring(&mut work, again).await?;
            messages::push(&mut work, &rung).await?;
            work.commit().await.map_err(store_error)?;
            StoreResult::Ok(rung.len())
        };
        within(ANSWER, Box::pin(sweep.map(Ok)))
            .await
            .map_err(store_error)?
    }

    async fn void_leases(&self) -> StoreResult<usize> {
        leases::void(&self.wire).await
    }

    async fn tidy_queue(&self) -> StoreResult<u64> {
        messages::tidy(&self.wire).await
    }
}
