//! Claims of a batch: take the free leases, raise the epochs, start what is due.

use super::{
    Conn, claimed,
    leases::micros,
    plans,
    rows_as_json::{id, table},
};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
    plans::Plans,
    rows::{
        run::{StepRow, claimed_columns, step_columns},
        tenant::{environment_columns, tenant_columns},
    },
};
use app::ports::{Out, StoreResult, Taken};
use futures::TryStreamExt;
use sqlx::{Either, Executor, FromRow, Row, query, sqlite::SqliteRow};
use std::collections::HashMap;
use uuid::Uuid;

pub fn rows(batch: &Batch) -> Option<String> {
    table(batch.claims.iter().map(|claim| {
        (
            claim.write,
            id(claim.run.0),
            claim.owner.as_str(),
            micros(claim.lease),
        )
    }))
}

// A run that is to be cancelled starts nothing; its running steps only change hands. With the first
// epoch comes the first event of a run, which names its first steps.
macro_rules! take {
    () => {
        concat!(
            "insert into claimed (write, run)
select j.value ->> 0, r.id from jsonb_each(new.claims) j
join run r on r.id = unhex(j.value ->> 1)
where r.active and (r.lease_until is null or r.lease_until < ",
            now!(),
            ") and (r.next_at is null or r.next_at <= ",
            now!(),
            ");
insert into held (write) select write from claimed;
update run set epoch = epoch + 1, worker = j.value ->> 2, state = 'running',
    lease_until = ",
            now!(),
            " + (j.value ->> 3), started_at = coalesce(started_at, ",
            now!(),
            "), next_at = null, ring_at = null
from ",
            held!("new.claims"),
            " where run.id = unhex(j.value ->> 1);
update step_run set epoch = c.epoch, state = iif(",
            $crate::suspects::is_suspect!("step_run"),
            ", 'waiting', 'running'),
    attempts = attempts + (not c.cancel_requested and not ",
            $crate::suspects::is_suspect!("step_run"),
            "), crashes = crashes + (step_run.state = 'running'), started_at = iif(",
            $crate::suspects::is_suspect!("step_run"),
            ", started_at, ",
            now!(),
            "), ended_at = null, next_at = null
from (select r.id, r.epoch, r.cancel_requested from ",
            held!("new.claims"),
            " join run r on r.id = unhex(j.value ->> 1)) c
where step_run.run = c.id and (step_run.state = 'running'
    or (not c.cancel_requested and (step_run.state = 'pending'
    or (step_run.state in ('retrying', 'waiting') and step_run.next_at <= ",
            now!(),
            "))));
insert into event (kind, run, payload, at)
select e.kind, e.run, e.payload, ",
            now!(),
            " from (
    select -1 as position, 'run.started' as kind, r.id as run,
        case when r.cancel_requested then json_object('worker', r.worker) else
        json_object('worker', r.worker, 'starts', json(
            (select json_group_array(s.name order by s.position) from step_run s
            where s.run = r.id and s.state = 'running'))) end as payload
    from claimed c cross join run r on r.id = c.run where r.epoch = 1
    union all
    select s.position, 'step.started', s.run,
        json_object('step', s.name, 'attempt', s.attempts)
    from claimed c cross join run r on r.id = c.run cross join step_run s on s.run = c.run
    where r.epoch > 1 and s.state = 'running' and not r.cancel_requested
    union all
    select s.position, 'step.waiting', s.run,
        json_object('step', s.name, 'attempt', s.attempts,
            'summary', ",
            $crate::suspects::why_it_waits!(),
            ")
    from claimed c cross join run r on r.id = c.run cross join step_run s on s.run = c.run
    where r.epoch > 1 and s.state = 'waiting' and s.next_at is null and s.epoch = r.epoch
) e order by e.run, e.position"
        )
    };
}
pub(super) use take;

/// What the workers need to go on, read when the leases are theirs: steps, then runs. `$1`: the ids,
/// as JSON.
const TAKEN: &str = concat!(
    "select ",
    step_columns!(),
    " from step_run where run in (select unhex(j.value) from json_each($1) j) \
     order by run, position, name;
    select ",
    claimed_columns!(),
    ", r.own_plan as plan, ",
    tenant_columns!(),
    ", ",
    environment_columns!(),
    " from json_each($1) j cross join run r on r.id = unhex(j.value) \
     cross join tenant t on t.id = r.tenant cross join environment e on e.id = r.environment"
);

/// Puts the runs that were claimed into the verdict, with all that their workers need.
pub async fn read(
    conn: &mut Conn,
    batch: &Batch,
    plans: &Plans,
    verdict: &mut Verdict,
) -> StoreResult<()> {
    let taken = || {
        batch
            .claims
            .iter()
            .filter(|claim| verdict.holds(claim.write))
    };
    let Some(ids) = table(taken().map(|claim| id(claim.run.0))) else {
        return Ok(());
    };
    let writes: HashMap<Uuid, usize> = taken().map(|c| (c.run.0, c.write)).collect();
    let (mut steps, mut runs) = (HashMap::<Uuid, Vec<SqliteRow>>::new(), Vec::new());
    let mut steps_are_read = false;
    let mut answers = conn.fetch_many(query(TAKEN).bind(ids));
    while let Some(answer) = answers.try_next().await.map_err(store_error)? {
        match answer {
            Either::Left(_) => steps_are_read = true,
            Either::Right(run) if steps_are_read => runs.push(run),
            Either::Right(step) => {
                let run = step.try_get("run").map_err(store_error)?;
                steps.entry(run).or_default().push(step);
            }
        }
    }
    drop(answers);
    let plans = plans::of_rows(conn, plans, &runs).await?;
    for run in runs {
        let id: Uuid = run.try_get("id").map_err(store_error)?;
        let steps = steps.remove(&id).unwrap_or_default();
        if let Some(write) = writes.get(&id) {
            let plan = plans::named(&run)?.and_then(|id| plans.get(&id).cloned());
            let step = |row: &SqliteRow| StepRow::from_row(row).map_err(store_error)?.try_into();
            let taken =
                Taken::new(move || claimed::read(&run, plan, |_| steps.iter().map(step).collect()));
            verdict.hold(*write, Out::Claimed(taken));
        }
    }
    Ok(())
}
