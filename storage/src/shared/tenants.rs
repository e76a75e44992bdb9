//! Tenants, environments and resources, as both databases say it.

use super::{Backend, Db, Work, lists::push_ids};
use crate::{
    error::store_error,
    rows::{
        record, records,
        tenant::{
            EnvironmentRow, PairRow, ResourceRow, TenantRow, environment_columns, tenant_columns,
        },
    },
    text::{like, plain},
    time::At,
};
use app::{
    ports::{StoreResult, TenantReads, TenantWrites},
    records::{Environment, Resource, Tenant},
};
use async_trait::async_trait;
use domain::{
    Slug, Stage,
    ids::{EnvironmentId, TenantId},
    machine::State,
    states::{EnvironmentState, TenantState},
};
use sqlx::{QueryBuilder, query, query_as, query_scalar, types::Json};
use uuid::Uuid;

macro_rules! tenants {
    ($rest:literal) => {
        concat!("select ", tenant_columns!(), " from tenant t ", $rest)
    };
}

macro_rules! environments {
    ($rest:literal) => {
        concat!(
            "select ",
            environment_columns!(),
            ", t.slug from environment e join tenant t on t.id = e.tenant ",
            $rest
        )
    };
}

macro_rules! resources {
    ($rest:literal) => {
        concat!(
            "select id, environment, kind, provider, external_id, name, step, run, created_at, \
             deleted_at from resource ",
            $rest
        )
    };
}

macro_rules! pairs {
    ($rest:literal) => {
        concat!(
            "select ",
            tenant_columns!(),
            ", ",
            environment_columns!(),
            " from environment e join tenant t on t.id = e.tenant ",
            $rest
        )
    };
}

#[async_trait]
impl TenantReads for Backend {
    async fn tenant(&self, id: TenantId) -> StoreResult<Option<Tenant>> {
        let found = query_as::<Db, TenantRow>(tenants!("where t.id = $1"))
            .bind(id.0)
            .fetch_optional(self.reads())
            .await;
        record(found.map_err(store_error)?)
    }

    async fn tenants_named(&self, ids: &[TenantId]) -> StoreResult<Vec<Tenant>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut select = QueryBuilder::<Db>::new(tenants!("where t.id in ("));
        push_ids(&mut select, ids.iter().map(|id| id.0));
        select.push(") order by t.id desc");
        let found = select.build_query_as::<TenantRow>();
        records(found.fetch_all(self.reads()).await.map_err(store_error)?)
    }

    async fn tenant_by_slug(&self, slug: &Slug) -> StoreResult<Option<Tenant>> {
        let found = query_as::<Db, TenantRow>(tenants!("where t.slug = $1"))
            .bind(slug.as_str())
            .fetch_optional(self.reads())
            .await;
        record(found.map_err(store_error)?)
    }

    async fn tenant_by_status_token(&self, token: &str) -> StoreResult<Option<Tenant>> {
        let found = query_as::<Db, TenantRow>(tenants!("where t.status_token = $1"))
            .bind(plain(token))
            .fetch_optional(self.reads())
            .await;
        record(found.map_err(store_error)?)
    }

    /// A search looks anywhere in slug and company, so no index can find it: it walks the tenants
    /// from the newest on and stops when the page is full.
    async fn tenants(
        &self,
        query: &str,
        after: Option<TenantId>,
        limit: u32,
    ) -> StoreResult<Vec<Tenant>> {
        let below = after.map_or(Uuid::max(), |id| id.0);
        let limit = i64::from(limit);
        let found = if query.trim().is_empty() {
            query_as::<Db, TenantRow>(tenants!("where t.id < $1 order by t.id desc limit $2"))
                .bind(below)
                .bind(limit)
                .fetch_all(self.reads())
                .await
        } else {
            query_as::<Db, TenantRow>(tenants!(
                "where t.id < $1 and t.search like $2 escape '\\' order by t.id desc limit $3"
            ))
            .bind(below)
            .bind(format!("%{}%", like(&query.trim().to_lowercase())))
            .bind(limit)
            .fetch_all(self.reads())
            .await
        };
        records(found.map_err(store_error)?)
    }

    async fn slugs_like(&self, stem: &str) -> StoreResult<Vec<Slug>> {
        // '.' follows '-' in ASCII, so the range is every slug that begins with the stem and '-'.
        let found = query_as::<Db, TenantRow>(tenants!(
            "where t.slug = $1 or (t.slug >= $1 || '-' and t.slug < $1 || '.') order by t.slug"
        ))
        .bind(plain(stem))
        .fetch_all(self.reads())
        .await;
        let tenants: Vec<Tenant> = records(found.map_err(store_error)?)?;
        Ok(tenants.into_iter().map(|tenant| tenant.slug).collect())
    }

    async fn count_trials(&self) -> StoreResult<i64> {
        query_scalar::<Db, i64>("select count(*) from tenant where status = 'trial'")
            .fetch_one(self.reads())
            .await
            .map_err(store_error)
    }

    async fn environment(
        &self,
        tenant: TenantId,
        stage: &Stage,
    ) -> StoreResult<Option<Environment>> {
        let found =
            query_as::<Db, EnvironmentRow>(environments!("where e.tenant = $1 and e.stage = $2"))
                .bind(tenant.0)
                .bind(stage.as_str())
                .fetch_optional(self.reads())
                .await;
        record(found.map_err(store_error)?)
    }

    async fn environment_by_id(&self, id: EnvironmentId) -> StoreResult<Option<Environment>> {
        let found = query_as::<Db, EnvironmentRow>(environments!("where e.id = $1"))
            .bind(id.0)
            .fetch_optional(self.reads())
            .await;
        record(found.map_err(store_error)?)
    }

    async fn environments_of(&self, tenant: TenantId) -> StoreResult<Vec<Environment>> {
        let found =
            query_as::<Db, EnvironmentRow>(environments!("where e.tenant = $1 order by e.id"))
                .bind(tenant.0)
                .fetch_all(self.reads())
                .await;
        records(found.map_err(store_error)?)
    }

    async fn environments(
        &self,
        after: Option<EnvironmentId>,
        limit: u32,
    ) -> StoreResult<Vec<(Tenant, Environment)>> {
        let found = query_as::<Db, PairRow>(pairs!("where e.id < $1 order by e.id desc limit $2"))
            .bind(after.map_or(Uuid::max(), |id| id.0))
            .bind(i64::from(limit))
            .fetch_all(self.reads())
            .await;
        records(found.map_err(store_error)?)
    }

    async fn environments_in(
        &self,
        state: EnvironmentState,
    ) -> StoreResult<Vec<(Tenant, Environment)>> {
        let found = query_as::<Db, PairRow>(pairs!("where e.state = $1 order by e.id"))
            .bind(state.name())
            .fetch_all(self.reads())
            .await;
        records(found.map_err(store_error)?)
    }

    async fn environments_of_all(&self, tenants: &[TenantId]) -> StoreResult<Vec<Environment>> {
        if tenants.is_empty() {
            return Ok(Vec::new());
        }
        let mut select = QueryBuilder::<Db>::new(environments!("where e.tenant in ("));
        push_ids(&mut select, tenants.iter().map(|id| id.0));
        select.push(") order by e.id");
        let found = select.build_query_as::<EnvironmentRow>();
        records(found.fetch_all(self.reads()).await.map_err(store_error)?)
    }

    async fn resources(&self, environment: EnvironmentId) -> StoreResult<Vec<Resource>> {
        let found = query_as::<Db, ResourceRow>(resources!(
            "where environment = $1 and deleted_at is null order by id"
        ))
        .bind(environment.0)
        .fetch_all(self.reads())
        .await;
        records(found.map_err(store_error)?)
    }

    async fn resources_of_all(&self, environments: &[EnvironmentId]) -> StoreResult<Vec<Resource>> {
        if environments.is_empty() {
            return Ok(Vec::new());
        }
        let mut select =
            QueryBuilder::<Db>::new(resources!("where deleted_at is null and environment in ("));
        push_ids(&mut select, environments.iter().map(|id| id.0));
        select.push(") order by id");
        let found = select.build_query_as::<ResourceRow>();
        records(found.fetch_all(self.reads()).await.map_err(store_error)?)
    }

    async fn resource_named(&self, kind: &str, name: &str) -> StoreResult<Option<Resource>> {
        let found = query_as::<Db, ResourceRow>(resources!(
            "where kind = $1 and name = $2 and deleted_at is null order by id desc limit 1"
        ))
        .bind(kind)
        .bind(plain(name))
        .fetch_optional(self.reads())
        .await;
        record(found.map_err(store_error)?)
    }
}

#[async_trait]
impl TenantWrites for Work {
    async fn insert_tenant(&mut self, tenant: &Tenant) -> StoreResult<()> {
        query::<Db>(
            "insert into tenant (id, slug, company, search, status, plan, trial_ends_at, \
             launch_seconds, status_token, launch_started_at, created_by, created_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(tenant.id.0)
        .bind(tenant.slug.as_str())
        .bind(plain(&tenant.company))
        .bind(plain(&format!(
            "{} {}",
            tenant.slug,
            tenant.company.to_lowercase()
        )))
        .bind(tenant.status.name())
        .bind(&tenant.plan)
        .bind(tenant.trial_ends_at.map(At))
        .bind(tenant.launch_seconds)
        .bind(&tenant.status_token)
        .bind(tenant.launch_started_at.map(At))
        .bind(plain(&tenant.created_by))
        .bind(At(tenant.created_at))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(())
    }

    async fn insert_environment(&mut self, environment: &Environment) -> StoreResult<()> {
        query::<Db>(
            "insert into environment (id, tenant, stage, state, health, deployment, last_failure, \
             created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(environment.id.0)
        .bind(environment.tenant.0)
        .bind(environment.stage.as_str())
        .bind(environment.state.name())
        .bind(environment.health.name())
        .bind(&environment.deployment)
        .bind(environment.last_failure.as_ref().map(Json))
        .bind(At(environment.created_at))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(())
    }

    async fn move_environment(
        &mut self,
        id: EnvironmentId,
        from: EnvironmentState,
        to: EnvironmentState,
    ) -> StoreResult<bool> {
        let done = query::<Db>("update environment set state = $3 where id = $1 and state = $2")
            .bind(id.0)
            .bind(from.name())
            .bind(to.name())
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        Ok(done.rows_affected() == 1)
    }

    async fn move_tenant(
        &mut self,
        id: TenantId,
        from: TenantState,
        to: TenantState,
    ) -> StoreResult<bool> {
        let done = query::<Db>("update tenant set status = $3 where id = $1 and status = $2")
            .bind(id.0)
            .bind(from.name())
            .bind(to.name())
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        Ok(done.rows_affected() == 1)
    }

    async fn count_trials(&mut self) -> StoreResult<i64> {
        query_scalar::<Db, i64>("select count(*) from tenant where status = 'trial'")
            .fetch_one(self.conn())
            .await
            .map_err(store_error)
    }

    /// Everything that names the environment goes with it; its mails stay with the tenant.
    async fn delete_environment(&mut self, id: EnvironmentId) -> StoreResult<()> {
        let subject = id.to_string();
        for statement in [
            "delete from step_run where run in (select id from run where environment = $1)",
            "delete from event where run in (select id from run where environment = $1)",
            "delete from log_line where run in (select id from run where environment = $1)",
            "delete from run where environment = $1",
        ] {
            query::<Db>(statement)
                .bind(id.0)
                .execute(self.conn())
                .await
                .map_err(store_error)?;
        }
        for statement in [
            "delete from setting_value where scope = 'environment' and subject = $1",
            "delete from setting_revision where scope = 'environment' and subject = $1",
        ] {
            query::<Db>(statement)
                .bind(&subject)
                .execute(self.conn())
                .await
                .map_err(store_error)?;
        }
        query::<Db>("delete from environment where id = $1")
            .bind(id.0)
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        Ok(())
    }
}
