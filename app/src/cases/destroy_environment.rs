//! destroy_environment
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn destroy_environment(
    by: &Access<Destroy>,
    name: &EnvironmentName,
) -> AppResult<RunAccepted> {
    todo!()
}
