//! What a change would change, without making it.

use crate::{
    Access, AppResult,
    access::SeeSettings,
    settings::{
        change::{self, allowed},
        scopes, secret,
    },
};
use domain::{
    Slug, Stage, plan,
    settings::{Layer, effective, find},
    views::Change,
};
use serde_json::{Map, Value};

/// The values that hold before and after. A secret is listed whenever it is given.
pub async fn diff_settings(
    by: &Access<SeeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    values: Map<String, Value>,
) -> AppResult<Vec<Change>> {
    let portal = by.portal();
    let (tenant, environment) = scopes::find(by, slug, stage).await?;
    let environment = environment.as_ref();
    let at = scopes::own(&tenant, environment);
    let values = change::check(&values, allowed(by.session(), &at))?;
    let scopes = scopes::all(&tenant, environment);
    let mut layers = portal.store.setting_layers(&scopes).await?;
    let plan = plan::find_or_trial(&tenant.plan);
    let present = effective(&layers, plan, &tenant.company);
    if !layers.iter().any(|l| l.scope == at.scope) {
        layers.push(Layer {
            scope: at.scope,
            values: std::collections::BTreeMap::new(),
        });
    }
    for layer in layers.iter_mut().filter(|l| l.scope == at.scope) {
        let changed = values.iter().map(|(k, v)| (k.clone(), (v.clone(), 0)));
        layer.values.extend(changed);
    }
    let wanted = effective(&layers, plan, &tenant.company);
    let pairs = present.iter().zip(&wanted).filter(|(before, after)| {
        let key = before.definition.key;
        let secret = find(key).is_some_and(domain::settings::Definition::is_secret);
        values.contains_key(key) && (secret || before.value != after.value)
    });
    let change = pairs.map(|(before, after)| {
        let key = before.definition.key;
        Change {
            key: key.to_owned(),
            before: secret::shown(key, &before.value),
            after: secret::shown(key, &after.value),
        }
    });
    Ok(change.collect())
}
