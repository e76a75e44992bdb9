//! change_settings
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn change_settings(
    by: &Access<ChangeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    values: Map<String, Value>,
    if_match: Option<i64>,
) -> AppResult<SettingsSaved> {
    todo!()
}
