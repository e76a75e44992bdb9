//! skip_step
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn skip_step(
    by: &Access<OperateRuns>,
    id: RunId,
    step: &str,
    reason: &str,
) -> AppResult<RunAccepted> {
    todo!()
}
