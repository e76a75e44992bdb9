//! Who works, and what waits in the queue's lines.

use crate::{Access, AppResult, access::SeeRuns};
use domain::views::WorkersView;

pub async fn list_workers(by: &Access<SeeRuns>) -> AppResult<WorkersView> {
    let workers = &by.portal().workers;
    Ok(WorkersView {
        items: workers.workers().await?,
        lines: workers.lines().await?,
    })
}
