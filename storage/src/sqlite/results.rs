//! Results of a batch: the statements that are written most.
//!
//! The fence is the step's own row: its epoch and its state. What comes with a result is written
//! for those only that held, so a late worker's result changes nothing.

use super::rows_as_json::{id, table, text, time};
use crate::batch::Batch;

macro_rules! end_steps {
    () => {
        concat!(
            "insert into held (write)
select j.value ->> 0
from jsonb_each(new.results) j
join step_run s on s.run = unhex(j.value ->> 1) and s.name = j.value ->> 2
where s.epoch = j.value ->> 3 and s.state = 'running';
update step_run set
    state = x.state,
    ended_at = case when x.next_at is null then max(x.ended_at, coalesce(started_at, 0)) end,
    next_at = x.next_at,
    output = x.output,
    error = x.error,
    note = x.note,
    attempts = attempts - (x.state = 'waiting'),
    failed_attempts = case when x.error is null then failed_attempts else
        json_insert(failed_attempts, '$[#]', json_object(
            'number', attempts,
            'started_at', started_at,
            'ended_at', max(x.ended_at, coalesce(started_at, 0)),
            'worker', (select r.worker from run r where r.id = step_run.run),
            'error', json(x.error))) end
from (
    select unhex(j.value ->> 1) as run, j.value ->> 2 as name, j.value ->> 4 as state,
        j.value ->> 5 as ended_at, j.value ->> 6 as output, j.value ->> 7 as error,
        j.value ->> 8 as note, j.value ->> 9 as next_at
    from ",
            held!("new.results"),
            "
) x
where step_run.run = x.run and step_run.name = x.name"
        )
    };
}
pub(super) use end_steps;

pub fn rows(batch: &Batch) -> Option<String> {
    table(batch.results.iter().map(|r| {
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
        )
    }))
}
