//! show_image
#![expect(unused, reason = "skeleton")]
use crate::{Access, AppResult, access::*, ports::*, records::*};
use domain::{ids::*, role::Role, run::*, sign_up::SignUp, views::*, *};
use serde_json::{Map, Value};

#[derive(Clone, Debug)]
pub struct Picture {
    pub content_type: String,
    pub bytes: Vec<u8>,
    pub tag: String,
}

pub async fn show_image(
    by: &Access<SeeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    key: &str,
) -> AppResult<Picture> {
    todo!()
}
