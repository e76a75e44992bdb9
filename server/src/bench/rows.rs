//! Rows that a benchmark works on.

use app::{
    AppResult, Portal,
    records::{Environment, NewRun, Tenant},
};
use domain::{
    Slug, Stage,
    run::{PlannedStep, RunKind, RunPlan, Verb},
    states::{EnvironmentState, Health, TenantState},
};
use std::sync::Arc;

/// A tenant with one environment, nothing of it stored yet.
pub fn site(portal: &Portal, slug: &str) -> AppResult<(Tenant, Environment)> {
    let now = portal.now();
    let slug = Slug::parse(slug).map_err(|e| e.at("slug"))?;
    let tenant = Tenant {
        id: portal.id().into(),
        slug: slug.clone(),
        company: slug.to_string(),
        status: TenantState::Trial,
        plan: "trial".to_owned(),
        trial_ends_at: None,
        launch_seconds: None,
        status_token: app::secrets::random_hex(16),
        launch_started_at: None,
        created_by: "bench".to_owned(),
        created_at: now,
    };
    let environment = Environment {
        id: portal.id().into(),
        tenant: tenant.id,
        slug,
        stage: Stage::prod(),
        state: EnvironmentState::Created,
        health: Health::Ok,
        deployment: None,
        last_failure: None,
        created_at: now,
    };
    Ok((tenant, environment))
}

/// Steps that do nothing, each after the one before.
pub fn chain(names: &[&str]) -> RunPlan {
    let step = |(i, name): (usize, &&str)| PlannedStep {
        name: (*name).to_owned(),
        title: "Do nothing".to_owned(),
        phase: None,
        after: names[i.saturating_sub(1)..i]
            .iter()
            .map(|n| (*n).to_owned())
            .collect(),
        core: true,
        attempts: 6,
        timeout_seconds: 60,
    };
    RunPlan {
        verb: Verb::Ensure,
        phases: Vec::new(),
        steps: names.iter().enumerate().map(step).collect(),
    }
}

pub fn run(portal: &Portal, environment: &Environment, plan: Arc<RunPlan>) -> NewRun {
    NewRun {
        id: portal.id().into(),
        tenant: environment.tenant,
        environment: environment.id,
        kind: RunKind::Bench,
        plan,
        bulk: false,
        requested_by: "bench".to_owned(),
        trace_id: app::secrets::random_hex(16),
        launch_started_at: None,
        created_at: portal.now(),
    }
}
