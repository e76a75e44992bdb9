//! The picture that a setting names, for the forms of the portal.

use crate::{
    Access, AppError, AppResult,
    access::SeeSettings,
    settings::{scopes, view::visible},
};
use domain::{Slug, Stage, settings::Kind};

#[derive(Clone, Debug)]
pub struct Picture {
    pub content_type: String,
    pub bytes: Vec<u8>,
    /// Names the content, so it serves as an ETag.
    pub tag: String,
}

pub async fn show_image(
    by: &Access<SeeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    key: &str,
) -> AppResult<Picture> {
    let portal = by.portal();
    let missing = || AppError::not_found(format!("image {key} of {slug}"));
    let (tenant, environment) = scopes::find(by, slug, stage).await?;
    let values = scopes::effective_for(portal, &tenant, environment.as_ref()).await?;
    let visible = visible(by.session());
    let named = values.iter().find(|e| {
        let d = e.definition;
        d.key == key && d.kind == Kind::Image && visible(d)
    });
    let name = named.and_then(|e| e.value.as_str()).ok_or_else(missing)?;
    let asset = portal.store.asset(name).await?.ok_or_else(missing)?;
    Ok(Picture {
        content_type: asset.content_type,
        bytes: asset.bytes,
        tag: asset.key,
    })
}
