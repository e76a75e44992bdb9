//! Deleting what is old, a batch at a time, as both databases say it. Every statement finds its
//! rows by an index, so that a batch costs the same however much there is.

use super::{Db, Work, lists::push_ids};
use crate::{error::store_error, time::At};
use app::ports::{RetentionWrites, RunsGone, StoreResult};
use async_trait::async_trait;
use domain::{Time, ids::RunId};
use sqlx::{QueryBuilder, query, query_as};
use std::time::Duration;
use uuid::Uuid;

/// Rows are numbered as they were written, so the oldest stand first.
macro_rules! oldest {
    ($table:literal $(, $but:literal)?) => {
        concat!(
            "delete from ",
            $table,
            " where id in (select id from ",
            $table,
            " where id > 0",
            $($but,)?
            " order by id limit $2) and at < $1"
        )
    };
}

#[async_trait]
impl RetentionWrites for Work {
    async fn take_turn(&mut self, name: &str, now: Time, every: Duration) -> StoreResult<bool> {
        let every = i64::try_from(every.as_micros()).unwrap_or(i64::MAX);
        let done = query::<Db>("update counter set value = $2 where name = $1 and value <= $3")
            .bind(name)
            .bind(now.micros())
            .bind(now.micros().saturating_sub(every))
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        Ok(done.rows_affected() == 1)
    }

    async fn erase_mail_texts(&mut self, before: Time, most: u32) -> StoreResult<u64> {
        self.batch(
            "update mail set text = '' where id in (select id from mail \
             where state <> 'queued' and text <> '' and at < $1 order by at limit $2)",
            before,
            most,
        )
        .await
    }

    async fn delete_mails(&mut self, before: Time, most: u32) -> StoreResult<u64> {
        self.batch(
            "delete from mail where id in (select id from mail \
             where state <> 'queued' and at < $1 order by at limit $2)",
            before,
            most,
        )
        .await
    }

    async fn delete_answers(&mut self, before: Time, most: u32) -> StoreResult<u64> {
        self.batch(
            "delete from idempotency where (scope, key) in (select scope, key from idempotency \
             where created_at < $1 order by created_at limit $2)",
            before,
            most,
        )
        .await
    }

    async fn delete_sessions(&mut self, before: Time, most: u32) -> StoreResult<u64> {
        self.batch(
            "delete from session where token_hash in (select token_hash from session \
             where expires_at < $1 order by expires_at limit $2)",
            before,
            most,
        )
        .await
    }

    async fn delete_events(&mut self, before: Time, most: u32) -> StoreResult<u64> {
        // The newest stays: SQLite would give its number again, and who follows a run asks for what
        // is behind the last one that he has seen.
        let oldest = oldest!("event", " and id < (select max(id) from event)");
        self.batch(oldest, before, most).await
    }

    async fn delete_log_lines(&mut self, before: Time, most: u32) -> StoreResult<u64> {
        self.batch(oldest!("log_line"), before, most).await
    }

    async fn delete_runs(
        &mut self,
        before: Time,
        after: Option<RunId>,
        most: u32,
    ) -> StoreResult<RunsGone> {
        let seen = query_as::<Db, (Uuid, At)>(
            "select id, created_at from run where id > $1 order by id limit $2",
        )
        .bind(after.map_or(Uuid::nil(), |id| id.0))
        .bind(i64::from(most))
        .fetch_all(self.conn())
        .await
        .map_err(store_error)?;
        let old = seen.iter().take_while(|(_, at)| Time::from(*at) < before);
        let old: Vec<Uuid> = old.map(|(id, _)| *id).collect();
        let is_full = old.len() == usize::try_from(most).unwrap_or(usize::MAX);
        let next = old.last().filter(|_| is_full).map(|id| RunId(*id));
        let unneeded = self.unneeded(&old, before).await?;
        for table in [
            "delete from step_run where run in (",
            "delete from event where run in (",
            "delete from log_line where run in (",
            "delete from run where id in (",
        ] {
            if unneeded.is_empty() {
                break;
            }
            let mut delete = QueryBuilder::<Db>::new(table);
            push_ids(&mut delete, unneeded.iter().copied());
            delete.push(")");
            let done = delete.build().execute(self.conn()).await;
            done.map_err(store_error)?;
        }
        Ok(RunsGone {
            runs: unneeded.len() as u64,
            next,
        })
    }
}

impl Work {
    async fn batch(
        &mut self,
        statement: &'static str,
        before: Time,
        most: u32,
    ) -> StoreResult<u64> {
        let done = query::<Db>(statement)
            .bind(At(before))
            .bind(i64::from(most))
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        Ok(done.rows_affected())
    }

    /// Of these runs those that ended before, that are not the newest of their environment (which
    /// may be resumed, and says why it stands where it stands), and whose outputs a later run gave
    /// anew: every other output is what steps to come go on from.
    async fn unneeded(&mut self, runs: &[Uuid], before: Time) -> StoreResult<Vec<Uuid>> {
        if runs.is_empty() {
            return Ok(Vec::new());
        }
        let mut select = QueryBuilder::<Db>::new("select r.id from run r where r.id in (");
        push_ids(&mut select, runs.iter().copied());
        select
            .push(") and not r.active and r.ended_at < ")
            .push_bind(At(before))
            .push(
                " and exists (select 1 from run n where n.environment = r.environment and n.id > r.id) \
                 and not exists (select 1 from step_run s where s.run = r.id \
                 and s.state = 'succeeded' and s.output is not null \
                 and not exists (select 1 from run n join step_run a on a.run = n.id \
                 where n.environment = r.environment and n.id > r.id and a.name = s.name \
                 and a.state = 'succeeded' and a.output is not null and a.ended_at >= s.ended_at))",
            );
        select
            .build_query_scalar::<Uuid>()
            .fetch_all(self.conn())
            .await
            .map_err(store_error)
    }
}
