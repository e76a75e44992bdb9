//! What workers keep together about providers.

use super::Backend;
use crate::error::store_error;
use app::ports::{CallLimits, Moment, StoreResult};
use async_trait::async_trait;
use sqlx::{query, query_as, query_scalar};
use std::time::Duration;

#[async_trait]
impl CallLimits for Backend {
    async fn pauses(&self) -> StoreResult<Vec<(String, Duration)>> {
        let paused = query_as::<_, (String, f64)>(
            "select port, extract(epoch from paused_until - now())::double precision
            from provider where paused_until > now()",
        )
        .fetch_all(&self.wire)
        .await
        .map_err(store_error)?;
        let seconds = |(port, left)| (port, Duration::from_secs_f64(f64::max(left, 0.0)));
        Ok(paused.into_iter().map(seconds).collect())
    }

    async fn pause(&self, port: &str, time: Duration) -> StoreResult<()> {
        query(
            "insert into provider (port, paused_until) values ($1, now() + make_interval(secs => $2))
            on conflict (port) do update
            set paused_until = greatest(provider.paused_until, excluded.paused_until)",
        )
        .bind(port)
        .bind(time.as_secs_f64())
        .execute(&self.wire)
        .await
        .map_err(store_error)?;
        Ok(())
    }

    async fn take_slot(
        &self,
        port: &str,
        most: u32,
        holder: &str,
        lease: Duration,
    ) -> StoreResult<Option<u32>> {
        let most = i32::try_from(most).unwrap_or(i32::MAX);
        // A second time only when the first has found that there are fewer slots than allowed.
        for _ in 0..2 {
            let taken = query_scalar::<_, i32>(
                "update provider_slot s
                set holder = $3, until = now() + make_interval(secs => $4)
                from (select number from provider_slot
                    where port = $1 and number <= $2 and (until is null or until < now())
                    order by number limit 1 for update skip locked) free
                where s.port = $1 and s.number = free.number
                returning s.number",
            )
            .bind(port)
            .bind(most)
            .bind(holder)
            .bind(lease.as_secs_f64())
            .fetch_optional(&self.wire)
            .await
            .map_err(store_error)?;
            if let Some(number) = taken {
                return Ok(u32::try_from(number).ok());
            }
            let made = query(
                "insert into provider_slot (port, number)
                select $1, n from generate_series(
                    (select coalesce(max(number), 0) + 1 from provider_slot where port = $1), $2) n
                on conflict do nothing",
            )
            .bind(port)
            .bind(most)
            .execute(&self.wire)
            .await
            .map_err(store_error)?;
            if made.rows_affected() == 0 {
                break;
            }
        }
        Ok(None)
    }

    async fn renew_slot(
        &self,
        port: &str,
        number: u32,
        holder: &str,
        lease: Duration,
    ) -> StoreResult<bool> {
        let renewed = query(
            "update provider_slot set until = now() + make_interval(secs => $4)
            where port = $1 and number = $2 and holder = $3",
        )
        .bind(port)
        .bind(i32::try_from(number).unwrap_or(i32::MAX))
        .bind(holder)
        .bind(lease.as_secs_f64())
        .execute(&self.wire)
        .await
        .map_err(store_error)?;
        Ok(renewed.rows_affected() == 1)
    }

    async fn free_slot(&self, port: &str, number: u32, holder: &str) -> StoreResult<()> {
        query(
            "update provider_slot set until = null, holder = null
            where port = $1 and number = $2 and holder = $3",
        )
        .bind(port)
        .bind(i32::try_from(number).unwrap_or(i32::MAX))
        .bind(holder)
        .execute(&self.wire)
        .await
        .map_err(store_error)?;
        Ok(())
    }

    async fn reserve(&self, port: &str, moment: Moment, every: Duration) -> StoreResult<Duration> {
        let statement = match moment {
            Moment::Call => {
                "insert into provider (port, next_call_at) values ($1, now() + make_interval(secs => $2))
                on conflict (port) do update set next_call_at =
                    greatest(provider.next_call_at, now()) + make_interval(secs => $2)
                returning extract(epoch from next_call_at - now())::double precision - $2"
            }
            Moment::Look => {
                "insert into provider (port, next_look_at) values ($1, now() + make_interval(secs => $2))
                on conflict (port) do update set next_look_at =
                    greatest(provider.next_look_at, now()) + make_interval(secs => $2)
                returning extract(epoch from next_look_at - now())::double precision - $2"
            }
        };
        let seconds: f64 = query_scalar(statement)
            .bind(port)
            .bind(every.as_secs_f64())
            .fetch_one(&self.wire)
            .await
            .map_err(store_error)?;
        Ok(Duration::from_secs_f64(seconds.max(0.0)))
    }
}
