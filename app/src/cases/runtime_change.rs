//! runtime_change
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn runtime_change(
    by: &Access<UseRuntime>,
    values: Map<String, Value>,
) -> AppResult<SettingsSaved> {
    todo!()
}
