//! What comes with the writes that hold: started steps, moves, resources, log lines, events. One
//! statement for each kind.

use super::{
    Conn,
    rows_as_json::{id, table, time},
};
use crate::{
    batch::{Batch, Event, Verdict},
    error::store_error,
    text::plain,
};
use app::ports::StoreResult;
use domain::machine::State;
use serde_json::Value;
use sqlx::query_scalar;
use std::collections::HashSet;
use uuid::Uuid;

macro_rules! start {
    ($rows:literal) => {
        concat!(
            "insert into step_run (run, name, position, state, epoch, attempts, started_at) \
             select unhex(j.value ->> 0), j.value ->> 1, j.value ->> 2, 'running', j.value ->> 3, \
             1, coalesce(j.value ->> 4, ",
            now!(),
            ") from json_each(",
            $rows,
            ") j where true on conflict (run, name) do update set \
             state = 'running', epoch = excluded.epoch, attempts = 1, crashes = 0, \
             started_at = excluded.started_at, ended_at = null, next_at = null, output = null, \
             error = null, note = null where step_run.state <> 'running'"
        )
    };
}
pub(super) use start;

pub fn started(batch: &Batch, verdict: &Verdict) -> String {
    let rows = batch.started.iter().filter(|s| verdict.holds(s.write));
    table(rows, |s| {
        vec![
            id(s.run.0),
            s.step.as_str().into(),
            s.position.into(),
            s.epoch.into(),
            time(s.at),
        ]
    })
}

/// Answers which of the batch's moves took place. A statement sees each row as it was before, so
/// an environment's second move takes a second one.
pub async fn r#move(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<Vec<bool>> {
    let mut moved = vec![false; batch.moves.len()];
    let mut left: Vec<usize> = (0..batch.moves.len())
        .filter(|at| verdict.holds(batch.moves[*at].write))
        .collect();
    while !left.is_empty() {
        let mut seen = HashSet::new();
        let (now, later): (Vec<usize>, Vec<usize>) = left
            .into_iter()
            .partition(|at| seen.insert(batch.moves[*at].environment));
        let rows = table(&now, |at| {
            let chain = &batch.moves[*at];
            vec![
                id(chain.environment.0),
                chain.from.name().into(),
                chain.to.name().into(),
            ]
        });
        let done = query_scalar::<_, Uuid>(
            "update environment set state = m.after \
             from (select unhex(j.value ->> 0) as id, j.value ->> 1 as before, \
                   j.value ->> 2 as after from json_each($1) j) m \
             where environment.id = m.id and environment.state = m.before returning id",
        )
        .bind(rows)
        .fetch_all(&mut *conn)
        .await
        .map_err(store_error)?;
        for at in now {
            moved[at] = done.contains(&batch.moves[at].environment.0);
        }
        left = later;
    }
    Ok(moved)
}

macro_rules! place {
    ($rows:literal) => {
        concat!(
            "update environment set deployment = p.version \
             from (select unhex(j.value ->> 0) as id, j.value ->> 1 as version from json_each(",
            $rows,
            ") j) p where environment.id = p.id"
        )
    };
}
pub(super) use place;

pub fn placed(batch: &Batch, verdict: &Verdict) -> String {
    let rows = batch.placed.iter().filter(|p| verdict.holds(p.write));
    table(rows, |p| {
        vec![id(p.environment.0), plain(&p.version).into()]
    })
}

// What is there already is adopted, as long as it is this environment's own.
macro_rules! make {
    ($rows:literal) => {
        concat!(
            "insert into resource \
             (id, environment, kind, provider, external_id, name, step, run, created_at) \
             select unhex(j.value ->> 0), unhex(j.value ->> 1), j.value ->> 2, j.value ->> 3, \
             j.value ->> 4, j.value ->> 5, j.value ->> 6, unhex(j.value ->> 7), j.value ->> 8 \
             from json_each(",
            $rows,
            ") j where true \
             on conflict (provider, kind, external_id) where deleted_at is null do update set \
             name = excluded.name, step = excluded.step, run = excluded.run \
             where resource.environment = excluded.environment"
        )
    };
}
pub(super) use make;

pub fn made(batch: &Batch, verdict: &Verdict) -> String {
    let rows = batch.made.iter().filter(|m| verdict.holds(m.write));
    table(rows, |m| {
        vec![
            id(m.resource.id.0),
            id(m.environment.0),
            plain(&m.resource.kind).into(),
            plain(&m.resource.provider).into(),
            plain(&m.resource.external_id).into(),
            plain(&m.resource.name).into(),
            m.step.as_str().into(),
            id(m.run.0),
            time(Some(m.at)),
        ]
    })
}

macro_rules! remove {
    ($rows:literal) => {
        concat!(
            "update resource set deleted_at = g.at \
             from (select unhex(j.value ->> 0) as environment, j.value ->> 1 as kind, \
             j.value ->> 2 as name, j.value ->> 3 as at from json_each(",
            $rows,
            ") j) g where resource.environment = g.environment and resource.kind = g.kind \
             and resource.name = g.name and resource.deleted_at is null"
        )
    };
}
pub(super) use remove;

pub fn gone(batch: &Batch, verdict: &Verdict) -> String {
    let rows = batch.gone.iter().filter(|g| verdict.holds(g.write));
    table(rows, |g| {
        vec![
            id(g.environment.0),
            plain(&g.kind).into(),
            plain(&g.name).into(),
            time(Some(g.at)),
        ]
    })
}

macro_rules! log {
    ($rows:literal) => {
        concat!(
            "insert into log_line (run, step, attempt, at, level, text) \
             select unhex(j.value ->> 0), j.value ->> 1, j.value ->> 2, j.value ->> 3, \
             j.value ->> 4, j.value ->> 5 from json_each(",
            $rows,
            ") j order by j.key"
        )
    };
}
pub(super) use log;

pub fn lines(batch: &Batch, verdict: &Verdict) -> String {
    let rows = batch.lines.iter().filter(|l| verdict.holds(l.write));
    table(rows, |l| {
        vec![
            id(l.run.0),
            plain(&l.said.step).into(),
            l.said.attempt.into(),
            time(Some(l.said.at)),
            l.said.level.into(),
            l.said.text.as_str().into(),
        ]
    })
}

// (kind, run, payload, at); no time means now.
macro_rules! tell {
    ($rows:literal) => {
        concat!(
            "insert into event (kind, run, payload, at) \
             select j.value ->> 0, unhex(j.value ->> 1), j.value ->> 2, coalesce(j.value ->> 3, ",
            now!(),
            ") from json_each(",
            $rows,
            ") j order by j.key"
        )
    };
}
pub(super) use tell;

pub fn event_row(event: &Event, verdict: &Verdict) -> Vec<Value> {
    vec![
        event.kind.as_str().into(),
        id(event.run.0),
        event.payload(verdict).to_string().into(),
        time(event.at),
    ]
}
