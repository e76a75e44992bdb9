//! list_environments
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn list_environments(
    by: &Access<SeeTenants>,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<EnvironmentView>> {
    todo!()
}
