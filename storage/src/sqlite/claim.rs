//! Claims of a batch: take the free leases, raise the epochs, start what is due.

use super::{
    Conn, effects,
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
use serde_json::{Value, json};
use sqlx::{FromRow, query_as, query_scalar};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromRow)]
struct ClaimRow {
    #[sqlx(flatten)]
    run: RunRow,
    #[sqlx(flatten)]
    pair: PairRow,
}

#[derive(FromRow)]
struct BegunRow {
    run: Uuid,
    name: String,
    position: i32,
    attempts: i32,
}

pub async fn write(conn: &mut Conn, batch: &Batch, verdict: &mut Verdict) -> StoreResult<()> {
    if batch.claims.is_empty() {
        return Ok(());
    }
    let taken = take(conn, batch).await?;
    if taken.is_empty() {
        return Ok(());
    }
    let ids = table(&taken, |run| vec![id(*run)]);
    let begun = begin(conn, &ids).await?;
    let claimed = read(conn, &ids).await?;
    tell(conn, &claimed, begun).await?;
    for claimed in claimed {
        if let Some(claim) = batch
            .claims
            .iter()
            .find(|claim| claim.run == claimed.run.id)
        {
            verdict.hold(claim.write, Out::Claimed(Box::new(claimed)));
        }
    }
    Ok(())
}

async fn take(conn: &mut Conn, batch: &Batch) -> StoreResult<Vec<Uuid>> {
    let claims = table(&batch.claims, |claim| {
        vec![
            id(claim.run.0),
            claim.owner.as_str().into(),
            micros(claim.lease).into(),
        ]
    });
    query_scalar(concat!(
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
    ))
    .bind(claims)
    .fetch_all(conn)
    .await
    .map_err(store_error)
}

/// A run that is to be cancelled starts nothing; its running steps only change hands.
async fn begin(conn: &mut Conn, ids: &str) -> StoreResult<Vec<BegunRow>> {
    query_as(concat!(
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
        ")))) returning run, name, position, attempts"
    ))
    .bind(ids)
    .fetch_all(conn)
    .await
    .map_err(store_error)
}

async fn read(conn: &mut Conn, ids: &str) -> StoreResult<Vec<Claimed>> {
    let steps = query_as::<_, StepRow>(concat!(
        "select ",
        step_columns!(),
        " from step_run where run in (select unhex(j.value ->> 0) from json_each($1) j) \
         order by run, position, name"
    ))
    .bind(ids)
    .fetch_all(&mut *conn)
    .await
    .map_err(store_error)?;
    let mut by_run: HashMap<Uuid, Vec<StepRun>> = HashMap::new();
    for step in steps {
        by_run.entry(step.run).or_default().push(step.try_into()?);
    }
    let rows = query_as::<_, ClaimRow>(concat!(
        "select ",
        run_columns!(),
        ", ",
        tenant_columns!(),
        ", ",
        environment_columns!(),
        " from json_each($1) j join run r on r.id = unhex(j.value ->> 0) \
         join tenant t on t.id = r.tenant join environment e on e.id = r.environment"
    ))
    .bind(ids)
    .fetch_all(conn)
    .await
    .map_err(store_error)?;
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
    rows.into_iter().map(claimed).collect()
}

async fn tell(conn: &mut Conn, claimed: &[Claimed], mut begun: Vec<BegunRow>) -> StoreResult<()> {
    begun.sort_by_key(|step| step.position);
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
        for step in begun.iter().filter(|step| step.run == run.id.0) {
            let payload = json!({ "step": step.name, "attempt": step.attempts });
            rows.push(event("step.started", step.run, payload));
        }
    }
    effects::insert_events(conn, &table(rows, |row| row)).await
}
