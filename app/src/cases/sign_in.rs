//! sign_in
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The cookie's token.
    pub session: String,
    pub role: Role,
    /// Slugs of the tenants that the caller owns.
    pub tenants: Vec<String>,
}

pub async fn sign_in(by: &Access<Visit>, email: &str, password: &str) -> AppResult<SignedIn> {
    todo!()
}
