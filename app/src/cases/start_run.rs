//! start_run
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Phase(Phase),
    Deploy,
    Step(String),
    Destroy,
}

pub async fn start_run(
    by: &Access<OperateEnvironments>,
    name: &EnvironmentName,
    action: Action,
) -> AppResult<RunAccepted> {
    todo!()
}
