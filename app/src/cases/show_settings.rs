//! The settings that hold for a tenant or one of its environments, each with where it comes from.

use crate::{
    Access, AppResult,
    access::SeeSettings,
    settings::{
        scopes,
        view::{settings_view, visible},
    },
};
use domain::{Slug, Stage, views::SettingsView};

pub async fn show_settings(
    by: &Access<SeeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
) -> AppResult<SettingsView> {
    let portal = by.portal();
    let (tenant, environment) = scopes::find(by, slug, stage).await?;
    let scopes = scopes::all(&tenant, environment.as_ref());
    // The number first: a change in between makes the view newer than it says, never older.
    let revision = portal.store.settings_revision(&scopes).await?;
    let values = scopes::effective_for(portal, &tenant, environment.as_ref()).await?;
    Ok(settings_view(&values, revision, visible(by.session())))
}
