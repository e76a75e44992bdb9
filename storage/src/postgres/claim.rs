//! Claims of a batch: take the free leases, raise the epochs, start what is due.

use super::{Conn, claimed, plans, started::StartedSteps};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
    plans::Plans,
    rows::{
        run::{StepRow, claimed_columns, step_columns},
        tenant::{environment_columns, tenant_columns},
    },
    suspects::{is_suspect, why_it_waits},
};
use app::ports::{Out, StoreResult, Taken};
use sqlx::{FromRow, Row, postgres::PgRow, query, query_as, query_scalar};
use std::collections::HashMap;
use uuid::Uuid;

/// What has to be known of a claimed run before its worker gets it.
#[derive(FromRow)]
struct Begun {
    id: Uuid,
    epoch: i64,
    /// The lease before was not given back: its worker may still be writing.
    expired: bool,
    /// Every step that there is was started by this claim.
    whole: bool,
}

/// Starts what is due in the runs of `claimed`, as `stepped`, and tells of it. With the first epoch
/// comes the first event of a run, which names its first steps.
macro_rules! start_steps {
    () => {
        concat!(
            "stepped as (
            update step_run s set
                epoch = c.epoch, state = case when ",
            is_suspect!("s"),
            " then 'waiting' else 'running' end,
                attempts = s.attempts + (not c.cancel_requested and not ",
            is_suspect!("s"),
            ")::int,
                crashes = s.crashes + (s.state = 'running')::int,
                started_at = case when ",
            is_suspect!("s"),
            " then s.started_at else now() end, ended_at = null, next_at = null
            from claimed c
            where s.run = c.id and (
                (s.state = 'running' and s.epoch < c.epoch)
                or (not c.cancel_requested and (
                    s.state = 'pending'
                    or (s.state in ('retrying', 'waiting') and s.next_at <= now())
                ))
            )
            returning s.run, s.name, s.position, s.state, s.attempts, s.epoch, c.cancel_requested
        ), told as (
            insert into event (kind, run, payload, at)
            select e.kind, e.run, e.payload, now() from (
                select -1 as position, 'run.started' as kind, c.id as run,
                    jsonb_strip_nulls(jsonb_build_object('worker', c.worker, 'starts',
                        (select jsonb_agg(s.name order by s.position) from stepped s
                        where s.run = c.id and not s.cancel_requested))) as payload
                from claimed c where c.epoch = 1
                union all
                select s.position, 'step.started', s.run,
                    jsonb_build_object('step', s.name, 'attempt', s.attempts)
                from stepped s
                where s.epoch > 1 and not s.cancel_requested and s.state = 'running'
                union all
                select s.position, 'step.waiting', s.run,
                    jsonb_build_object('step', s.name, 'attempt', s.attempts,
                        'summary', ",
            why_it_waits!(),
            ")
                from stepped s where s.state = 'waiting'
            ) e order by e.run, e.position
        )"
        )
    };
}

pub async fn write(
    conn: &mut Conn,
    batch: &Batch,
    plans: &Plans,
    verdict: &mut Verdict,
) -> StoreResult<()> {
    if batch.claims.is_empty() {
        return Ok(());
    }
    let rows = take(conn, batch).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut steps = HashMap::new();
    let (mut expired, mut others) = (Vec::new(), Vec::new());
    for row in &rows {
        let Begun {
            id,
            epoch,
            expired: taken_over,
            whole,
        } = Begun::from_row(row).map_err(store_error)?;
        if taken_over {
            expired.push(id);
        }
        if !(whole && epoch == 1) {
            others.push(id);
        }
    }
    if !expired.is_empty() {
        settle(conn, &expired).await?;
    }
    if !others.is_empty() {
        steps = read_steps(conn, &others).await?;
    }
    let plans = plans::of_rows(conn, plans, &rows).await?;
    for row in rows {
        let id: Uuid = row.try_get("id").map_err(store_error)?;
        let steps = steps.remove(&id);
        if let Some(claim) = batch.claims.iter().find(|claim| claim.run.0 == id) {
            let plan = plans::named(&row)?.and_then(|id| plans.get(&id).cloned());
            let taken = Taken::new(move || {
                claimed::read(&row, plan, |run| match steps {
                    Some(rows) => rows.into_iter().map(StepRow::try_into).collect(),
                    // All there are were started just now.
                    None => StartedSteps::of(&row, run),
                })
            });
            verdict.hold(claim.write, Out::Claimed(taken));
        }
    }
    Ok(())
}

/// A locked row is being claimed by somebody else, or its lease is being renewed.
async fn take(conn: &mut Conn, batch: &Batch) -> StoreResult<Vec<PgRow>> {
    let runs: Vec<Uuid> = batch.claims.iter().map(|claim| claim.run.0).collect();
    let owners: Vec<&str> = batch
        .claims
        .iter()
        .map(|claim| claim.owner.as_str())
        .collect();
    let leases: Vec<f64> = batch
        .claims
        .iter()
        .map(|claim| claim.lease.as_secs_f64())
        .collect();
    query(concat!(
        "with picked as (
            select r.id, x.owner, x.lease, r.lease_until is not null as expired
            from unnest($1::uuid[], $2::text[], $3::double precision[]) as x(run, owner, lease)
            join run r on r.id = x.run
            where r.active and (r.lease_until is null or r.lease_until < now())
                and (r.next_at is null or r.next_at <= now())
            for no key update of r skip locked
        ), claimed as (
            update run r set
                epoch = r.epoch + 1, worker = p.owner, state = 'running',
                lease_until = now() + make_interval(secs => p.lease),
                started_at = coalesce(r.started_at, now()), next_at = null, ring_at = null
            from picked p where r.id = p.id
            returning r.*, p.expired
        ), ",
        start_steps!(),
        " select r.expired, ",
        claimed_columns!(),
        ", r.own_plan as plan, ",
        tenant_columns!(),
        ", ",
        environment_columns!(),
        ", coalesce(began.names, '{}') as names, coalesce(began.positions, '{}') as positions,
            (select count(*) from step_run s where s.run = r.id)
                = coalesce(cardinality(began.names), 0) as whole
          from claimed r
          cross join lateral (
            select array_agg(name order by position) as names,
                array_agg(position order by position) as positions
            from stepped where stepped.run = r.id) began
          join tenant t on t.id = r.tenant
          join environment e on e.id = r.environment"
    ))
    .bind(runs)
    .bind(owners)
    .bind(leases)
    .fetch_all(conn)
    .await
    .map_err(store_error)
}

/// The worker before may have committed a result while the claim waited for its row, and with it
/// a started step that the claim did not see. Looks again until no running step is of an earlier
/// epoch: whatever that worker writes from then on finds no row. That an update found none does not
/// say so; it may have waited for a row that ended meanwhile.
async fn settle(conn: &mut Conn, runs: &[Uuid]) -> StoreResult<()> {
    while unsettled(conn, runs).await? {
        query(concat!(
            "with claimed as (
                select id, epoch, worker, cancel_requested from run where id = any($1)
            ), ",
            start_steps!(),
            " select count(*) from stepped"
        ))
        .bind(runs)
        .execute(&mut *conn)
        .await
        .map_err(store_error)?;
    }
    Ok(())
}

async fn unsettled(conn: &mut Conn, runs: &[Uuid]) -> StoreResult<bool> {
    query_scalar(
        "select exists (
            select 1 from run r join step_run s on s.run = r.id
            where r.id = any($1) and s.state = 'running' and s.epoch < r.epoch)",
    )
    .bind(runs)
    .fetch_one(conn)
    .await
    .map_err(store_error)
}

async fn read_steps(conn: &mut Conn, runs: &[Uuid]) -> StoreResult<HashMap<Uuid, Vec<StepRow>>> {
    let rows = query_as::<_, StepRow>(concat!(
        "select ",
        step_columns!(),
        " from step_run where run = any($1) order by run, position, name"
    ))
    .bind(runs)
    .fetch_all(conn)
    .await
    .map_err(store_error)?;
    let mut by_run: HashMap<Uuid, Vec<StepRow>> = HashMap::with_capacity(runs.len());
    for row in rows {
        by_run.entry(row.run).or_default().push(row);
    }
    Ok(by_run)
}
