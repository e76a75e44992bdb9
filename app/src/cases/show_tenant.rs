//! show_tenant
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn show_tenant(by: &Access<SeeTenants>, slug: &Slug) -> AppResult<TenantView> {
    todo!()
}
