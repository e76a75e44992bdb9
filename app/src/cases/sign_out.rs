//! sign_out
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn sign_out(by: &Access<Visit>, session_token: &str) -> AppResult<()> {
    todo!()
}
