//! The store: reads on a pool, writes in a transaction, the same on SQLite and PostgreSQL.

use super::retention::RetentionWrites;
use crate::{
    AppError,
    records::{
        ApiToken, Asset, Environment, Event, IdempotentAnswer, Mail, NewEvent, NewRevision, NewRun,
        NewSession, Resource, Revision, Run, ScopeKey, StepRun, StoredSession, Tenant, User,
    },
};
use async_trait::async_trait;
use domain::{
    Slug, Stage, Time,
    ids::{EnvironmentId, MailId, RunId, TenantId, TokenId, UserId},
    run::RunKind,
    settings::Layer,
    states::{EnvironmentState, RunState, TenantState},
    views::{LogLine, RunSummary},
};
use std::collections::{BTreeMap, HashMap};

pub type StoreResult<T> = Result<T, StoreError>;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique index says no; the name is the index's.
    #[error("{0} is taken")]
    Taken(String),
    #[error("the database does not answer")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the database is read-only")]
    ReadOnly,
    #[error("the database is of a newer version ({found}) than this program ({known})")]
    Newer { found: i64, known: i64 },
    #[error("database: {0}")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken(what) => Self::Conflict(format!("{what} is taken")),
            StoreError::Unavailable(_) | StoreError::ReadOnly => Self::Unavailable {
                what: "the database".to_owned(),
                hint: Some("Try again in a moment".to_owned()),
                source: error.into(),
            },
            StoreError::Newer { .. } | StoreError::Other(_) => Self::Internal(error.into()),
        }
    }
}

#[async_trait]
pub trait Store: TenantReads + RunReads + SettingReads + AccessReads + ContentReads {
    /// On SQLite this takes the one writer's place (`BEGIN IMMEDIATE`): keep it short.
    async fn begin(&self) -> StoreResult<Box<dyn Tx>>;
    /// Answers when the database can be read.
    async fn ping(&self) -> StoreResult<()>;
}

/// Dropped without `commit`, it changes nothing.
#[async_trait]
pub trait Tx:
    TenantWrites + RunWrites + SettingWrites + AccessWrites + ContentWrites + RetentionWrites
{
    async fn commit(self: Box<Self>) -> StoreResult<()>;
}

#[async_trait]
pub trait TenantReads: Send + Sync {
    async fn tenant(&self, id: TenantId) -> StoreResult<Option<Tenant>>;
    /// Those of these that there are, newest first.
    async fn tenants_named(&self, ids: &[TenantId]) -> StoreResult<Vec<Tenant>>;
    async fn tenant_by_slug(&self, slug: &Slug) -> StoreResult<Option<Tenant>>;
    async fn tenant_by_status_token(&self, token: &str) -> StoreResult<Option<Tenant>>;
    /// Newest first; `after` is the id of the last one seen.
    async fn tenants(
        &self,
        query: &str,
        after: Option<TenantId>,
        limit: u32,
    ) -> StoreResult<Vec<Tenant>>;
    /// The smallest n ≥ 2 for which `<stem>-n` is free is found by asking which are taken.
    async fn slugs_like(&self, stem: &str) -> StoreResult<Vec<Slug>>;
    async fn count_trials(&self) -> StoreResult<i64>;
    async fn environment(
        &self,
        tenant: TenantId,
        stage: &Stage,
    ) -> StoreResult<Option<Environment>>;
    async fn environment_by_id(&self, id: EnvironmentId) -> StoreResult<Option<Environment>>;
    async fn environments_of(&self, tenant: TenantId) -> StoreResult<Vec<Environment>>;
    /// Of all these tenants, by age.
    async fn environments_of_all(&self, tenants: &[TenantId]) -> StoreResult<Vec<Environment>>;
    /// All, newest first, each with its tenant.
    async fn environments(
        &self,
        after: Option<EnvironmentId>,
        limit: u32,
    ) -> StoreResult<Vec<(Tenant, Environment)>>;
    /// Those in this state, for adopting instances after a restart and for routing.
    async fn environments_in(
        &self,
        state: EnvironmentState,
    ) -> StoreResult<Vec<(Tenant, Environment)>>;
    /// Live ones only.
    async fn resources(&self, environment: EnvironmentId) -> StoreResult<Vec<Resource>>;
    /// Live ones of all these environments, by age.
    async fn resources_of_all(&self, environments: &[EnvironmentId]) -> StoreResult<Vec<Resource>>;
    /// By kind and name, live only.
    async fn resource_named(&self, kind: &str, name: &str) -> StoreResult<Option<Resource>>;
}

#[async_trait]
pub trait TenantWrites: Send {
    /// `Taken("slug")` when it is.
    async fn insert_tenant(&mut self, tenant: &Tenant) -> StoreResult<()>;
    /// `Taken("environment")` when the tenant has this stage already.
    async fn insert_environment(&mut self, environment: &Environment) -> StoreResult<()>;
    /// False when the state was not `from`: somebody was faster.
    async fn move_environment(
        &mut self,
        id: EnvironmentId,
        from: EnvironmentState,
        to: EnvironmentState,
    ) -> StoreResult<bool>;
    async fn move_tenant(
        &mut self,
        id: TenantId,
        from: TenantState,
        to: TenantState,
    ) -> StoreResult<bool>;
    async fn delete_environment(&mut self, id: EnvironmentId) -> StoreResult<()>;
    /// As the transaction sees them; exact after `count_sign_up`, which makes others wait.
    async fn count_trials(&mut self) -> StoreResult<i64>;
}

#[derive(Clone, Debug, Default)]
pub struct RunFilter {
    pub state: Option<RunState>,
    pub tenant: Option<TenantId>,
    pub kind: Option<RunKind>,
    /// Runs in which this step failed.
    pub step: Option<String>,
}

#[async_trait]
pub trait RunReads: Send + Sync {
    async fn run(&self, id: RunId) -> StoreResult<Option<Run>>;
    async fn steps(&self, run: RunId) -> StoreResult<Vec<StepRun>>;
    /// Newest first; `after` is the id of the last one seen.
    async fn runs(
        &self,
        filter: &RunFilter,
        after: Option<RunId>,
        limit: u32,
    ) -> StoreResult<Vec<RunSummary>>;
    /// The one that is queued or running.
    async fn active_run(&self, environment: EnvironmentId) -> StoreResult<Option<Run>>;
    /// The same for each of these environments that has one.
    async fn active_runs(
        &self,
        environments: &[EnvironmentId],
    ) -> StoreResult<HashMap<EnvironmentId, RunId>>;
    /// What these runs were asked to do; those that are gone are not in it.
    async fn run_kinds(&self, runs: &[RunId]) -> StoreResult<HashMap<RunId, RunKind>>;
    async fn latest_run(&self, environment: EnvironmentId) -> StoreResult<Option<Run>>;
    /// The newest output of each step that succeeded on this environment, whatever the run.
    async fn latest_outputs(
        &self,
        environment: EnvironmentId,
    ) -> StoreResult<BTreeMap<String, serde_json::Value>>;
    /// Events with a greater id, oldest first.
    async fn run_events(&self, run: RunId, after: i64, limit: u32) -> StoreResult<Vec<Event>>;
    async fn run_log(&self, run: RunId, after: i64, limit: u32) -> StoreResult<Vec<LogLine>>;
    /// How many runs are in each state.
    async fn count_runs(&self) -> StoreResult<HashMap<RunState, i64>>;
    /// The same without those that succeeded, which is by index and quick however many there are.
    async fn count_open_runs(&self) -> StoreResult<HashMap<RunState, i64>>;
    /// Mean seconds of each step over the last 200 launches.
    async fn usual_seconds(&self) -> StoreResult<BTreeMap<String, f64>>;
    /// `launch_seconds` of the last 200 launches.
    async fn past_launches(&self) -> StoreResult<Vec<f64>>;
}

#[async_trait]
pub trait RunWrites: Send {
    /// Stores run, its first steps as `pending`, the event `run.created` and the queue's message.
    /// `Taken("active_run")` when the environment has an active one.
    async fn insert_run(&mut self, run: &NewRun) -> StoreResult<()>;
    /// `failed → running` again: the named steps become `pending`, the message is pushed. False
    /// when the run was not failed. `Taken("active_run")` when another run is active.
    async fn resume_run(
        &mut self,
        run: RunId,
        steps: &[String],
        at: Time,
        by: &str,
    ) -> StoreResult<bool>;
    /// Marks steps as skipped with a reason; done before `resume_run`.
    async fn skip_step(
        &mut self,
        run: RunId,
        step: &str,
        position: i32,
        reason: &str,
        at: Time,
    ) -> StoreResult<()>;
    /// Asks the worker to stop; a run that nobody has claimed is cancelled at once (answer true).
    async fn cancel_run(&mut self, run: RunId, at: Time, by: &str) -> StoreResult<bool>;
    async fn insert_event(&mut self, event: &NewEvent) -> StoreResult<()>;
}

#[async_trait]
pub trait SettingReads: Send + Sync {
    /// The layers that hold for an environment (or a tenant), with values as stored.
    async fn setting_layers(&self, scopes: &[ScopeKey]) -> StoreResult<Vec<Layer>>;
    /// The newest revision at any of these scopes; 0 when there is none.
    async fn settings_revision(&self, scopes: &[ScopeKey]) -> StoreResult<i64>;
    /// The newest revision at each of these scopes that has one.
    async fn settings_revisions(&self, scopes: &[ScopeKey]) -> StoreResult<HashMap<ScopeKey, i64>>;
    /// The one counter's present number: whether anything has changed anywhere.
    async fn newest_revision(&self) -> StoreResult<i64>;
    async fn revision(&self, revision: i64) -> StoreResult<Option<Revision>>;
    /// Newest first; `before` is the number of the last one seen.
    async fn revisions(
        &self,
        scopes: &[ScopeKey],
        before: Option<i64>,
        limit: u32,
    ) -> StoreResult<Vec<Revision>>;
}

#[async_trait]
pub trait SettingWrites: Send {
    /// Present values of these keys, read inside the transaction.
    async fn setting_values(
        &mut self,
        at: &ScopeKey,
        keys: &[String],
    ) -> StoreResult<BTreeMap<String, (serde_json::Value, i64)>>;
    /// Takes the next number of the one counter, stores values and changes, answers the number.
    async fn insert_revision(&mut self, revision: &NewRevision) -> StoreResult<i64>;
    /// As `SettingReads::settings_revision`, under the counter's lock, for `If-Match`.
    async fn locked_revision(&mut self, scopes: &[ScopeKey]) -> StoreResult<i64>;
}

#[async_trait]
pub trait AccessReads: Send + Sync {
    async fn users_by_email(&self, email: &str) -> StoreResult<Vec<User>>;
    async fn owner_of(&self, tenant: TenantId) -> StoreResult<Option<User>>;
    /// The same for each of these tenants that has one.
    async fn owners_of(&self, tenants: &[TenantId]) -> StoreResult<HashMap<TenantId, User>>;
    async fn count_staff(&self) -> StoreResult<i64>;
    /// Live ones only.
    async fn session(&self, token_hash: &str, now: Time) -> StoreResult<Option<StoredSession>>;
    /// Live ones only.
    async fn token(&self, token_hash: &str, now: Time) -> StoreResult<Option<ApiToken>>;
}

#[async_trait]
pub trait AccessWrites: Send {
    async fn insert_user(&mut self, user: &User) -> StoreResult<()>;
    async fn set_password(&mut self, user: UserId, hash: &str) -> StoreResult<()>;
    async fn insert_session(&mut self, session: &NewSession) -> StoreResult<()>;
    async fn delete_session(&mut self, token_hash: &str) -> StoreResult<()>;
    async fn insert_token(&mut self, token: &ApiToken) -> StoreResult<()>;
    async fn delete_token(&mut self, id: TokenId) -> StoreResult<()>;
    /// Counts accepted sign-ups: adds one for each bucket and answers the counts since `since`,
    /// this one included.
    async fn count_sign_up(
        &mut self,
        buckets: &[(String, Time)],
        at: Time,
    ) -> StoreResult<Vec<i64>>;
}

#[async_trait]
pub trait ContentReads: Send + Sync {
    async fn asset(&self, key: &str) -> StoreResult<Option<Asset>>;
    /// Newest first. `tenants` none means all.
    async fn mails(
        &self,
        tenants: Option<&[TenantId]>,
        after: Option<MailId>,
        limit: u32,
    ) -> StoreResult<Vec<Mail>>;
    async fn mail(&self, id: MailId) -> StoreResult<Option<Mail>>;
    async fn idempotent_answer(
        &self,
        scope: &str,
        key: &str,
    ) -> StoreResult<Option<IdempotentAnswer>>;
}

#[async_trait]
pub trait ContentWrites: Send {
    /// The key names the content, so storing it again changes nothing.
    async fn put_asset(&mut self, asset: &Asset) -> StoreResult<()>;
    /// How many mails a tenant has sent since then. Takes the tenant's row first, so that two who
    /// count and insert wait for each other and a limit is met exactly.
    async fn count_mails(&mut self, tenant: TenantId, since: Time) -> StoreResult<i64>;
    /// False when the idempotency key was there already.
    async fn insert_mail(&mut self, mail: &Mail) -> StoreResult<bool>;
    /// Takes queued mails in hand whose time has come: nobody else gets them before `until`.
    async fn claim_mails(&mut self, now: Time, until: Time, most: u32) -> StoreResult<Vec<Mail>>;
    /// What became of a queued mail: state, sender, way, notice and next time. False when it was
    /// settled already.
    async fn settle_mail(&mut self, mail: &Mail) -> StoreResult<bool>;
    /// `Taken("idempotency_key")` when the key is there.
    async fn insert_answer(&mut self, answer: &IdempotentAnswer) -> StoreResult<()>;
}
