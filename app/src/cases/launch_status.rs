//! What happens after the form, for whoever has the unguessable address.

use crate::{
    Access, AppError, AppResult, Portal,
    access::Visit,
    ports::RunFilter,
    records::{Environment, Run, Tenant},
    runs::start::launches,
    views::launch::{launch_steps, masked, past},
};
use domain::{
    Stage,
    ids::TenantId,
    run::RunKind,
    states::{RunState, StepState},
    views::LaunchView,
};

pub async fn launch_status(by: &Access<Visit>, token: &str) -> AppResult<LaunchView> {
    let portal = by.portal();
    let missing = || AppError::not_found("this launch");
    let shaped = token.len() == 32 && token.bytes().all(|b| b.is_ascii_hexdigit());
    let token = Some(token).filter(|_| shaped).ok_or_else(missing)?;
    let tenant = portal.store.tenant_by_status_token(token).await?;
    let tenant = tenant.ok_or_else(missing)?;
    let environment = portal.store.environment(tenant.id, &Stage::prod()).await?;
    let environment = environment.ok_or_else(missing)?;
    let owner = portal.store.owner_of(tenant.id).await?;
    let run = launch_run(portal, &tenant, &environment).await?;
    let now = portal.now();
    let steps = match &run {
        Some(run) => {
            let rows = portal.store.steps(run.id).await?;
            let usual = portal.store.usual_seconds().await?;
            launch_steps(run, &rows, &usual, now)
        }
        None => Vec::new(),
    };
    let name = environment.name();
    let started = tenant
        .launch_started_at
        .or(run.as_ref().map(|r| r.created_at));
    Ok(LaunchView {
        slug: tenant.slug.to_string(),
        host: name.host(&portal.config.base_domain),
        site_url: portal.site_url(&name),
        email: owner.map(|u| masked(&u.email)).unwrap_or_default(),
        run: run.as_ref().map(|r| r.id),
        reference: run.as_ref().map(|r| r.id.reference()).unwrap_or_default(),
        state: run.as_ref().map_or(RunState::Queued, |r| r.state),
        started_at: started.unwrap_or(tenant.created_at),
        now,
        launch_seconds: tenant.launch_seconds,
        degraded: steps.iter().any(|s| s.state == StepState::Degraded),
        steps,
        past: past(portal.store.past_launches().await?),
        signed_in: owns(by, tenant.id),
    })
}

fn owns(by: &Access<Visit>, tenant: TenantId) -> bool {
    by.session().tenants.contains(&tenant)
}

/// The newest run that brings the site up; a later destroy or single step is not the launch.
async fn launch_run(
    portal: &Portal,
    tenant: &Tenant,
    environment: &Environment,
) -> AppResult<Option<Run>> {
    let newest = portal.store.latest_run(environment.id).await?;
    if newest.as_ref().is_none_or(launches) {
        return Ok(newest);
    }
    let filter = RunFilter {
        tenant: Some(tenant.id),
        kind: Some(RunKind::Deploy),
        ..RunFilter::default()
    };
    let name = environment.name().to_string();
    let deploys = portal.store.runs(&filter, None, 50).await?;
    match deploys.into_iter().find(|r| r.environment == name) {
        Some(summary) => Ok(portal.store.run(summary.id).await?),
        None => Ok(None),
    }
}
