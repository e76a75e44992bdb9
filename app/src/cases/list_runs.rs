//! list_runs
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

#[derive(Clone, Debug, Default)]
pub struct RunQuery {
    pub state: Option<String>,
    pub tenant: Option<String>,
    pub kind: Option<String>,
    pub step: Option<String>,
}

pub async fn list_runs(
    by: &Access<SeeRuns>,
    filter: RunQuery,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<RunSummary>> {
    todo!()
}
