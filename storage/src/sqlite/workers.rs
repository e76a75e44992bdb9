//! Who works, and what waits. All by the database's clock.

use super::{Backend, files::known, rows_as_json::now};
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
        let mut work = self.write().await?;
        let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        // The last word of one that stops may come after it has left: that makes no new row.
        query(concat!(
            "insert into worker (name, version, in_work, places, fetching, stopping, \
             started_at, seen_at) select $1, $2, $3, $4, $5, $6, ",
            now!(),
            ", ",
            now!(),
            " where not $6 or exists (select 1 from worker where name = $1) \
             on conflict (name) do update set in_work = excluded.in_work, \
             fetching = excluded.fetching, stopping = excluded.stopping, \
             seen_at = excluded.seen_at"
        ))
        .bind(&beat.name)
        .bind(&beat.version)
        .bind(number(beat.in_work))
        .bind(number(beat.places))
        .bind(beat.fetching)
        .bind(beat.stopping)
        .execute(work.conn())
        .await
        .map_err(store_error)?;
        let found: i64 = query_scalar("select max(version) from _sqlx_migrations")
            .fetch_one(work.conn())
            .await
            .map_err(store_error)?;
        work.transaction.commit().await.map_err(store_error)?;
        let known = known();
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        Ok(())
    }

    async fn leave(&self, name: &str) -> StoreResult<()> {
        let mut work = self.write().await?;
        query("delete from worker where name = $1")
            .bind(name)
            .execute(work.conn())
            .await
            .map_err(store_error)?;
        work.transaction.commit().await.map_err(store_error)
    }

    async fn workers(&self) -> StoreResult<Vec<WorkerView>> {
        let rows = query_as::<_, WorkerRow>(concat!(
            "select name, version, started_at, seen_at, in_work, places, fetching, stopping, \
             seen_at < ",
            now!(),
            " - 10000000 as silent from worker order by started_at desc, name limit 1000"
        ))
        .fetch_all(self.reads())
        .await
        .map_err(store_error)?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    async fn lines(&self) -> StoreResult<Vec<LineView>> {
        let rows = query_as::<_, LineRow>(
            "select job_type as name, count(*) as waiting, \
             cast(unixepoch() - min(run_at) as real) as oldest from Jobs \
             where status = 'Pending' and lock_by is null and run_at <= unixepoch() group by job_type",
        )
        .fetch_all(self.reads())
        .await
        .map_err(store_error)?;
        Ok(LineRow::both(&rows))
    }

    async fn mark(&self, name: &str, value: &str) -> StoreResult<String> {
        let mut work = self.write().await?;
        query("insert into mark (name, value) values ($1, $2) on conflict (name) do nothing")
            .bind(name)
            .bind(value)
            .execute(work.conn())
            .await
            .map_err(store_error)?;
        work.transaction.commit().await.map_err(store_error)?;
        let kept = self.marked(name).await?;
        Ok(kept.unwrap_or_else(|| value.to_owned()))
    }

    async fn remark(&self, name: &str, value: &str) -> StoreResult<()> {
        let mut work = self.write().await?;
        query(
            "insert into mark (name, value) values ($1, $2) \
             on conflict (name) do update set value = excluded.value",
        )
        .bind(name)
        .bind(value)
        .execute(work.conn())
        .await
        .map_err(store_error)?;
        work.transaction.commit().await.map_err(store_error)
    }

    async fn marked(&self, name: &str) -> StoreResult<Option<String>> {
        query_scalar("select value from mark where name = $1")
            .bind(name)
            .fetch_optional(&self.reader)
            .await
            .map_err(store_error)
    }
}
