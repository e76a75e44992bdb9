//! Claims of a batch: take the free leases, raise the epochs, start what is due.

use super::{
    Conn,
    leases::micros,
    rows_as_json::{id, now, table},
};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
    rows::{
        run::{RunRow, StepRow, run_columns, step_columns},
        tenant::{PairRow, environment_columns, tenant_columns},
    },
};
use app::{
    ports::{Claimed, Out, StoreResult},
    records::{Run, StepRun},
};
use futures::TryStreamExt;
use serde_json::{Value, json};
use sqlx::{
    Either, Executor, FromRow, query, query_scalar,
    sqlite::{SqliteQueryResult, SqliteRow},
};
use std::{collections::HashMap, mem::replace};
use uuid::Uuid;

#[derive(FromRow)]
struct ClaimRow {
    #[sqlx(flatten)]
    run: RunRow,
    #[sqlx(flatten)]
    pair: PairRow,
}

#[derive(FromRow)]
struct StartedRow {
    run: Uuid,
    name: String,
    position: i32,
    attempts: i32,
}

/// Answers the rows of the events that tell of it.
pub async fn write(
    conn: &mut Conn,
    batch: &Batch,
    verdict: &mut Verdict,
    begun: &mut bool,
) -> StoreResult<Vec<Vec<Value>>> {
    if batch.claims.is_empty() {
        return Ok(Vec::new());
    }
    let taken = take(conn, batch, replace(begun, true)).await?;
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let (claimed, started) = start(conn, &table(&taken, |run| vec![id(*run)])).await?;
    let told = told(&claimed, started);
    for claimed in claimed {
        if let Some(claim) = batch
            .claims
            .iter()
            .find(|claim| claim.run == claimed.run.id)
        {
            verdict.hold(claim.write, Out::Claimed(Box::new(claimed)));
        }
    }
    Ok(told)
}

macro_rules! take {
    () => {
        concat!(
            "update run set epoch = epoch + 1, worker = x.owner, state = 'running', lease_until = ",
            now!(),
            " + x.lease, started_at = coalesce(started_at, ",
            now!(),
            "), next_at = null, ring_at = null \
             from (select unhex(j.value ->> 0) as run, j.value ->> 1 as owner, j.value ->> 2 as lease \
                   from json_each($1) j) x \
             where run.id = x.run and run.active \
             and (run.lease_until is null or run.lease_until < ",
            now!(),
            ") and (run.next_at is null or run.next_at <= ",
            now!(),
            ") returning id"
        )
    };
}

const TAKE: &str = take!();
const FIRST: &str = concat!("begin immediate;", take!());

async fn take(conn: &mut Conn, batch: &Batch, begun: bool) -> StoreResult<Vec<Uuid>> {
    let claims = table(&batch.claims, |claim| {
        vec![
            id(claim.run.0),
            claim.owner.as_str().into(),
            micros(claim.lease).into(),
        ]
    });
    query_scalar(if begun { TAKE } else { FIRST })
        .bind(claims)
        .fetch_all(conn)
        .await
        .map_err(store_error)
}

/// A run that is to be cancelled starts nothing; its running steps only change hands.
const START: &str = concat!(
    "update step_run set epoch = c.epoch, state = 'running', \
     attempts = attempts + (not c.cancel_requested), \
     crashes = crashes + (step_run.state = 'running'), started_at = ",
    now!(),
    ", ended_at = null, next_at = null \
     from (select r.id, r.epoch, r.cancel_requested \
           from json_each($1) j join run r on r.id = unhex(j.value ->> 0)) c \
     where step_run.run = c.id and (step_run.state = 'running' \
     or (not c.cancel_requested and (step_run.state = 'pending' \
     or (step_run.state in ('retrying', 'waiting') and step_run.next_at <= ",
    now!(),
    ")))) returning run, name, position, attempts;
     select ",
    step_columns!(),
    " from step_run where run in (select unhex(j.value ->> 0) from json_each($1) j) \
     order by run, position, name;
     select ",
    run_columns!(),
    ", ",
    tenant_columns!(),
    ", ",
    environment_columns!(),
    " from json_each($1) j join run r on r.id = unhex(j.value ->> 0) \
     join tenant t on t.id = r.tenant join environment e on e.id = r.environment"
);

/// Starts what is due in these runs, and reads what their worker needs to go on.
async fn start(conn: &mut Conn, ids: &str) -> StoreResult<(Vec<Claimed>, Vec<StartedRow>)> {
    let answers = conn.fetch_many(query(START).bind(ids));
    let answers: Vec<Either<SqliteQueryResult, SqliteRow>> =
        answers.try_collect().await.map_err(store_error)?;
    let mut of = answers.split(Either::is_left);
    let mut next = || {
        of.next()
            .unwrap_or_default()
            .iter()
            .filter_map(|a| a.as_ref().right())
    };
    let started = next().map(StartedRow::from_row).collect::<Result<_, _>>();
    let steps: Vec<StepRow> = next()
        .map(StepRow::from_row)
        .collect::<Result<_, _>>()
        .map_err(store_error)?;
    let runs: Vec<ClaimRow> = next()
        .map(ClaimRow::from_row)
        .collect::<Result<_, _>>()
        .map_err(store_error)?;
    let mut by_run: HashMap<Uuid, Vec<StepRun>> = HashMap::new();
    for step in steps {
        by_run.entry(step.run).or_default().push(step.try_into()?);
    }
    let claimed = |row: ClaimRow| {
        let run: Run = row.run.try_into()?;
        let (tenant, environment) = row.pair.try_into()?;
        let steps = by_run.remove(&run.id.0).unwrap_or_default();
        Ok(Claimed {
            epoch: run.epoch,
            run,
            tenant,
            environment,
            steps,
        })
    };
    let claimed = runs.into_iter().map(claimed).collect::<StoreResult<_>>()?;
    Ok((claimed, started.map_err(store_error)?))
}

fn told(claimed: &[Claimed], mut started: Vec<StartedRow>) -> Vec<Vec<Value>> {
    started.sort_by_key(|step| step.position);
    let event = |kind: &str, run: Uuid, payload: Value| {
        vec![
            kind.into(),
            id(run),
            payload.to_string().into(),
            Value::Null,
        ]
    };
    let mut rows = Vec::new();
    for Claimed { epoch, run, .. } in claimed {
        if *epoch == 1 {
            rows.push(event(
                "run.started",
                run.id.0,
                json!({ "worker": run.worker }),
            ));
        }
        if run.cancel_requested {
            continue;
        }
        for step in started.iter().filter(|step| step.run == run.id.0) {
            let payload = json!({ "step": step.name, "attempt": step.attempts });
            rows.push(event("step.started", step.run, payload));
        }
    }
    rows
}
