//! Everything a developer needs about a run.

use crate::{
    Access, AppResult, Portal,
    access::SeeRuns,
    views::run::{For, run_view},
};
use domain::{
    ids::RunId,
    states::EnvironmentState,
    views::{LogLine, RunDetail, StepDetail},
};

const LOG_PAGE: u32 = 1_000;
/// A page that shows more is no longer read; the rest stays in the database.
const LOG_LINES: usize = 5_000;

pub async fn show_run(by: &Access<SeeRuns>, id: RunId) -> AppResult<RunDetail> {
    let portal = by.portal();
    let run = by.run(id).await?;
    let rows = portal.store.steps(id).await?;
    let environment = portal.store.environment_by_id(run.environment).await?;
    let usual = portal.store.usual_seconds().await?;
    let view = run_view(&run, &rows, For::Staff);
    let details = rows.into_iter().map(|row| StepDetail {
        usual_seconds: usual.get(&row.name).copied(),
        name: row.name,
        failed_attempts: row.failed_attempts,
        output: row.output,
    });
    Ok(RunDetail {
        details: details.collect(),
        run: view,
        worker: run.worker,
        lease: run.epoch,
        trace_id: run.trace_id,
        environment_state: environment.map_or(EnvironmentState::Destroyed, |e| e.state),
        log: log(portal, id).await?,
    })
}

async fn log(portal: &Portal, id: RunId) -> AppResult<Vec<LogLine>> {
    let mut lines: Vec<LogLine> = Vec::new();
    while lines.len() < LOG_LINES {
        let after = lines.last().map_or(0, |l| l.id);
        let page = portal.store.run_log(id, after, LOG_PAGE).await?;
        let is_last = page.len() < LOG_PAGE as usize;
        lines.extend(page);
        if is_last {
            break;
        }
    }
    Ok(lines)
}
