//! One revision is taken back: its keys get the values from before it, as a new revision.
//!
//! Only while nobody has changed these keys since; an undo never overwrites what it has not seen.

use crate::{
    Access, AppError, AppResult,
    access::ChangeSettings,
    records::{Environment, Revision, Tenant},
    settings::{
        change::{self, Undo, allowed},
        scopes,
    },
};
use domain::{FieldError, Slug, Stage, settings::find, views::SettingsSaved};
use serde_json::{Map, Value};

pub async fn undo_settings(
    by: &Access<ChangeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    revision: i64,
) -> AppResult<SettingsSaved> {
    let portal = by.portal();
    let (tenant, environment) = scopes::find(by, slug, stage).await?;
    let missing = || AppError::not_found(format!("revision {revision} of {slug}"));
    let found = portal.store.revision(revision).await?.ok_or_else(missing)?;
    let environment = place(by, &tenant, environment, &found).await?;
    let environment = environment.ok_or_else(missing)?;
    let environment = environment.as_ref();
    let at = scopes::own(&tenant, environment);
    let values = before(&found, allowed(by.session(), &at))?;
    let place = (&tenant, environment);
    let undo = Some(Undo { revision: found });
    let saved = change::save(portal, by.session(), place, values, None, undo).await?;
    tracing::info!(tenant.id = %tenant.id, revision = saved.revision, undoes = revision, "settings undone");
    Ok(saved)
}

/// Where the revision was made: at the tenant, or at one of its environments. The outer none
/// means elsewhere.
async fn place(
    by: &Access<ChangeSettings>,
    tenant: &Tenant,
    named: Option<Environment>,
    revision: &Revision,
) -> AppResult<Option<Option<Environment>>> {
    if revision.at == scopes::own(tenant, None) {
        return Ok(Some(None));
    }
    let environments = match named {
        Some(one) => vec![one],
        None => by.portal().store.environments_of(tenant.id).await?,
    };
    let mut environments = environments.into_iter();
    let found = environments.find(|e| revision.at == scopes::own(tenant, Some(e)));
    Ok(found.map(Some))
}

fn before(
    revision: &Revision,
    may: impl Fn(&domain::settings::Definition) -> bool,
) -> AppResult<Map<String, Value>> {
    let mut faults = Vec::new();
    let mut values = Map::new();
    for change in &revision.changes {
        if find(&change.key).is_some_and(&may) {
            values.insert(change.key.clone(), change.before.clone());
        } else {
            let field = format!("settings.{}", change.key);
            let why = format!("{} cannot be changed here", change.key);
            faults.push(FieldError::new(field, "not_allowed", why));
        }
    }
    if faults.is_empty() {
        Ok(values)
    } else {
        Err(AppError::Invalid(faults))
    }
}
