//! run_events
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn run_events(
    by: &Access<SeeTenants>,
    id: RunId,
    after: i64,
) -> AppResult<Vec<EventView>> {
    todo!()
}
