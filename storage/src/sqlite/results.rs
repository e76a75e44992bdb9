//! Results of a batch: the statement that is written most.
//!
//! The fence is the step's own row: its epoch and its state. What comes with a result is written
//! for those rows only that the update returns, so a late worker's result changes nothing.

use super::{
    Conn,
    rows_as_json::{id, table, text, time},
};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
};
use app::ports::StoreResult;
use sqlx::query_as;
use std::{collections::HashMap, mem::replace};
use uuid::Uuid;

macro_rules! results {
    () => {
        "\
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
    select unhex(j.value ->> 0) as run, j.value ->> 1 as name, j.value ->> 2 as epoch,
        j.value ->> 3 as state, j.value ->> 4 as ended_at, j.value ->> 5 as output,
        j.value ->> 6 as error, j.value ->> 7 as note, j.value ->> 8 as next_at
    from json_each($1) j
) x
where step_run.run = x.run and step_run.name = x.name and step_run.epoch = x.epoch
    and step_run.state = 'running'
returning run, name, attempts"
    };
}

const RESULTS: &str = results!();
const FIRST: &str = concat!("begin immediate;", results!());

pub async fn write(
    conn: &mut Conn,
    batch: &Batch,
    verdict: &mut Verdict,
    begun: &mut bool,
) -> StoreResult<()> {
    if batch.results.is_empty() {
        return Ok(());
    }
    let rows = table(&batch.results, |r| {
        vec![
            id(r.run.0),
            r.step.as_str().into(),
            r.epoch.into(),
            r.state_name().into(),
            time(Some(r.ended_at)),
            text(r.output.as_ref()),
            text(r.error.as_ref()),
            r.note.as_deref().into(),
            time(r.next_at),
        ]
    });
    let held =
        query_as::<_, (Uuid, String, i32)>(if replace(begun, true) { RESULTS } else { FIRST })
            .bind(rows)
            .fetch_all(conn)
            .await
            .map_err(store_error)?;
    // A batch has at most one result for each step.
    let held: HashMap<(Uuid, &str), i32> = held
        .iter()
        .map(|(run, name, attempts)| ((*run, name.as_str()), *attempts))
        .collect();
    for result in &batch.results {
        if let Some(attempts) = held.get(&(result.run.0, result.step.as_str())) {
            verdict.hold_result(result.write, *attempts);
        }
    }
    Ok(())
}
