//! Who works, and what waits. All by the database's clock.

use super::{Backend, server::known};
use crate::{
    error::store_error,
    rows::worker::{LineRow, WorkerRow},
};
use app::ports::{Beat, StoreError, StoreResult, Workers};
use async_trait::async_trait;
use domain::views::{LineView, WorkerView};
use sqlx::{query, query_as, query_scalar};

#[async_trait]
impl Workers for Backend {
    async fn beat(&self, beat: &Beat) -> StoreResult<()> {
        let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let found: i64 = query_scalar(
            // The last word of one that stops may come after it has left: that makes no new row.
            "with told as (
                insert into worker
                    (name, version, in_work, places, fetching, stopping, started_at, seen_at)
                select $1::text, $2::text, $3::int, $4::int, $5::boolean, $6::boolean, now(), now()
                where not $6::boolean or exists (select 1 from worker where name = $1::text)
                on conflict (name) do update set in_work = excluded.in_work,
                    fetching = excluded.fetching, stopping = excluded.stopping, seen_at = now()
            ) select max(version) from _sqlx_migrations",
        )
        .bind(&beat.name)
        .bind(&beat.version)
        .bind(number(beat.in_work))
        .bind(number(beat.places))
        .bind(beat.fetching)
        .bind(beat.stopping)
        .fetch_one(&self.wire)
        .await
        .map_err(store_error)?;

        let known = known();
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        Ok(())
    }

    async fn leave(&self, name: &str) -> StoreResult<()> {
        query("delete from worker where name = $1")
            .bind(name)
            .execute(&self.wire)
            .await
            .map_err(store_error)?;
        Ok(())
    }

    async fn workers(&self) -> StoreResult<Vec<WorkerView>> {
        let rows = query_as::<_, WorkerRow>(
            "select name, version, started_at, seen_at, in_work, places, fetching, stopping,
                seen_at < now() - interval '10 seconds' as silent
            from worker order by started_at desc, name limit 1000",
        )
        .fetch_all(self.reads())
        .await
        .map_err(store_error)?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    async fn lines(&self) -> StoreResult<Vec<LineView>> {
        let rows = query_as::<_, LineRow>(
            "select job_type as name, count(*) as waiting,
                extract(epoch from now() - min(run_at))::double precision as oldest
            from apalis.jobs where status = 'Pending' and run_at < now() group by job_type",
        )
        .fetch_all(self.reads())
        .await
        .map_err(store_error)?;
        Ok(LineRow::both(&rows))
    }

    async fn mark(&self, name: &str, value: &str) -> StoreResult<String> {
        query("insert into mark (name, value) values ($1, $2) on conflict (name) do nothing")
            .bind(name)
            .bind(value)
            .execute(&self.wire)
            .await
            .map_err(store_error)?;
        let kept = self.marked(name).await?;
        Ok(kept.unwrap_or_else(|| value.to_owned()))
    }

    async fn remark(&self, name: &str, value: &str) -> StoreResult<()> {
        query(
            "insert into mark (name, value) values ($1, $2)
            on conflict (name) do update set value = excluded.value",
        )
        .bind(name)
        .bind(value)
        .execute(&self.wire)
        .await
        .map_err(store_error)?;
        Ok(())
    }

    async fn marked(&self, name: &str) -> StoreResult<Option<String>> {
        query_scalar("select value from mark where name = $1")
            .bind(name)
            .fetch_optional(&self.wire)
            .await
            .map_err(store_error)
    }
}
