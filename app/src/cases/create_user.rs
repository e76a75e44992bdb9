//! create_user
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn create_user(
    by: &Access<ManageAccess>,
    email: &str,
    role: Role,
    password: Option<String>,
) -> AppResult<(User, Option<String>)> {
    todo!()
}
