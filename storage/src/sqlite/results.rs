//! Results of a batch: the statements that are written most.
//!
//! Each is a row of a view whose trigger ends the step, tells of it and starts what follows: its JSON
//! is taken apart once, and not by each of the statements. The fence is the step's own row: its epoch
//! and its state. Where it does not hold the trigger goes no further, so a late worker's result
//! changes nothing; what else comes with a result looks whether its write is held.

use super::rows_as_json::{id, table, text, time};
use crate::batch::{Batch, Firsts};

macro_rules! each_result {
    () => {
        "insert into one_result
select j.value ->> 0, unhex(j.value ->> 1), j.value ->> 2, j.value ->> 3, j.value ->> 4,
    j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10,
    j.value ->> 11, j.value ->> 12, j.value ->> 13
from jsonb_each(new.results) j"
    };
}
pub(super) use each_result;

macro_rules! one_result {
    () => {
        concat!(
            "create temp view one_result as
select null as write, null as run, null as name, null as epoch, null as state, null as ended_at,
    null as output, null as error, null as note, null as next_at, null as starts,
    null as position, null as kind, null as payload;
create temp trigger carry_out_one_result instead of insert on one_result begin
update step_run set
    state = new.state,
    ended_at = case when new.next_at is null then max(new.ended_at, coalesce(started_at, 0)) end,
    next_at = new.next_at,
    output = new.output,
    error = new.error,
    note = new.note,
    attempts = attempts - (new.state = 'waiting'),
    failed_attempts = case when new.error is null then failed_attempts else
        json_insert(failed_attempts, '$[#]', json_object(
            'number', attempts,
            'started_at', started_at,
            'ended_at', max(new.ended_at, coalesce(started_at, 0)),
            'worker', (select r.worker from run r where r.id = new.run),
            'error', json(new.error))) end
where run = new.run and name = new.name and epoch = new.epoch and state = 'running';
select raise(ignore) where changes() = 0;
insert into held (write) values (new.write);
insert into event (kind, run, payload, at)
select new.kind, new.run, new.payload, new.ended_at where new.kind is not null;
",
            start_step!(
                "select new.run, new.starts, new.position, 'running', new.epoch, 1, new.ended_at
where new.starts is not null"
            ),
            ";
end;
"
        )
    };
}
pub(super) use one_result;

pub fn rows(batch: &Batch, firsts: &Firsts<'_>) -> Option<String> {
    let with_it = firsts.begun.iter().zip(&firsts.told);
    table(batch.results.iter().zip(with_it).map(|(r, (begun, told))| {
        (
            r.write,
            id(r.run.0),
            r.step.as_str(),
            r.epoch,
            r.state_name(),
            time(Some(r.ended_at)),
            text(r.output.as_ref()),
            text(r.error.as_ref()),
            r.note.as_deref(),
            time(r.next_at),
            begun.map(|s| s.step.as_str()),
            begun.map(|s| s.position),
            told.map(|e| e.kind.as_str()),
            told.map(|e| e.payload.to_string()),
        )
    }))
}
