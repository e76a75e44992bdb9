//! Waiting for the server, never without a limit.
//!
//! A peer can go without a word: a machine without power, a firewall that forgot the flow. TCP says
//! so after a quarter of an hour, and never to somebody who only listens. So whoever has waited for
//! [`ANSWER`] is told that the database is unavailable, and that connection is not used again. sqlx
//! waits without limit for a connection that is given back, so a pool in which nobody was answered
//! for as long is replaced as a whole.

use futures::{
    FutureExt, StreamExt, TryFutureExt, TryStreamExt,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use sqlx::{
    Describe, Either, Error, Execute, Executor, PgConnection, PgPool, Postgres, SqlStr,
    Transaction,
    postgres::{PgConnectOptions, PgPoolOptions, PgQueryResult, PgRow, PgStatement, PgTypeInfo},
};
use std::{
    io,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// For pages: longer than any of our statements takes, shorter than anybody likes to wait.
pub const ANSWER: Duration = Duration::from_secs(5);
const CONNECTIONS: u32 = 10;

type Answered = Either<PgQueryResult, PgRow>;

/// The pool for requests.
#[derive(Debug)]
pub struct Wire {
    connect: PgConnectOptions,
    now: Mutex<Now>,
}

#[derive(Debug)]
struct Now {
    pool: PgPool,
    /// When somebody was answered last.
    heard: Instant,
}

impl Wire {
    /// Connects when it is first asked.
    pub fn new(connect: PgConnectOptions) -> Self {
        // The server forgets at the same time.
        let connect = connect.options([("statement_timeout", millis(ANSWER))]);
        let now = Now {
            pool: pool(&connect),
            heard: Instant::now(),
        };
        Self {
            connect,
            now: Mutex::new(now),
        }
    }

    pub async fn begin(&self) -> Result<Transaction<'static, Postgres>, Error> {
        let pool = self.now().pool.clone();
        let begun = within(ANSWER, pool.begin()).await;
        self.heed(&begun);
        begun
    }

    async fn ask<'q>(
        &self,
        query: impl Execute<'q, Postgres> + 'q,
    ) -> Result<Vec<Answered>, Error> {
        let pool = self.now().pool.clone();
        let mut conn = pool
            .acquire()
            .await
            .inspect_err(|error| self.doubt(error))?;
        let answer = ask(&mut conn, query).await;
        self.heed(&answer);
        if answer.as_ref().is_err_and(is_silence) {
            // Its place is free at once, whether the server ever answers or not.
            drop(conn.detach());
        }
        answer
    }

    fn heed<T>(&self, answer: &Result<T, Error>) {
        match answer {
            Err(error) if is_silence(error) => self.doubt(error),
            _ => self.now().heard = Instant::now(),
        }
    }

    fn doubt(&self, error: &Error) {
        let mut now = self.now();
        if is_silence(error) && now.heard.elapsed() >= ANSWER {
            tracing::warn!(%error, "all connections to the database are made anew");
            let old = std::mem::replace(&mut now.pool, pool(&self.connect));
            // Marked as closed by the call; what is in use is closed when it comes back.
            drop(old.close());
            now.heard = Instant::now();
        }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn pool(connect: &PgConnectOptions) -> PgPool {
    let options = PgPoolOptions::new().max_connections(CONNECTIONS);
    options
        .acquire_timeout(ANSWER)
        .connect_lazy_with(connect.clone())
}

/// One connection of a transaction.
#[derive(Debug)]
pub struct Held<'c>(pub &'c mut PgConnection);

/// The answer, or after the limit an error that means "unavailable".
pub async fn within<T>(
    limit: Duration,
    answer: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    tokio::time::timeout(limit, answer)
        .await
        .unwrap_or_else(|_| {
            let text = format!("PostgreSQL has not answered for {limit:?}");
            Err(io::Error::new(io::ErrorKind::TimedOut, text).into())
        })
}

fn is_silence(error: &Error) -> bool {
    match error {
        Error::PoolTimedOut => true,
        Error::Io(error) => error.kind() == io::ErrorKind::TimedOut,
        _ => false,
    }
}

async fn ask<'q>(
    conn: &mut PgConnection,
    query: impl Execute<'q, Postgres> + 'q,
) -> Result<Vec<Answered>, Error> {
    within(ANSWER, conn.fetch_many(query).try_collect()).await
}

pub fn millis(time: Duration) -> String {
    time.as_millis().to_string()
}

fn stream_of<'e>(
    answers: impl Future<Output = Result<Vec<Answered>, Error>> + Send + 'e,
) -> BoxStream<'e, Result<Answered, Error>> {
    let each = |all: Vec<Answered>| stream::iter(all.into_iter().map(Ok));
    answers.map_ok(each).try_flatten_stream().boxed()
}

fn first_row(answers: Vec<Answered>) -> Option<PgRow> {
    answers.into_iter().find_map(Either::right)
}

impl<'c> Executor<'c> for &'c Wire {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Answered, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        stream_of(self.ask(query))
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<PgRow>, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        self.ask(query).map_ok(first_row).boxed()
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [PgTypeInfo],
    ) -> BoxFuture<'e, Result<PgStatement, Error>>
    where
        'c: 'e,
    {
        let pool = self.now().pool.clone();
        within(ANSWER, async move {
            pool.acquire().await?.prepare_with(sql, parameters).await
        })
        .boxed()
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Postgres>, Error>>
    where
        'c: 'e,
    {
        let pool = self.now().pool.clone();
        within(
            ANSWER,
            async move { pool.acquire().await?.describe(sql).await },
        )
        .boxed()
    }
}

impl<'c> Executor<'c> for Held<'c> {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Answered, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        stream_of(ask(self.0, query))
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<PgRow>, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        ask(self.0, query).map_ok(first_row).boxed()
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [PgTypeInfo],
    ) -> BoxFuture<'e, Result<PgStatement, Error>>
    where
        'c: 'e,
    {
        within(ANSWER, self.0.prepare_with(sql, parameters)).boxed()
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Postgres>, Error>>
    where
        'c: 'e,
    {
        within(ANSWER, self.0.describe(sql)).boxed()
    }
}
