//! sign_up
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

#[derive(Clone, Debug)]
pub struct SignedUp {
    pub accepted: SignUpAccepted,
    /// The cookie's token.
    pub session: String,
}

pub async fn sign_up(
    by: &Access<Visit>,
    form: SignUp,
    logo: Option<Vec<u8>>,
    key: Option<&str>,
) -> AppResult<SignedUp> {
    todo!()
}
