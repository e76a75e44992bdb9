//! Asking for runs, as both databases say it: each change with its event and its message.

use super::{Db, Work};
use crate::{
    error::{state, store_error},
    queue::{GRACE, Message},
    rows::run::plan_of_run,
    text::{plain, plain_json},
    time::At,
};
use app::{
    ports::{RunWrites, StoreError, StoreResult},
    records::{NewEvent, NewRun},
};
use async_trait::async_trait;
use domain::{Time, ids::RunId, run::RunPlan, states::StepState};
use serde_json::{Value, json};
use sqlx::{query, query_as, query_scalar, types::Json};
use std::collections::{HashMap, HashSet};

#[async_trait]
impl RunWrites for Work {
    async fn insert_run(&mut self, run: &NewRun) -> StoreResult<()> {
        let made = self.insert(run).await?;
        if made.is_empty() {
            return Err(StoreError::Taken("active_run".to_owned()));
        }
        Ok(())
    }

    async fn resume_run(
        &mut self,
        run: RunId,
        steps: &[String],
        at: Time,
        by: &str,
    ) -> StoreResult<bool> {
        let done = query::<Db>(
            "update run set state = 'running', ended_at = null, failed_step = null, \
             lease_until = null, next_at = null, ring_at = $2, cancel_requested = false, \
             bulk = false where id = $1 and state = 'failed'",
        )
        .bind(run.0)
        .bind(At(at + GRACE))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        self.reopen(run, steps).await?;
        let payload = json!({ "by": by, "steps": steps });
        self.event("run.resumed", run, payload, at).await?;
        self.push(Message::again((run.0, false))).await?;
        Ok(true)
    }

    async fn skip_step(
        &mut self,
        run: RunId,
        step: &str,
        position: i32,
        reason: &str,
        at: Time,
    ) -> StoreResult<()> {
        query::<Db>(
            "insert into step_run (run, name, position, state, ended_at, note) \
             values ($1, $2, $3, 'skipped', $4, $5) \
             on conflict (run, name) do update set state = 'skipped', ended_at = excluded.ended_at, \
             next_at = null, note = excluded.note where step_run.state <> 'running'",
        )
        .bind(run.0)
        .bind(step)
        .bind(position)
        .bind(At(at))
        .bind(plain(reason))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        let payload = json!({ "step": step, "summary": reason });
        self.event("step.skipped", run, payload, at).await
    }

    async fn cancel_run(&mut self, run: RunId, at: Time, by: &str) -> StoreResult<bool> {
        let unclaimed = query::<Db>(
            "update run set state = 'cancelled', ended_at = $2, cancel_requested = true \
             where id = $1 and state = 'queued'",
        )
        .bind(run.0)
        .bind(At(at))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        if unclaimed.rows_affected() == 1 {
            query::<Db>(
                "update step_run set state = 'cancelled', ended_at = $2 \
                 where run = $1 and state = 'pending'",
            )
            .bind(run.0)
            .bind(At(at))
            .execute(self.conn())
            .await
            .map_err(store_error)?;
            self.event("run.cancelled", run, json!({ "by": by }), at)
                .await?;
            return Ok(true);
        }
        // A parked run becomes due: a worker has to claim it to end it.
        let leased = query_as::<Db, (bool, bool)>(
            "update run set cancel_requested = true, next_at = null \
             where id = $1 and state = 'running' returning lease_until is not null, bulk",
        )
        .bind(run.0)
        .fetch_optional(self.conn())
        .await
        .map_err(store_error)?;
        if let Some((false, bulk)) = leased {
            self.push(Message::again((run.0, bulk))).await?;
        }
        Ok(false)
    }

    async fn insert_event(&mut self, event: &NewEvent) -> StoreResult<()> {
        query::<Db>(
            "insert into event (kind, tenant, environment, run, payload, at) \
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&event.kind)
        .bind(event.tenant.map(|id| id.0))
        .bind(event.environment.map(|id| id.0))
        .bind(event.run.map(|id| id.0))
        .bind(Json(plain_json(event.payload.clone())))
        .bind(At(event.at))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(())
    }
}

fn ready(plan: &RunPlan, kept: &HashMap<String, StepState>) -> HashSet<String> {
    let passed = |name: &str| kept.get(name).is_some_and(|state| state.is_passed());
    let started = |name: &str| kept.contains_key(name);
    plan.ready(&passed, &started)
        .map(|step| step.name.clone())
        .collect()
}

impl Work {
    /// What may start now becomes pending; its failed attempts stay as history, the count begins
    /// anew. What waits for another of the steps has not begun, so it has no row: a claim starts
    /// whatever is pending.
    async fn reopen(&mut self, run: RunId, steps: &[String]) -> StoreResult<()> {
        let plan = concat!("select ", plan_of_run!(), " from run r where r.id = $1");
        let Json(plan) = query_scalar::<Db, Json<RunPlan>>(plan)
            .bind(run.0)
            .fetch_one(self.conn())
            .await
            .map_err(store_error)?;
        let rows =
            query_as::<Db, (String, String)>("select name, state from step_run where run = $1")
                .bind(run.0)
                .fetch_all(self.conn())
                .await
                .map_err(store_error)?;
        let mut kept = HashMap::new();
        for (name, stored) in rows.into_iter().filter(|(name, _)| !steps.contains(name)) {
            kept.insert(name, state::<StepState>("step_run", "state", &stored)?);
        }
        let ready = ready(&plan, &kept);
        for step in steps {
            let statement = if ready.contains(step) {
                "update step_run set state = 'pending', attempts = 0, crashes = 0, \
                 started_at = null, ended_at = null, next_at = null, output = null, error = null, \
                 note = null where run = $1 and name = $2 and state <> 'running'"
            } else {
                "delete from step_run where run = $1 and name = $2 and state <> 'running'"
            };
            query::<Db>(statement)
                .bind(run.0)
                .bind(step)
                .execute(self.conn())
                .await
                .map_err(store_error)?;
        }
        Ok(())
    }

    async fn event(&mut self, kind: &str, run: RunId, payload: Value, at: Time) -> StoreResult<()> {
        self.insert_event(&NewEvent {
            kind: kind.to_owned(),
            tenant: None,
            environment: None,
            run: Some(run),
            payload,
            at,
        })
        .await
    }
}
