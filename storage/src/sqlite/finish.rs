//! Runs of a batch that end, park or are given back.

use super::rows_as_json::{id, table, text, time};
use crate::batch::Batch;
use domain::machine::State;

// Steps that were still to come are cancelled with their run; a resume makes them pending again.
macro_rules! end {
    () => {
        concat!(
            "update run set state = j.value ->> 2, ended_at = coalesce(j.value ->> 3, ",
            now!(),
            "), launch_seconds = coalesce(j.value ->> 7, launch_seconds),
    failed_step = case when j.value ->> 2 = 'failed' then coalesce(j.value ->> 6, (
        select s.name from step_run s where s.run = run.id and s.state = 'failed'
        order by s.position limit 1)) end,
    lease_until = null, next_at = null
from ",
            held!("new.ends"),
            " where run.id = unhex(j.value ->> 1);
update step_run set state = 'cancelled', next_at = null,
    ended_at = (select r.ended_at from run r where r.id = step_run.run)
from ",
            held!("new.ends"),
            " where step_run.run = unhex(j.value ->> 1)
    and step_run.state in ('pending', 'running', 'retrying', 'waiting');
update tenant set launch_seconds = x.seconds
from (select r.tenant, j.value ->> 7 as seconds
    from ",
            held!("new.ends"),
            " join run r on r.id = unhex(j.value ->> 1)) x
where tenant.id = x.tenant and x.seconds is not null and tenant.launch_seconds is null;
update environment set health = coalesce(x.health, environment.health),
    last_failure = case when x.failure is not null then x.failure
        when x.state = 'succeeded' then null else environment.last_failure end
from (select r.environment, j.value ->> 2 as state, j.value ->> 4 as health,
        j.value ->> 5 as failure
    from ",
            held!("new.ends"),
            " join run r on r.id = unhex(j.value ->> 1)) x
where environment.id = x.environment and (x.health <> environment.health
    or x.failure is not null
    or (x.state = 'succeeded' and environment.last_failure is not null))"
        )
    };
}
pub(super) use end;

pub fn ended(batch: &Batch) -> Option<String> {
    table(batch.ends.iter().map(|e| {
        (
            e.write,
            id(e.run.0),
            e.state.name(),
            time(e.at),
            e.health.map(State::name),
            text(e.failure.as_ref()),
            e.failed_step.as_deref(),
            e.launch_seconds,
        )
    }))
}

macro_rules! park {
    () => {
        concat!(
            "update run set lease_until = null, worker = null, next_at = j.value ->> 2,
    ring_at = (j.value ->> 2) + new.grace
from ",
            held!("new.parks"),
            " where run.id = unhex(j.value ->> 1)"
        )
    };
}
pub(super) use park;

pub fn parked(batch: &Batch) -> Option<String> {
    table(
        batch
            .parks
            .iter()
            .map(|p| (p.write, id(p.run.0), time(Some(p.at)))),
    )
}

// A graceful stop is no attempt of the steps that were running, and no crash.
macro_rules! release {
    () => {
        concat!(
            "update step_run set state = 'pending', attempts = max(step_run.attempts - 1, 0),
    started_at = null
from ",
            held!("new.releases"),
            " where step_run.run = unhex(j.value ->> 1)
    and step_run.epoch = j.value ->> 2 and step_run.state = 'running';
update run set lease_until = null, worker = null, next_at = null, ring_at = ",
            now!(),
            " + new.grace
from ",
            held!("new.releases"),
            " where run.id = unhex(j.value ->> 1)"
        )
    };
}
pub(super) use release;

pub fn released(batch: &Batch) -> Option<String> {
    table(
        batch
            .releases
            .iter()
            .map(|r| (r.write, id(r.run.0), r.epoch)),
    )
}
