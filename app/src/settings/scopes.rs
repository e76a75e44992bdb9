//! Which scopes hold for a tenant or one of its environments, and the values that follow.

use crate::{
    Access, AppResult, Portal,
    ports::Store,
    records::{Environment, ScopeKey, Tenant},
};
use domain::{
    EnvironmentName, Slug, Stage, plan,
    settings::{Effective, Scope, effective},
};
use serde_json::Value;

pub fn global() -> ScopeKey {
    ScopeKey {
        scope: Scope::Global,
        subject: String::new(),
    }
}

/// Where a change for this tenant, or this environment of it, is kept.
pub fn own(tenant: &Tenant, environment: Option<&Environment>) -> ScopeKey {
    match environment {
        Some(e) => ScopeKey {
            scope: Scope::Environment,
            subject: e.id.to_string(),
        },
        None => ScopeKey {
            scope: Scope::Tenant,
            subject: tenant.id.to_string(),
        },
    }
}

/// Every scope that has a say, from the widest to the narrowest.
pub fn all(tenant: &Tenant, environment: Option<&Environment>) -> Vec<ScopeKey> {
    let plan = ScopeKey {
        scope: Scope::Plan,
        subject: tenant.plan.clone(),
    };
    let mut scopes = vec![global(), plan, own(tenant, None)];
    scopes.extend(environment.map(|e| own(tenant, Some(e))));
    scopes
}

/// The tenant that is meant, and its environment when a stage is named.
pub(crate) async fn find<C>(
    by: &Access<C>,
    slug: &Slug,
    stage: Option<&Stage>,
) -> AppResult<(Tenant, Option<Environment>)> {
    match stage {
        None => Ok((by.tenant(slug).await?, None)),
        Some(stage) => {
            let name = EnvironmentName::new(slug.clone(), stage.clone());
            let (tenant, environment) = by.environment(&name).await?;
            Ok((tenant, Some(environment)))
        }
    }
}

pub async fn effective_for(
    portal: &Portal,
    tenant: &Tenant,
    environment: Option<&Environment>,
) -> AppResult<Vec<Effective>> {
    let layers = portal
        .store
        .setting_layers(&all(tenant, environment))
        .await?;
    let plan = plan::find_or_trial(&tenant.plan);
    Ok(effective(&layers, plan, &tenant.company))
}

/// The settings of the house, which no tenant has a say in.
pub async fn house(portal: &Portal) -> AppResult<Vec<Effective>> {
    house_of(portal.store.as_ref()).await
}

pub async fn house_of(store: &dyn Store) -> AppResult<Vec<Effective>> {
    let layers = store.setting_layers(&[global()]).await?;
    Ok(effective(&layers, &plan::ALL[0], ""))
}

pub fn number(values: &[Effective], key: &str) -> i64 {
    get(values, key).and_then(Value::as_i64).unwrap_or_default()
}

pub fn text<'a>(values: &'a [Effective], key: &str) -> Option<&'a str> {
    get(values, key).and_then(Value::as_str)
}

fn get<'a>(values: &'a [Effective], key: &str) -> Option<&'a Value> {
    let found = values.iter().find(|e| e.definition.key == key);
    found.map(|e| &e.value)
}
