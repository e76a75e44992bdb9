//! Tenants, environments and resources.

use crate::{
    error::{parsed, state},
    time::At,
};
use app::{
    ports::StoreError,
    records::{Environment, Failure, Resource, Tenant},
};
use domain::{Slug, Stage};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

#[derive(FromRow)]
pub struct TenantRow {
    pub tenant_id: Uuid,
    slug: String,
    company: String,
    status: String,
    #[sqlx(rename = "tenant_plan")]
    plan: String,
    trial_ends_at: Option<At>,
    tenant_launch_seconds: Option<f64>,
    status_token: String,
    tenant_launch_started_at: Option<At>,
    created_by: String,
    tenant_created_at: At,
}

#[derive(FromRow)]
pub struct EnvironmentRow {
    pub environment_id: Uuid,
    environment_tenant: Uuid,
    slug: String,
    stage: String,
    environment_state: String,
    health: String,
    deployment: Option<String>,
    last_failure: Option<Json<Failure>>,
    environment_created_at: At,
}

/// An environment with its tenant, from one query.
#[derive(FromRow)]
pub struct PairRow {
    #[sqlx(flatten)]
    pub tenant: TenantRow,
    #[sqlx(flatten)]
    pub environment: EnvironmentRow,
}

#[derive(FromRow)]
pub struct ResourceRow {
    id: Uuid,
    environment: Uuid,
    kind: String,
    provider: String,
    external_id: String,
    name: String,
    step: String,
    run: Option<Uuid>,
    created_at: At,
    deleted_at: Option<At>,
}

/// For a query over `tenant t`.
macro_rules! tenant_columns {
    () => {
        "t.id as tenant_id, t.slug, t.company, t.status, t.plan as tenant_plan, t.trial_ends_at, \
         t.launch_seconds as tenant_launch_seconds, t.status_token, \
         t.launch_started_at as tenant_launch_started_at, t.created_by, \
         t.created_at as tenant_created_at"
    };
}
pub(crate) use tenant_columns;

/// For a query over `environment e`; the slug comes from `tenant t`.
macro_rules! environment_columns {
    () => {
        "e.id as environment_id, e.tenant as environment_tenant, e.stage, \
         e.state as environment_state, e.health, e.deployment, e.last_failure, \
         e.created_at as environment_created_at"
    };
}
pub(crate) use environment_columns;

impl TryFrom<TenantRow> for Tenant {
    type Error = StoreError;

    fn try_from(row: TenantRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.tenant_id.into(),
            slug: parsed("tenant", "slug", &row.slug, Slug::known)?,
            company: row.company,
            status: state("tenant", "status", &row.status)?,
            plan: row.plan,
            trial_ends_at: row.trial_ends_at.map(Into::into),
            launch_seconds: row.tenant_launch_seconds,
            status_token: row.status_token,
            launch_started_at: row.tenant_launch_started_at.map(Into::into),
            created_by: row.created_by,
            created_at: row.tenant_created_at.into(),
        })
    }
}

impl TryFrom<EnvironmentRow> for Environment {
    type Error = StoreError;

    fn try_from(row: EnvironmentRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.environment_id.into(),
            tenant: row.environment_tenant.into(),
            slug: parsed("tenant", "slug", &row.slug, Slug::known)?,
            stage: parsed("environment", "stage", &row.stage, Stage::parse)?,
            state: state("environment", "state", &row.environment_state)?,
            health: state("environment", "health", &row.health)?,
            deployment: row.deployment,
            last_failure: row.last_failure.map(|failure| failure.0),
            created_at: row.environment_created_at.into(),
        })
    }
}

impl TryFrom<PairRow> for (Tenant, Environment) {
    type Error = StoreError;

    fn try_from(row: PairRow) -> Result<Self, StoreError> {
        Ok((row.tenant.try_into()?, row.environment.try_into()?))
    }
}

impl TryFrom<ResourceRow> for Resource {
    type Error = StoreError;

    fn try_from(row: ResourceRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            environment: row.environment.into(),
            kind: row.kind,
            provider: row.provider,
            external_id: row.external_id,
            name: row.name,
            step: row.step,
            run: row.run.map(Into::into),
            created_at: row.created_at.into(),
            deleted_at: row.deleted_at.map(Into::into),
        })
    }
}
