//! A tenant with its owner and its environments.

use super::environment::environment_views;
use crate::{
    AppError, AppResult, Portal, Session,
    records::{Environment, Tenant, User},
};
use domain::{
    ids::TenantId,
    plan,
    views::{EnvironmentView, TenantView},
};
use std::collections::HashMap;

/// All of them from a handful of reads, however many they are.
pub async fn tenant_views(
    portal: &Portal,
    session: &Session,
    tenants: Vec<Tenant>,
) -> AppResult<Vec<TenantView>> {
    let ids: Vec<TenantId> = tenants.iter().map(|t| t.id).collect();
    let mut owners = portal.store.owners_of(&ids).await?;
    let known: HashMap<TenantId, &Tenant> = tenants.iter().map(|t| (t.id, t)).collect();
    let environments = portal.store.environments_of_all(&ids).await?;
    let owning: Vec<TenantId> = environments.iter().map(|e| e.tenant).collect();
    let pair = |e: Environment| Some(((*known.get(&e.tenant)?).clone(), e));
    let pairs = environments.into_iter().filter_map(pair).collect();
    let views = environment_views(portal, session, pairs).await?;
    let mut of_tenant: HashMap<TenantId, Vec<EnvironmentView>> = HashMap::new();
    for (tenant, view) in owning.into_iter().zip(views) {
        of_tenant.entry(tenant).or_default().push(view);
    }
    let view = |tenant: Tenant| {
        let (owner, environments) = (owners.remove(&tenant.id), of_tenant.remove(&tenant.id));
        tenant_view_of(tenant, owner, environments.unwrap_or_default())
    };
    Ok(tenants.into_iter().map(view).collect())
}

pub async fn tenant_view(
    portal: &Portal,
    session: &Session,
    tenant: Tenant,
) -> AppResult<TenantView> {
    let views = tenant_views(portal, session, vec![tenant]).await?;
    let one = views.into_iter().next();
    one.ok_or_else(|| AppError::internal("no view of one tenant"))
}

fn tenant_view_of(
    tenant: Tenant,
    owner: Option<User>,
    environments: Vec<EnvironmentView>,
) -> TenantView {
    TenantView {
        id: tenant.id,
        slug: tenant.slug.to_string(),
        company: tenant.company,
        status: tenant.status,
        plan_title: plan::find_or_trial(&tenant.plan).title.to_owned(),
        plan: tenant.plan,
        trial_ends_at: tenant.trial_ends_at,
        launch_seconds: tenant.launch_seconds,
        created_at: tenant.created_at,
        owner: owner.map(|u| u.email.to_string()),
        environments,
    }
}
