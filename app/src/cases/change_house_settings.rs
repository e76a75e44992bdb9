//! change_house_settings
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn change_house_settings(
    by: &Access<ManageAccess>,
    values: Map<String, Value>,
) -> AppResult<SettingsSaved> {
    todo!()
}
