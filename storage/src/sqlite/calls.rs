//! What workers keep together about providers; here one process is all workers there are.

use super::{Backend, leases::micros, rows_as_json::now};
use crate::error::store_error;
use app::ports::{CallLimits, Moment, StoreResult};
use async_trait::async_trait;
use sqlx::{query, query_as, query_scalar};
use std::time::Duration;

fn left(micros: i64) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}

#[async_trait]
impl CallLimits for Backend {
    async fn pauses(&self) -> StoreResult<Vec<(String, Duration)>> {
        let paused = query_as::<_, (String, i64)>(concat!(
            "select port, paused_until - ",
            now!(),
            " from provider where paused_until > ",
            now!()
        ))
        .fetch_all(&self.reader)
        .await
        .map_err(store_error)?;
        Ok(paused.into_iter().map(|(p, m)| (p, left(m))).collect())
    }

    async fn pause(&self, port: &str, time: Duration) -> StoreResult<()> {
        let mut work = self.write().await?;
        query(concat!(
            "insert into provider (port, paused_until) values ($1, ",
            now!(),
            " + $2) on conflict (port) do update set \
             paused_until = max(coalesce(paused_until, 0), excluded.paused_until)"
        ))
        .bind(port)
        .bind(micros(time))
        .execute(work.conn())
        .await
        .map_err(store_error)?;
        work.transaction.commit().await.map_err(store_error)
    }

    async fn take_slot(
        &self,
        port: &str,
        most: u32,
        holder: &str,
        lease: Duration,
    ) -> StoreResult<Option<u32>> {
        let mut work = self.write().await?;
        query(
            "with recursive n(number) as (select 1 union all \
             select number + 1 from n where number < $2) \
             insert into provider_slot (port, number) select $1, number from n \
             where not exists (select 1 from provider_slot where port = $1 and number = $2) \
             on conflict do nothing",
        )
        .bind(port)
        .bind(most)
        .execute(work.conn())
        .await
        .map_err(store_error)?;
        let taken = query_scalar::<_, u32>(concat!(
            "update provider_slot set holder = $3, until = ",
            now!(),
            " + $4 where port = $1 and number = (select number from provider_slot \
             where port = $1 and number <= $2 and (until is null or until < ",
            now!(),
            ") order by number limit 1) returning number"
        ))
        .bind(port)
        .bind(most)
        .bind(holder)
        .bind(micros(lease))
        .fetch_optional(work.conn())
        .await
        .map_err(store_error)?;
        work.transaction.commit().await.map_err(store_error)?;
        Ok(taken)
    }

    async fn renew_slot(
        &self,
        port: &str,
        number: u32,
        holder: &str,
        lease: Duration,
    ) -> StoreResult<bool> {
        let mut work = self.write().await?;
        let renewed = query(concat!(
            "update provider_slot set until = ",
            now!(),
            " + $4 where port = $1 and number = $2 and holder = $3"
        ))
        .bind(port)
        .bind(number)
        .bind(holder)
        .bind(micros(lease))
        .execute(work.conn())
        .await
        .map_err(store_error)?;
        work.transaction.commit().await.map_err(store_error)?;
        Ok(renewed.rows_affected() == 1)
    }

    async fn free_slot(&self, port: &str, number: u32, holder: &str) -> StoreResult<()> {
        let mut work = self.write().await?;
        query(
            "update provider_slot set until = null, holder = null \
             where port = $1 and number = $2 and holder = $3",
        )
        .bind(port)
        .bind(number)
        .bind(holder)
        .execute(work.conn())
        .await
        .map_err(store_error)?;
        work.transaction.commit().await.map_err(store_error)
    }

    async fn reserve(&self, port: &str, moment: Moment, every: Duration) -> StoreResult<Duration> {
        let statement = match moment {
            Moment::Call => concat!(
                "insert into provider (port, next_call_at) values ($1, ",
                now!(),
                " + $2) on conflict (port) do update set next_call_at = \
                 max(coalesce(next_call_at, 0), ",
                now!(),
                ") + $2 returning next_call_at - ",
                now!(),
                " - $2"
            ),
            Moment::Look => concat!(
                "insert into provider (port, next_look_at) values ($1, ",
                now!(),
                " + $2) on conflict (port) do update set next_look_at = \
                 max(coalesce(next_look_at, 0), ",
                now!(),
                ") + $2 returning next_look_at - ",
                now!(),
                " - $2"
            ),
        };
        let mut work = self.write().await?;
        let until: i64 = query_scalar(statement)
            .bind(port)
            .bind(micros(every))
            .fetch_one(work.conn())
            .await
            .map_err(store_error)?;
        work.transaction.commit().await.map_err(store_error)?;
        Ok(left(until))
    }
}
