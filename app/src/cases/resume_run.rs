//! A failed run goes on where it stopped: what failed is tried again, also what could be done
//! without; what is done stays done.

use crate::{Access, AppResult, access::OperateRuns, runs::go_on::Stopped};
use domain::{ids::RunId, states::StepState, views::RunAccepted};

pub async fn resume_run(by: &Access<OperateRuns>, id: RunId) -> AppResult<RunAccepted> {
    let stopped = Stopped::find(by, id, "resume").await?;
    let steps = stopped.in_state(&[StepState::Failed, StepState::Degraded, StepState::Cancelled]);
    stopped.go_on(by, &steps, None).await
}
