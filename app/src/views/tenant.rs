//! A tenant with its owner and its environments.

use super::environment::environment_view;
use crate::{AppResult, Portal, Session, records::Tenant};
use domain::{plan, views::TenantView};

pub async fn tenant_view(
    portal: &Portal,
    session: &Session,
    tenant: Tenant,
) -> AppResult<TenantView> {
    let owner = portal.store.owner_of(tenant.id).await?;
    let mut environments = Vec::new();
    for environment in portal.store.environments_of(tenant.id).await? {
        environments.push(environment_view(portal, session, &tenant, environment).await?);
    }
    Ok(TenantView {
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
    })
}
