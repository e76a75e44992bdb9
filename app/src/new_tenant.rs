//! Fresh rows for a tenant and its environments, the same from the form and from the terminal.

use crate::{
    Portal,
    records::{Environment, Tenant},
    secrets::random_hex,
};
use domain::{
    Slug, Stage, Time,
    ids::{EnvironmentId, TenantId},
    plan::Plan,
    states::{EnvironmentState, Health, TenantState},
};

pub fn tenant(
    portal: &Portal,
    slug: Slug,
    company: String,
    plan: &Plan,
    created_by: &str,
    now: Time,
) -> Tenant {
    Tenant {
        id: TenantId(portal.id()),
        slug,
        company,
        status: match plan.trial_days {
            Some(_) => TenantState::Trial,
            None => TenantState::Active,
        },
        plan: plan.name.to_owned(),
        trial_ends_at: plan.trial_days.map(|days| now + Time::days(days)),
        launch_seconds: None,
        status_token: random_hex(16),
        launch_started_at: None,
        created_by: created_by.to_owned(),
        created_at: now,
    }
}

pub fn environment(portal: &Portal, tenant: &Tenant, stage: Stage, now: Time) -> Environment {
    Environment {
        id: EnvironmentId(portal.id()),
        tenant: tenant.id,
        slug: tenant.slug.clone(),
        stage,
        state: EnvironmentState::Created,
        health: Health::Ok,
        deployment: None,
        last_failure: None,
        created_at: now,
    }
}
