//! show_settings
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn show_settings(
    by: &Access<SeeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
) -> AppResult<SettingsView> {
    todo!()
}
