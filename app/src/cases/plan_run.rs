//! plan_run
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use crate::cases::Action;
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn plan_run(
    by: &Access<OperateEnvironments>,
    name: &EnvironmentName,
    action: Action,
) -> AppResult<RunPlan> {
    todo!()
}
