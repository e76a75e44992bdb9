//! What a claim answers, as its worker gets it.

use super::Db;
use crate::{
    error::store_error,
    rows::{run::RunRow, tenant::PairRow},
};
use app::{
    ports::{Claimed, StoreResult},
    records::{Run, StepRun},
};
use domain::run::RunPlan;
use sqlx::{Database, FromRow};
use std::sync::Arc;

#[derive(FromRow)]
struct ClaimRow {
    #[sqlx(flatten)]
    run: RunRow,
    #[sqlx(flatten)]
    pair: PairRow,
}

pub fn read(
    row: &<Db as Database>::Row,
    plan: Option<Arc<RunPlan>>,
    steps: impl FnOnce(&Run) -> StoreResult<Vec<StepRun>>,
) -> StoreResult<Claimed> {
    let ClaimRow { run, pair } = ClaimRow::from_row(row).map_err(store_error)?;
    let (tenant, environment) = pair.try_into()?;
    let run = run.with(plan)?;
    Ok(Claimed {
        epoch: run.epoch,
        tenant,
        environment,
        steps: steps(&run)?,
        run,
    })
}
