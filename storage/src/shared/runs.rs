//! Reading runs, as both databases say it.

use super::{Backend, Db, lists::push_ids, times};
use crate::{
    error::{state, store_error},
    rows::{
        record, records,
        run::{EventRow, LogRow, RunRow, StepRow, SummaryRow, kind, run_columns, step_columns},
    },
    text::plain,
};
use app::{
    ports::{RunFilter, RunReads, StoreResult},
    records::{Event, Run, StepRun},
};
use async_trait::async_trait;
use domain::{
    ids::{EnvironmentId, RunId},
    machine::State,
    run::RunKind,
    states::RunState,
    views::{LogLine, RunSummary},
};
use serde_json::Value;
use sqlx::{QueryBuilder, query_as, query_scalar, types::Json};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

macro_rules! runs {
    ($rest:literal) => {
        concat!(
            "select ",
            run_columns!(),
            " from run r join tenant t on t.id = r.tenant \
             join environment e on e.id = r.environment ",
            $rest
        )
    };
}

#[async_trait]
impl RunReads for Backend {
    async fn run(&self, id: RunId) -> StoreResult<Option<Run>> {
        let found = query_as::<Db, RunRow>(runs!("where r.id = $1"))
            .bind(id.0)
            .fetch_optional(self.reads())
            .await;
        record(found.map_err(store_error)?)
    }

    async fn steps(&self, run: RunId) -> StoreResult<Vec<StepRun>> {
        let found = query_as::<Db, StepRow>(concat!(
            "select ",
            step_columns!(),
            " from step_run where run = $1 order by position, name"
        ))
        .bind(run.0)
        .fetch_all(self.reads())
        .await;
        records(found.map_err(store_error)?)
    }

    async fn runs(
        &self,
        filter: &RunFilter,
        after: Option<RunId>,
        limit: u32,
    ) -> StoreResult<Vec<RunSummary>> {
        let mut select = summaries(filter, after, limit);
        let found = select
            .build_query_as::<SummaryRow>()
            .fetch_all(self.reads())
            .await;
        records(found.map_err(store_error)?)
    }

    async fn active_run(&self, environment: EnvironmentId) -> StoreResult<Option<Run>> {
        let found = query_as::<Db, RunRow>(runs!("where r.environment = $1 and r.active"))
            .bind(environment.0)
            .fetch_optional(self.reads())
            .await;
        record(found.map_err(store_error)?)
    }

    async fn active_runs(
        &self,
        environments: &[EnvironmentId],
    ) -> StoreResult<HashMap<EnvironmentId, RunId>> {
        if environments.is_empty() {
            return Ok(HashMap::new());
        }
        let mut select = QueryBuilder::<Db>::new(
            "select environment, id from run where active and environment in (",
        );
        push_ids(&mut select, environments.iter().map(|id| id.0));
        select.push(")");
        let found = select.build_query_as::<(Uuid, Uuid)>();
        let found = found.fetch_all(self.reads()).await.map_err(store_error)?;
        let known = |(environment, run): (Uuid, Uuid)| (environment.into(), run.into());
        Ok(found.into_iter().map(known).collect())
    }

    async fn run_kinds(&self, runs: &[RunId]) -> StoreResult<HashMap<RunId, RunKind>> {
        if runs.is_empty() {
            return Ok(HashMap::new());
        }
        let mut select = QueryBuilder::<Db>::new("select id, kind from run where id in (");
        push_ids(&mut select, runs.iter().map(|id| id.0));
        select.push(")");
        let found = select.build_query_as::<(Uuid, String)>();
        let found = found.fetch_all(self.reads()).await.map_err(store_error)?;
        let known = |(run, name): (Uuid, String)| Ok((run.into(), kind(&name)?));
        found.into_iter().map(known).collect()
    }

    async fn latest_run(&self, environment: EnvironmentId) -> StoreResult<Option<Run>> {
        let found =
            query_as::<Db, RunRow>(runs!("where r.environment = $1 order by r.id desc limit 1"))
                .bind(environment.0)
                .fetch_optional(self.reads())
                .await;
        record(found.map_err(store_error)?)
    }

    async fn latest_outputs(
        &self,
        environment: EnvironmentId,
    ) -> StoreResult<BTreeMap<String, Value>> {
        // Oldest first: in the map the newest of a name wins.
        let found = query_as::<Db, (String, Json<Value>)>(
            "select s.name, s.output from run r join step_run s on s.run = r.id \
             where r.environment = $1 and s.state = 'succeeded' and s.output is not null \
             order by s.ended_at, r.id",
        )
        .bind(environment.0)
        .fetch_all(self.reads())
        .await
        .map_err(store_error)?;
        Ok(found
            .into_iter()
            .map(|(name, output)| (name, output.0))
            .collect())
    }

    async fn run_events(&self, run: RunId, after: i64, limit: u32) -> StoreResult<Vec<Event>> {
        let found = query_as::<Db, EventRow>(
            "select v.id, v.kind, coalesce(v.tenant, r.tenant) as tenant, \
             coalesce(v.environment, r.environment) as environment, v.run, v.payload, v.at \
             from event v left join run r on r.id = v.run \
             where v.run = $1 and v.id > $2 order by v.id limit $3",
        )
        .bind(run.0)
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(self.reads())
        .await;
        records(found.map_err(store_error)?)
    }

    async fn run_log(&self, run: RunId, after: i64, limit: u32) -> StoreResult<Vec<LogLine>> {
        let found = query_as::<Db, LogRow>(
            "select id, step, attempt, at, level, text from log_line \
             where run = $1 and id > $2 order by id limit $3",
        )
        .bind(run.0)
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(self.reads())
        .await;
        records(found.map_err(store_error)?)
    }

    /// Reads every run; for figures that are asked for once in a while.
    async fn count_runs(&self) -> StoreResult<HashMap<RunState, i64>> {
        let found = query_as::<Db, (String, i64)>("select state, count(*) from run group by state")
            .fetch_all(self.reads())
            .await
            .map_err(store_error)?;
        let counted = |(name, count): (String, i64)| Ok((state("run", "state", &name)?, count));
        found.into_iter().map(counted).collect()
    }

    async fn count_open_runs(&self) -> StoreResult<HashMap<RunState, i64>> {
        let found = query_as::<Db, (String, i64)>(
            "select state, count(*) from run where active group by state union all \
             select outcome, count(*) from run where outcome is not null group by outcome",
        )
        .fetch_all(self.reads())
        .await
        .map_err(store_error)?;
        let counted = |(name, count): (String, i64)| Ok((state("run", "state", &name)?, count));
        found.into_iter().map(counted).collect()
    }

    async fn usual_seconds(&self) -> StoreResult<BTreeMap<String, f64>> {
        let found = query_as::<Db, (String, f64)>(times::USUAL_SECONDS)
            .fetch_all(self.reads())
            .await
            .map_err(store_error)?;
        Ok(found.into_iter().collect())
    }

    async fn past_launches(&self) -> StoreResult<Vec<f64>> {
        query_scalar::<Db, f64>(
            "select launch_seconds from run where launch_seconds is not null \
             order by id desc limit 200",
        )
        .fetch_all(self.reads())
        .await
        .map_err(store_error)
    }
}

/// The list's query. Written by filter, so that each has its index: one statement with
/// `$1 is null or …` would have none.
pub fn summaries(filter: &RunFilter, after: Option<RunId>, limit: u32) -> QueryBuilder<Db> {
    let mut select = QueryBuilder::<Db>::new(
        "select r.id, r.kind, r.state, t.slug as tenant, t.slug || '/' || e.stage as environment, \
         r.created_at, r.ended_at, r.failed_step, r.requested_by, \
         (select s.error from step_run s where s.run = r.id and s.name = r.failed_step) as error \
         from run r join tenant t on t.id = r.tenant join environment e on e.id = r.environment \
         where r.id < ",
    );
    select.push_bind(after.map_or(Uuid::max(), |id| id.0));
    match filter.state {
        Some(state @ (RunState::Queued | RunState::Running)) => {
            select
                .push(" and r.active and r.state = ")
                .push_bind(state.name());
        }
        Some(state @ (RunState::Failed | RunState::Cancelled)) => {
            select.push(" and r.outcome = ").push_bind(state.name());
        }
        Some(state @ RunState::Succeeded) => {
            select.push(" and r.state = ").push_bind(state.name());
        }
        None => {}
    }
    if let Some(tenant) = filter.tenant {
        select.push(" and r.tenant = ").push_bind(tenant.0);
    }
    if let Some(kind) = filter.kind {
        select.push(" and r.kind = ").push_bind(kind.name());
    }
    if let Some(step) = &filter.step {
        select
            .push(" and r.failed_step = ")
            .push_bind(plain(step).into_owned());
    }
    select
        .push(" order by r.id desc limit ")
        .push_bind(i64::from(limit));
    select
}
