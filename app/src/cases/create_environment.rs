//! create_environment
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

#[derive(Clone, Debug)]
pub struct NewEnvironment {
    pub name: EnvironmentName,
    pub company: Option<String>,
    pub email: Option<String>,
    pub plan: Option<String>,
    pub settings: Map<String, Value>,
}

pub async fn create_environment(
    by: &Access<CreateEnvironments>,
    new: NewEnvironment,
) -> AppResult<EnvironmentView> {
    todo!()
}
