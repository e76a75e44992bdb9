//! check_slug
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn check_slug(by: &Access<Visit>, typed: &str) -> AppResult<SlugAnswer> {
    todo!()
}
