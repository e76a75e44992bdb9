//! rerun_from
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn rerun_from(by: &Access<OperateRuns>, id: RunId, step: &str) -> AppResult<RunAccepted> {
    todo!()
}
