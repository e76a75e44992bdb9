//! What a claim answers, as its worker gets it.

use crate::{
    error::store_error,
    rows::{
        run::{RunRow, StepRow},
        tenant::PairRow,
    },
};
use app::{
    ports::{Claimed, StoreResult},
    records::{Run, StepRun},
};
use domain::{run::RunPlan, states::StepState};
use sqlx::{FromRow, postgres::PgRow};
use std::sync::Arc;
use uuid::Uuid;

#[derive(FromRow)]
struct ClaimRow {
    #[sqlx(flatten)]
    run: RunRow,
    #[sqlx(flatten)]
    pair: PairRow,
    #[sqlx(flatten)]
    started: StartedSteps,
}

/// What has to be known of a claimed run before its worker gets it.
#[derive(FromRow)]
pub struct Begun {
    pub id: Uuid,
    pub epoch: i64,
    /// The lease before was not given back: its worker may still be writing.
    pub expired: bool,
    /// Every step that there is was started by this claim.
    pub whole: bool,
}

#[derive(FromRow)]
struct StartedSteps {
    names: Vec<String>,
    positions: Vec<i32>,
}

impl StartedSteps {
    /// The steps of a run that nobody had before: most claims are such, and need no second look.
    fn fresh_steps(&self, run: &Run) -> Vec<StepRun> {
        let step = |(name, position): (&String, &i32)| StepRun {
            name: name.clone(),
            position: *position,
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
        self.names.iter().zip(&self.positions).map(step).collect()
    }
}

/// Without `steps` all there are were started just now.
pub fn read(
    row: &PgRow,
    plan: Option<Arc<RunPlan>>,
    steps: Option<Vec<StepRow>>,
) -> StoreResult<Claimed> {
    let ClaimRow { run, pair, started } = ClaimRow::from_row(row).map_err(store_error)?;
    let (tenant, environment) = pair.try_into()?;
    let run = run.with(plan)?;
    let steps = match steps {
        Some(rows) => rows
            .into_iter()
            .map(StepRow::try_into)
            .collect::<StoreResult<_>>()?,
        None => started.fresh_steps(&run),
    };
    Ok(Claimed {
        epoch: run.epoch,
        run,
        tenant,
        environment,
        steps,
    })
}
