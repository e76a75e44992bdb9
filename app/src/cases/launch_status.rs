//! launch_status
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn launch_status(by: &Access<Visit>, token: &str) -> AppResult<LaunchView> {
    todo!()
}
