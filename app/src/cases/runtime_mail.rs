//! runtime_mail
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct RuntimeMail {
    pub to: String,
    pub subject: String,
    pub text: String,
    #[serde(default)]
    pub idempotency_key: Option<String>,
}

pub async fn runtime_mail(by: &Access<UseRuntime>, mail: RuntimeMail) -> AppResult<MailView> {
    todo!()
}
