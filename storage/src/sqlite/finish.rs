//! Runs of a batch that end, park or are given back.

use super::rows_as_json::{id, table, text, time};
use crate::batch::{Batch, Verdict};
use domain::machine::State;

// Steps that were still to come are cancelled with their run; a resume makes them pending again.
macro_rules! end {
    ($rows:literal) => {
        concat!(
            "update run set state = j.value ->> 1, ended_at = coalesce(j.value ->> 2, ",
            now!(),
            "), launch_seconds = coalesce(j.value ->> 6, launch_seconds), \
     failed_step = case when j.value ->> 1 = 'failed' then coalesce(j.value ->> 5, ( \
     select s.name from step_run s where s.run = run.id and s.state = 'failed' \
     order by s.position limit 1)) end, \
     lease_until = null, next_at = null \
     from json_each(",
            $rows,
            ") j where run.id = unhex(j.value ->> 0);
     update step_run set state = 'cancelled', next_at = null, \
     ended_at = (select r.ended_at from run r where r.id = step_run.run) \
     from json_each(",
            $rows,
            ") j where step_run.run = unhex(j.value ->> 0) \
     and step_run.state in ('pending', 'running', 'retrying', 'waiting');
     update tenant set launch_seconds = x.seconds \
     from (select r.tenant, j.value ->> 6 as seconds \
           from json_each(",
            $rows,
            ") j join run r on r.id = unhex(j.value ->> 0)) x \
     where tenant.id = x.tenant and x.seconds is not null and tenant.launch_seconds is null;
     update environment set health = coalesce(x.health, environment.health), \
     last_failure = case when x.failure is not null then x.failure \
     when x.state = 'succeeded' then null else environment.last_failure end \
     from (select r.environment, j.value ->> 1 as state, j.value ->> 3 as health, \
           j.value ->> 4 as failure \
           from json_each(",
            $rows,
            ") j join run r on r.id = unhex(j.value ->> 0)) x \
     where environment.id = x.environment and (x.health <> environment.health \
     or x.failure is not null \
     or (x.state = 'succeeded' and environment.last_failure is not null))"
        )
    };
}
pub(super) use end;

pub fn ended(batch: &Batch, verdict: &Verdict) -> String {
    let rows = batch.ends.iter().filter(|e| verdict.holds(e.write));
    table(rows, |e| {
        vec![
            id(e.run.0),
            e.state.name().into(),
            time(e.at),
            e.health.map(State::name).into(),
            text(e.failure.as_ref()),
            e.failed_step.as_deref().into(),
            e.launch_seconds.into(),
        ]
    })
}

macro_rules! park {
    ($rows:literal, $grace:literal) => {
        concat!(
            "update run set lease_until = null, worker = null, next_at = j.value ->> 1, \
             ring_at = (j.value ->> 1) + ",
            $grace,
            " from json_each(",
            $rows,
            ") j where run.id = unhex(j.value ->> 0)"
        )
    };
}
pub(super) use park;

pub fn parked(batch: &Batch, verdict: &Verdict) -> String {
    let rows = batch.parks.iter().filter(|p| verdict.holds(p.write));
    table(rows, |p| vec![id(p.run.0), time(Some(p.at))])
}

// A graceful stop is no attempt of the steps that were running, and no crash.
macro_rules! release {
    ($rows:literal, $grace:literal) => {
        concat!(
            "update step_run set state = 'pending', attempts = max(attempts - 1, 0), \
             started_at = null from json_each(",
            $rows,
            ") j where step_run.run = unhex(j.value ->> 0) \
             and step_run.epoch = j.value ->> 1 and step_run.state = 'running';
             update run set lease_until = null, worker = null, next_at = null, ring_at = ",
            now!(),
            " + ",
            $grace,
            " from json_each(",
            $rows,
            ") j where run.id = unhex(j.value ->> 0)"
        )
    };
}
pub(super) use release;

pub fn released(batch: &Batch, verdict: &Verdict) -> String {
    let rows = batch.releases.iter().filter(|r| verdict.holds(r.write));
    table(rows, |r| vec![id(r.run.0), r.epoch.into()])
}
