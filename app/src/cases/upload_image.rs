//! upload_image
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

#[derive(Clone, Debug, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Uploaded {
    pub url: String,
    pub key: String,
    pub revision: i64,
}

pub async fn upload_image(
    by: &Access<ChangeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    key: &str,
    bytes: Vec<u8>,
) -> AppResult<Uploaded> {
    todo!()
}
