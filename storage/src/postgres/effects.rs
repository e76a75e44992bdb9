//! What comes with the writes that hold: started steps, moves, resources, log lines, events.
//! One statement for each kind, and none for a kind that the batch does not have.

use super::{Conn, results::column};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
    text::plain,
    time::At,
};
use app::ports::StoreResult;
use domain::machine::State;
use sqlx::{query, query_scalar, types::Json};
use std::collections::HashSet;
use uuid::Uuid;

/// Answers which of the batch's moves took place.
pub async fn write(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<Vec<bool>> {
    start(conn, batch, verdict).await?;
    let moved = r#move(conn, batch, verdict).await?;
    place(conn, batch, verdict).await?;
    make(conn, batch, verdict).await?;
    remove(conn, batch, verdict).await?;
    log(conn, batch, verdict).await?;
    Ok(moved)
}

/// Steps that start without a result; the others are begun by the statement of their result.
async fn start(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    let rows: Vec<_> = batch
        .started
        .iter()
        .filter(|s| s.at.is_none() && verdict.holds(s.write))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    query(
        "insert into step_run (run, name, position, state, epoch, attempts, started_at)
        select distinct on (n.run, n.name) n.run, n.name, n.position, 'running', n.epoch, 1, now()
        from unnest($1::uuid[], $2::text[], $3::int[], $4::bigint[]) as n(run, name, position, epoch)
        on conflict (run, name) do update set
            state = 'running', epoch = excluded.epoch,
            attempts = case step_run.state when 'waiting' then step_run.attempts + 1 else 1 end,
            crashes = case step_run.state when 'waiting' then step_run.crashes else 0 end,
            started_at = excluded.started_at, ended_at = null, next_at = null, output = null,
            error = null, note = null
        where step_run.state <> 'running'",
    )
    .bind(column(&rows, |s| s.run.0))
    .bind(column(&rows, |s| s.step.as_str()))
    .bind(column(&rows, |s| s.position))
    .bind(column(&rows, |s| s.epoch))
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}

/// A statement sees each row as it was before, so an environment's second move takes a second one.
async fn r#move(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<Vec<bool>> {
    let mut moved = vec![false; batch.moves.len()];
    let mut left: Vec<usize> = (0..batch.moves.len())
        .filter(|at| verdict.holds(batch.moves[*at].write))
        .collect();
    while !left.is_empty() {
        let mut seen = HashSet::new();
        let (now, later): (Vec<usize>, Vec<usize>) = left
            .into_iter()
            .partition(|at| seen.insert(batch.moves[*at].environment));
        let of = |at: &usize| &batch.moves[*at];
        let done = query_scalar::<_, Uuid>(
            "update environment e set state = m.after
            from unnest($1::uuid[], $2::text[], $3::text[]) as m(id, before, after)
            where e.id = m.id and e.state = m.before returning e.id",
        )
        .bind(column(&now, |at| of(at).environment.0))
        .bind(column(&now, |at| of(at).from.name()))
        .bind(column(&now, |at| of(at).to.name()))
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

async fn place(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    let rows: Vec<_> = batch
        .placed
        .iter()
        .filter(|p| verdict.holds(p.write))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    query(
        "update environment e set deployment = p.version
        from unnest($1::uuid[], $2::text[]) as p(id, version) where e.id = p.id",
    )
    .bind(column(&rows, |p| p.environment.0))
    .bind(column(&rows, |p| plain(&p.version)))
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}

/// What is there already is adopted, as long as it is this environment's own.
async fn make(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    let rows: Vec<_> = batch
        .made
        .iter()
        .filter(|m| verdict.holds(m.write))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    query(
        "insert into resource (id, environment, kind, provider, external_id, name, step, run, created_at)
        select distinct on (provider, kind, external_id) * from unnest($1::uuid[], $2::uuid[],
            $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::timestamptz[])
            as m(id, environment, kind, provider, external_id, name, step, run, created_at)
        on conflict (provider, kind, external_id) where deleted_at is null do update set
            name = excluded.name, step = excluded.step, run = excluded.run
        where resource.environment = excluded.environment",
    )
    .bind(column(&rows, |m| m.resource.id.0))
    .bind(column(&rows, |m| m.environment.0))
    .bind(column(&rows, |m| plain(&m.resource.kind)))
    .bind(column(&rows, |m| plain(&m.resource.provider)))
    .bind(column(&rows, |m| plain(&m.resource.external_id)))
    .bind(column(&rows, |m| plain(&m.resource.name)))
    .bind(column(&rows, |m| m.step.as_str()))
    .bind(column(&rows, |m| m.run.0))
    .bind(column(&rows, |m| At(m.at)))
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}

async fn remove(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    let rows: Vec<_> = batch
        .gone
        .iter()
        .filter(|g| verdict.holds(g.write))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    query(
        "update resource r set deleted_at = g.at
        from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])
            as g(environment, kind, name, at)
        where r.environment = g.environment and r.kind = g.kind and r.name = g.name
            and r.deleted_at is null",
    )
    .bind(column(&rows, |g| g.environment.0))
    .bind(column(&rows, |g| plain(&g.kind)))
    .bind(column(&rows, |g| plain(&g.name)))
    .bind(column(&rows, |g| At(g.at)))
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}

async fn log(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    let rows: Vec<_> = batch
        .lines
        .iter()
        .filter(|l| verdict.holds(l.write))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    query(
        "insert into log_line (run, step, attempt, at, level, text)
        select run, step, attempt, at, level, text
        from unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::text[], $6::text[])
            with ordinality as l(run, step, attempt, at, level, text, place) order by place",
    )
    .bind(column(&rows, |l| l.run.0))
    .bind(column(&rows, |l| plain(&l.said.step)))
    .bind(column(&rows, |l| {
        i32::try_from(l.said.attempt).unwrap_or(i32::MAX)
    }))
    .bind(column(&rows, |l| At(l.said.at)))
    .bind(column(&rows, |l| l.said.level))
    .bind(column(&rows, |l| l.said.text.as_str()))
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}

/// Events of the batch, in its order.
pub async fn tell(
    conn: &mut Conn,
    batch: &Batch,
    verdict: &Verdict,
    moved: &[bool],
) -> StoreResult<()> {
    let rows: Vec<_> = batch.told(verdict, moved).collect();
    if rows.is_empty() {
        return Ok(());
    }
    query(
        "insert into event (kind, run, payload, at)
        select kind, run, payload, coalesce(at, now())
        from unnest($1::text[], $2::uuid[], $3::jsonb[], $4::timestamptz[])
            with ordinality as e(kind, run, payload, at, place) order by place",
    )
    .bind(column(&rows, |e| e.kind.as_str()))
    .bind(column(&rows, |e| e.run.0))
    .bind(column(&rows, |e| Json(&e.payload)))
    .bind(column(&rows, |e| e.at.map(At)))
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}
