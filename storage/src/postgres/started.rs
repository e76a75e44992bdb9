//! Steps that a claim has started and that nobody had before, told beside their run.

use crate::error::store_error;
use app::{
    ports::StoreResult,
    records::{Run, StepRun},
};
use domain::states::StepState;
use sqlx::{FromRow, postgres::PgRow};

#[derive(FromRow)]
pub struct StartedSteps {
    names: Vec<String>,
    positions: Vec<i32>,
}

impl StartedSteps {
    /// The steps of a run that nobody had before: most claims are such, and need no second look.
    pub fn of(row: &PgRow, run: &Run) -> StoreResult<Vec<StepRun>> {
        let Self { names, positions } = Self::from_row(row).map_err(store_error)?;
        let step = |(name, position)| StepRun {
            name,
            position,
            state: StepState::Running,
            attempts: 1,
            crashes: 0,
            started_at: run.started_at,
            ended_at: None,
            next_at: None,
            output: None,
            error: None,
            note: None,
            failed_attempts: Vec::new(),
        };
        Ok(names.into_iter().zip(positions).map(step).collect())
    }
}
