//! All that a batch leaves once its verdict is known, and its commit: one call to sqlx.
//!
//! Each call is a hop to the connection's thread and back, which costs as much as a dozen of these
//! statements over no rows; so all of them are always sent, each with its rows as one parameter.

use super::{
    Conn, effects, finish,
    leases::micros,
    messages,
    rows_as_json::{now, table},
};
use crate::{
    batch::{Batch, Verdict, When},
    error::store_error,
    queue::GRACE,
};
use app::ports::StoreResult;
use serde_json::Value;
use sqlx::query;

/// $1 started, $2 placed, $3 made, $4 gone, $5 lines, $6 ends, $7 parks, $8 the sweeper's grace,
/// $9 releases, $10 events, $11 messages done with, $12 new messages.
const SCRIPT: &str = concat!(
    effects::start!("$1"),
    ";",
    effects::place!("$2"),
    ";",
    effects::make!("$3"),
    ";",
    effects::remove!("$4"),
    ";",
    effects::log!("$5"),
    ";",
    finish::end!("$6"),
    ";",
    finish::park!("$7", "$8"),
    ";",
    finish::release!("$9", "$8"),
    ";",
    effects::tell!("$10"),
    ";",
    messages::delete!("$11"),
    ";",
    messages::put!("$12"),
    ";commit"
);

/// `claimed`: events of the claims, which come first.
pub async fn run(
    conn: &mut Conn,
    batch: &Batch,
    verdict: &Verdict,
    moved: &[bool],
    claimed: Vec<Vec<Value>>,
) -> StoreResult<()> {
    let told = batch.told(verdict, moved);
    let told = told.map(|event| effects::event_row(event, verdict));
    let done = batch.done_jobs(verdict, Some(When::Result));
    query(SCRIPT)
        .bind(effects::started(batch, verdict))
        .bind(effects::placed(batch, verdict))
        .bind(effects::made(batch, verdict))
        .bind(effects::gone(batch, verdict))
        .bind(effects::lines(batch, verdict))
        .bind(finish::ended(batch, verdict))
        .bind(finish::parked(batch, verdict))
        .bind(micros(GRACE))
        .bind(finish::released(batch, verdict))
        .bind(table(claimed.into_iter().chain(told), |row| row))
        .bind(table(&done, |id| vec![id.as_str().into()]))
        .bind(messages::rows(&batch.messages(verdict))?)
        .execute(conn)
        .await
        .map_err(store_error)?;
    Ok(())
}
