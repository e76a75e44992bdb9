//! Pictures that settings name: known to the portal, and put where the instances read them.

use crate::{
    AppError, AppResult, Portal,
    ports::{BucketError, Object},
    records::{Asset, Tenant},
};
use domain::{
    FieldError,
    settings::{Kind, find},
    states::EnvironmentState,
};
use serde_json::{Map, Value};

/// The pictures that these values name; one that nobody has uploaded is refused.
pub async fn named_by(portal: &Portal, values: &Map<String, Value>) -> AppResult<Vec<Asset>> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for (key, value) in values {
        let is_image = find(key).is_some_and(|d| d.kind == Kind::Image);
        let Some(name) = value.as_str().filter(|_| is_image) else {
            continue;
        };
        match portal.store.asset(name).await? {
            Some(asset) => found.push(asset),
            None => missing.push(FieldError::new(
                format!("settings.{key}"),
                "image",
                "Upload the image first",
            )),
        }
    }
    if missing.is_empty() {
        Ok(found)
    } else {
        Err(AppError::Invalid(missing))
    }
}

/// Puts a picture into the files of every environment that has some. Named by content, so doing
/// it again changes nothing, and doing it before the setting changes shows nothing early.
pub async fn publish(portal: &Portal, tenant: &Tenant, asset: &Asset) -> AppResult<()> {
    let object = Object {
        key: asset.key.clone(),
        content_type: asset.content_type.clone(),
        bytes: asset.bytes.clone(),
    };
    for environment in portal.store.environments_of(tenant.id).await? {
        let going = matches!(
            environment.state,
            EnvironmentState::Destroying | EnvironmentState::Destroyed
        );
        let name = environment.name();
        if !going && portal.bucket.prefix_exists(&name).await.map_err(down)? {
            portal.bucket.put(&name, &object).await.map_err(down)?;
        }
    }
    Ok(())
}

fn down(error: BucketError) -> AppError {
    AppError::Unavailable {
        what: "the bucket".to_owned(),
        hint: Some("Try again in a moment".to_owned()),
        source: error.into(),
    }
}
