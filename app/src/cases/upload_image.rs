//! A picture for a setting: cleaned, stored, put where the instances read it, and then set.

use crate::{
    Access, AppResult,
    access::ChangeSettings,
    images,
    records::Asset,
    settings::{change, scopes},
};
use domain::{
    FieldError, Slug, Stage,
    settings::{Kind, find},
};
use serde_json::{Map, Value};

/// A picture that is now the value of a setting.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Uploaded {
    /// Where the portal shows it; the same for every picture of this setting.
    pub url: String,
    /// The value of the setting: `branding/<sha256>.<type>`.
    pub key: String,
    /// The new revision, of the one counter of all settings.
    pub revision: i64,
}

pub async fn upload_image(
    by: &Access<ChangeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    key: &str,
    bytes: Vec<u8>,
) -> AppResult<Uploaded> {
    let portal = by.portal();
    let (tenant, environment) = scopes::find(by, slug, stage).await?;
    let (session, environment) = (by.session(), environment.as_ref());
    let field = format!("settings.{key}");
    if find(key).is_some_and(|d| d.kind != Kind::Image) {
        return Err(FieldError::new(field, "no_image", format!("{key} is not an image")).into());
    }
    // Unknown keys and those of others are refused before the picture is looked at.
    let at = scopes::own(&tenant, environment);
    let empty = Map::from_iter([(key.to_owned(), Value::Null)]);
    change::check(&empty, change::allowed(session, &at))?;

    let picture = images::clean(&field, bytes).await?;
    let asset = Asset {
        key: picture.key.clone(),
        content_type: picture.content_type.to_owned(),
        bytes: picture.bytes,
        created_at: portal.now(),
    };
    let mut tx = portal.store.begin().await?;
    tx.put_asset(&asset).await?;
    tx.commit().await?;
    let values = Map::from_iter([(key.to_owned(), picture.key.clone().into())]);
    let place = (&tenant, environment);
    let saved = change::save(portal, session, place, values, None, None).await?;
    tracing::info!(tenant.id = %tenant.id, revision = saved.revision, setting = key, "image uploaded");
    let base = &portal.config.public_url;
    let query = stage.map(|s| format!("?stage={s}")).unwrap_or_default();
    Ok(Uploaded {
        url: format!("{base}/api/v1/tenants/{slug}/assets/{key}{query}"),
        key: picture.key,
        revision: saved.revision,
    })
}
