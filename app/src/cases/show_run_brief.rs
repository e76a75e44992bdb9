//! A run with its steps, for everybody who may see its tenant.

use crate::{
    Access, AppResult,
    access::SeeTenants,
    views::run::{For, run_view},
};
use domain::{ids::RunId, views::RunView};

pub async fn show_run_brief(by: &Access<SeeTenants>, id: RunId) -> AppResult<RunView> {
    let run = by.run(id).await?;
    let rows = by.portal().store.steps(id).await?;
    Ok(run_view(&run, &rows, For::reader(by.session())))
}
