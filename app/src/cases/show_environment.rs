//! show_environment
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn show_environment(
    by: &Access<SeeTenants>,
    name: &EnvironmentName,
) -> AppResult<EnvironmentView> {
    todo!()
}
