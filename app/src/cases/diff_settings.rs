//! diff_settings
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn diff_settings(
    by: &Access<SeeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    values: Map<String, Value>,
) -> AppResult<Vec<Change>> {
    todo!()
}
