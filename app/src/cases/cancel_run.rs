//! cancel_run
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn cancel_run(by: &Access<OperateRuns>, id: RunId) -> AppResult<RunAccepted> {
    todo!()
}
