//! session_view
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn session_view(by: &Access<Visit>) -> AppResult<Option<SessionView>> {
    todo!()
}
