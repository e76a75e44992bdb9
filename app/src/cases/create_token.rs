//! create_token
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

#[derive(Clone, Debug)]
pub struct NewToken {
    pub role: Role,
    pub tenant: Option<Slug>,
    pub environment: Option<EnvironmentName>,
    pub name: String,
    pub expires: Option<chrono::TimeDelta>,
}

pub async fn create_token(by: &Access<ManageAccess>, new: NewToken) -> AppResult<String> {
    todo!()
}
