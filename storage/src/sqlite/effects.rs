//! What comes with the writes that hold: started steps, moves, resources, log lines, events. One
//! statement for each kind, in the words of the script.

use super::rows_as_json::{id, table, time};
use crate::{
    batch::{Batch, Event, Firsts},
    text::plain,
};
use domain::machine::State;

macro_rules! start_step {
    ($rows:expr) => {
        concat!(
            "insert into step_run (run, name, position, state, epoch, attempts, started_at)
",
            $rows,
            " on conflict (run, name) do update set
    state = 'running', epoch = excluded.epoch,
    attempts = iif(step_run.state = 'waiting', attempts + 1, 1),
    crashes = iif(step_run.state = 'waiting', crashes, 0),
    started_at = excluded.started_at, ended_at = null, next_at = null, output = null,
    error = null, note = null
where step_run.state <> 'running'"
        )
    };
}
pub(super) use start_step;

macro_rules! start {
    () => {
        start_step!(concat!(
            "select unhex(j.value ->> 1), j.value ->> 2, j.value ->> 3, 'running', j.value ->> 4, 1,
    coalesce(j.value ->> 5, ",
            now!(),
            ")
from ",
            held!("new.started"),
            " where true"
        ))
    };
}
pub(super) use start;

/// Those that do not stand in the row of a result.
pub fn started(batch: &Batch, firsts: &Firsts<'_>) -> Option<String> {
    let of_no_result = batch.started.iter().filter(|s| s.at.is_none());
    table(
        firsts
            .more_begun
            .iter()
            .copied()
            .chain(of_no_result)
            .map(|s| {
                (
                    s.write,
                    id(s.run.0),
                    s.step.as_str(),
                    s.position,
                    s.epoch,
                    time(s.at),
                )
            }),
    )
}

// One after the other, each by the trigger below: an environment's second move is made from where
// its first one has brought it.
macro_rules! r#move {
    () => {
        concat!(
            "insert into one_move
select j.key, unhex(j.value ->> 1), j.value ->> 2, j.value ->> 3
from ",
            held!("new.moves"),
            " order by j.key"
        )
    };
}
pub(super) use r#move;

macro_rules! one_move {
    () => {
        "insert into moved (n) select new.n from environment
    where id = new.environment and state = new.before;
update environment set state = new.after where id = new.environment and state = new.before"
    };
}
pub(super) use one_move;

pub fn moves(batch: &Batch) -> Option<String> {
    table(
        batch
            .moves
            .iter()
            .map(|m| (m.write, id(m.environment.0), m.from.name(), m.to.name())),
    )
}

macro_rules! place {
    () => {
        concat!(
            "update environment set deployment = j.value ->> 2 from ",
            held!("new.placed"),
            " where environment.id = unhex(j.value ->> 1)"
        )
    };
}
pub(super) use place;

pub fn placed(batch: &Batch) -> Option<String> {
    table(
        batch
            .placed
            .iter()
            .map(|p| (p.write, id(p.environment.0), plain(&p.version))),
    )
}

// What is there already is adopted, as long as it is this environment's own.
macro_rules! make {
    () => {
        concat!(
            "insert into resource
    (id, environment, kind, provider, external_id, name, step, run, created_at)
select unhex(j.value ->> 1), unhex(j.value ->> 2), j.value ->> 3, j.value ->> 4,
    j.value ->> 5, j.value ->> 6, j.value ->> 7, unhex(j.value ->> 8), j.value ->> 9
from ",
            held!("new.made"),
            " where true
on conflict (provider, kind, external_id) where deleted_at is null do update set
    name = excluded.name, step = excluded.step, run = excluded.run
where resource.environment = excluded.environment"
        )
    };
}
pub(super) use make;

pub fn made(batch: &Batch) -> Option<String> {
    table(batch.made.iter().map(|m| {
        (
            m.write,
            id(m.resource.id.0),
            id(m.environment.0),
            plain(&m.resource.kind),
            plain(&m.resource.provider),
            plain(&m.resource.external_id),
            plain(&m.resource.name),
            m.step.as_str(),
            id(m.run.0),
            time(Some(m.at)),
        )
    }))
}

macro_rules! remove {
    () => {
        concat!(
            "update resource set deleted_at = g.at
from (select unhex(j.value ->> 1) as environment, j.value ->> 2 as kind,
        j.value ->> 3 as name, j.value ->> 4 as at
    from ",
            held!("new.gone"),
            ") g
where resource.environment = g.environment and resource.kind = g.kind
    and resource.name = g.name and resource.deleted_at is null"
        )
    };
}
pub(super) use remove;

pub fn gone(batch: &Batch) -> Option<String> {
    table(batch.gone.iter().map(|g| {
        (
            g.write,
            id(g.environment.0),
            plain(&g.kind),
            plain(&g.name),
            time(Some(g.at)),
        )
    }))
}

macro_rules! log {
    () => {
        concat!(
            "insert into log_line (run, step, attempt, at, level, text)
select unhex(j.value ->> 1), j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5,
    j.value ->> 6
from ",
            held!("new.lines"),
            " order by j.key"
        )
    };
}
pub(super) use log;

pub fn lines(batch: &Batch) -> Option<String> {
    table(batch.lines.iter().map(|l| {
        (
            l.write,
            id(l.run.0),
            plain(&l.said.step),
            l.said.attempt,
            time(Some(l.said.at)),
            l.said.level,
            l.said.text.as_str(),
        )
    }))
}

// No time means now. Of those that hang on a move, the ones whose move took place.
macro_rules! tell {
    () => {
        concat!(
            "insert into event (kind, run, payload, at)
select j.value ->> 1, unhex(j.value ->> 2),
    j.value ->> 3,
    coalesce(j.value ->> 4, ",
            now!(),
            ")
from ",
            held!("new.events"),
            " where j.value ->> 5 is null or j.value ->> 5 in (select n from moved)
order by j.key"
        )
    };
}
pub(super) use tell;

/// Those that do not stand in the row of a result.
pub fn events<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<String> {
    table(events.into_iter().map(|e| {
        (
            e.write,
            e.kind.as_str(),
            id(e.run.0),
            e.payload.to_string(),
            time(e.at),
            e.of_move,
        )
    }))
}
