//! settings_history
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn settings_history(
    by: &Access<SeeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<RevisionView>> {
    todo!()
}
