//! Tenants, environments and runs to test with.

use crate::database::Database;
use app::{
    ports::{StoreResult, Tx},
    records::{Environment, NewRun, Tenant},
};
use domain::{
    Phase, Slug, Stage, Time,
    ids::{EnvironmentId, RunId, TenantId},
    run::{PlannedStep, RunKind, RunPlan, StepFailure, Verb},
    states::{EnvironmentState, Health, TenantState},
};
use std::sync::Arc;
use uuid::Uuid;

/// Some fixed moment with microseconds.
pub fn moment() -> Time {
    Time::from_micros(1_800_000_000_123_457)
}

/// By this machine's clock, which is also the test databases'.
pub fn now() -> Time {
    let since = std::time::SystemTime::UNIX_EPOCH
        .elapsed()
        .expect("after 1970");
    Time::from_micros(i64::try_from(since.as_micros()).expect("fits"))
}

pub fn tenant(slug: &str) -> Tenant {
    Tenant {
        id: TenantId(Uuid::now_v7()),
        slug: Slug::parse(slug).expect("a slug"),
        company: format!("{slug} Ltd"),
        status: TenantState::Trial,
        plan: "trial".to_owned(),
        trial_ends_at: Some(moment()),
        launch_seconds: None,
        status_token: Uuid::now_v7().simple().to_string(),
        launch_started_at: Some(moment()),
        created_by: "sign-up".to_owned(),
        created_at: moment(),
    }
}

pub fn environment(tenant: &Tenant, stage: &str) -> Environment {
    Environment {
        id: EnvironmentId(Uuid::now_v7()),
        tenant: tenant.id,
        slug: tenant.slug.clone(),
        stage: Stage::parse(stage).expect("a stage"),
        state: EnvironmentState::Created,
        health: Health::Ok,
        deployment: None,
        last_failure: None,
        created_at: moment(),
    }
}

/// `("dns", &["instance"])`: dns starts after instance.
pub fn plan(steps: &[(&str, &[&str])]) -> RunPlan {
    let step = |(name, after): &(&str, &[&str])| PlannedStep {
        name: (*name).to_owned(),
        title: (*name).to_owned(),
        phase: Some(Phase::Provision),
        after: after.iter().map(|s| (*s).to_owned()).collect(),
        core: true,
        attempts: 6,
        timeout_seconds: 60,
    };
    RunPlan {
        verb: Verb::Ensure,
        phases: vec![Phase::Provision],
        steps: steps.iter().map(step).collect(),
    }
}

pub fn run(environment: &Environment, plan: impl Into<Arc<RunPlan>>) -> NewRun {
    NewRun {
        id: RunId(Uuid::now_v7()),
        tenant: environment.tenant,
        environment: environment.id,
        kind: RunKind::Deploy,
        plan: plan.into(),
        bulk: false,
        requested_by: "ada@example.com".to_owned(),
        trace_id: "4bf92f3577b34da6a3ce929d0e0e4736".to_owned(),
        launch_started_at: Some(moment()),
        created_at: now(),
    }
}

pub fn failure(summary: &str) -> StepFailure {
    StepFailure {
        kind: "unavailable".to_owned(),
        summary: summary.to_owned(),
        hint: "Try again".to_owned(),
    }
}

impl Database {
    pub async fn begin(&self) -> Box<dyn Tx> {
        self.store.begin().await.expect("a transaction")
    }

    pub async fn site(&self, slug: &str) -> (Tenant, Environment) {
        let tenant = tenant(slug);
        let environment = environment(&tenant, "prod");
        let mut tx = self.begin().await;
        tx.insert_tenant(&tenant).await.expect("a free slug");
        tx.insert_environment(&environment)
            .await
            .expect("a free stage");
        tx.commit().await.expect("commits");
        (tenant, environment)
    }

    pub async fn insert_run(&self, run: &NewRun) -> StoreResult<()> {
        let mut tx = self.begin().await;
        tx.insert_run(run).await?;
        tx.commit().await
    }

    /// A queued run with this plan on a new environment.
    pub async fn queued(&self, slug: &str, steps: &[(&str, &[&str])]) -> NewRun {
        let (_, environment) = self.site(slug).await;
        let run = run(&environment, plan(steps));
        self.insert_run(&run).await.expect("no other run");
        run
    }
}
