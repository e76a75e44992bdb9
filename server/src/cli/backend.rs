//! Where a command's work is done: on the local database, or by a portal. Both give the same
//! shapes, so that text, JSON and exit codes are written once.

use super::exit::Outcome;
use crate::http::{
    access::{CreateToken, CreateUser, TokenCreated, UserCreated},
    environments::{Checked, CreateEnvironment},
    plan::PlanView,
    runs::RunAnswer,
};
use app::cases::RunQuery;
use async_trait::async_trait;
use domain::{
    EnvironmentName, Phase, Slug, Stage,
    ids::RunId,
    views::{
        Change, EnvironmentView, EventView, Page, RevisionView, RunAccepted, RunSummary,
        SettingsSaved, SettingsView, WorkersView,
    },
};
use serde_json::{Map, Value};
use tokio::sync::mpsc;

/// What can be done to an environment by a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    Phase(Phase),
    Deploy,
    Destroy,
}

/// What can be done about a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunAction {
    Resume,
    Cancel,
    Retry(String),
    Skip { step: String, reason: String },
}

/// Where settings are read or set: a tenant, or one of its environments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub slug: Slug,
    pub stage: Option<Stage>,
}

impl Work {
    pub fn name(self) -> &'static str {
        match self {
            Work::Phase(phase) => phase.name(),
            Work::Deploy => "deploy",
            Work::Destroy => "destroy",
        }
    }

    /// The local instances live under the portal, so whatever starts one needs it.
    pub fn needs_portal(self) -> bool {
        matches!(self, Work::Phase(Phase::Run) | Work::Deploy)
    }
}

#[async_trait]
pub trait Backend: Send + Sync {
    async fn create(&self, new: CreateEnvironment) -> Outcome<EnvironmentView>;
    async fn environments(
        &self,
        cursor: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<EnvironmentView>>;
    async fn environment(&self, name: &EnvironmentName) -> Outcome<EnvironmentView>;
    async fn check(&self, name: &EnvironmentName) -> Outcome<Checked>;
    async fn plan(&self, name: &EnvironmentName, work: Work) -> Outcome<PlanView>;
    /// `bulk`: one of many, behind whatever somebody waits for.
    async fn start(&self, name: &EnvironmentName, work: Work, bulk: bool) -> Outcome<RunAccepted>;
    async fn plan_purge(&self, name: &EnvironmentName) -> Outcome<PlanView>;
    async fn purge(&self, name: &EnvironmentName) -> Outcome<()>;

    async fn runs(
        &self,
        wanted: RunQuery,
        cursor: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<RunSummary>>;
    async fn run(&self, id: RunId) -> Outcome<RunAnswer>;
    async fn act(&self, id: RunId, action: RunAction) -> Outcome<RunAccepted>;
    async fn workers(&self) -> Outcome<WorkersView>;
    /// Events behind `after` as they come; it closes when the run is over.
    fn events(&self, id: RunId, after: i64) -> mpsc::Receiver<Outcome<EventView>>;

    async fn settings(&self, of: &Target) -> Outcome<SettingsView>;
    async fn change_settings(
        &self,
        of: &Target,
        values: Map<String, Value>,
        if_match: Option<i64>,
    ) -> Outcome<SettingsSaved>;
    async fn diff_settings(&self, of: &Target, values: Map<String, Value>) -> Outcome<Vec<Change>>;
    async fn settings_history(
        &self,
        of: &Target,
        cursor: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<RevisionView>>;
    async fn undo_settings(&self, of: &Target, revision: i64) -> Outcome<SettingsSaved>;

    async fn create_token(&self, new: CreateToken) -> Outcome<TokenCreated>;
    async fn create_user(&self, new: CreateUser) -> Outcome<UserCreated>;

    /// Makes sure that somebody executes what is queued now.
    async fn ensure_worker(&self, needs_portal: bool) -> Outcome<()>;
    /// Whether runs go on when this command ends.
    fn goes_on_alone(&self) -> bool;
    /// Gives back what this process holds.
    async fn close(&self);
}
