//! list_mail
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

pub async fn list_mail(
    by: &Access<SeeMail>,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<MailView>> {
    todo!()
}
