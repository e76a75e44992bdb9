//! The backend on the local database. Whoever can open it is its operator.

use super::{
    backend::{Backend, RunAction, Target, Work},
    exit::{Failure, Outcome},
};
use crate::{
    config::Config,
    http::{
        access::{CreateToken, CreateUser, TokenCreated, UserCreated},
        environments::{self, Checked, CreateEnvironment},
        plan::PlanView,
        runs::RunAnswer,
    },
    local::{Local, open_local},
    lock::{self, Taken},
    wiring::Need,
};
use app::{
    Access, AppResult, Portal, Session,
    access::{Capability, OperateEnvironments, SeeTenants, grant},
    cases::{self, Action, RunQuery},
};
use async_trait::async_trait;
use domain::{
    EnvironmentName,
    ids::RunId,
    views::{
        Change, EnvironmentView, EventView, Page, RevisionView, RunAccepted, RunSummary,
        SettingsSaved, SettingsView, WorkersView,
    },
};
use serde_json::{Map, Value};
use std::{sync::Arc, time::Duration};
use tokio::sync::{Mutex, mpsc};

/// A worker in another process rings no bell of this one.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

pub struct LocalBackend {
    portal: Arc<Portal>,
    config: Config,
    session: Arc<Session>,
    /// None once it is closed.
    local: Mutex<Option<Local>>,
}

impl LocalBackend {
    pub async fn open(config: &Config, need: Need) -> Outcome<Self> {
        let local = open_local(config, need).await?;
        Ok(Self {
            portal: local.portal.clone(),
            config: config.clone(),
            session: Arc::new(Session::command_line()),
            local: Mutex::new(Some(local)),
        })
    }

    fn by<C: Capability>(&self) -> AppResult<Access<C>> {
        grant(&self.portal, &self.session)
    }
}

impl From<Work> for Action {
    fn from(work: Work) -> Self {
        match work {
            Work::Phase(phase) => Action::Phase(phase),
            Work::Deploy => Action::Deploy,
            Work::Destroy => Action::Destroy,
        }
    }
}

#[async_trait]
impl Backend for LocalBackend {
    async fn create(&self, new: CreateEnvironment) -> Outcome<EnvironmentView> {
        let new = environments::understood(new)?;
        Ok(cases::create_environment(&self.by()?, new).await?)
    }

    async fn environments(
        &self,
        cursor: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<EnvironmentView>> {
        Ok(cases::list_environments(&self.by()?, cursor, limit).await?)
    }

    async fn environment(&self, name: &EnvironmentName) -> Outcome<EnvironmentView> {
        Ok(cases::show_environment(&self.by()?, name).await?)
    }

    async fn check(&self, name: &EnvironmentName) -> Outcome<Checked> {
        let found = cases::check_environment(&self.by()?, name).await?;
        Ok(Checked::new(name, found))
    }

    async fn plan(&self, name: &EnvironmentName, work: Work) -> Outcome<PlanView> {
        let by = self.by::<OperateEnvironments>()?;
        Ok(cases::plan_run(&by, name, work.into()).await?.into())
    }

    async fn start(&self, name: &EnvironmentName, work: Work, bulk: bool) -> Outcome<RunAccepted> {
        Ok(cases::start_run(&self.by()?, name, work.into(), bulk).await?)
    }

    async fn plan_purge(&self, name: &EnvironmentName) -> Outcome<PlanView> {
        Ok(environments::purge_plan(&self.by()?, name).await?.into())
    }

    async fn purge(&self, name: &EnvironmentName) -> Outcome<()> {
        Ok(cases::purge_environment(&self.by()?, name).await?)
    }

    async fn runs(
        &self,
        wanted: RunQuery,
        cursor: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<RunSummary>> {
        Ok(cases::list_runs(&self.by()?, wanted, cursor, limit).await?)
    }

    async fn run(&self, id: RunId) -> Outcome<RunAnswer> {
        let run = cases::show_run(&self.by()?, id).await?;
        Ok(RunAnswer::Detail(Box::new(run)))
    }

    async fn act(&self, id: RunId, action: RunAction) -> Outcome<RunAccepted> {
        let by = self.by()?;
        let accepted = match action {
            RunAction::Resume => cases::resume_run(&by, id).await,
            RunAction::Cancel => cases::cancel_run(&by, id).await,
            RunAction::Retry(step) => cases::retry_step(&by, id, &step).await,
            RunAction::Skip { step, reason } => cases::skip_step(&by, id, &step, &reason).await,
        };
        Ok(accepted?)
    }

    async fn workers(&self) -> Outcome<WorkersView> {
        Ok(cases::list_workers(&self.by()?).await?)
    }

    fn events(&self, id: RunId, after: i64) -> mpsc::Receiver<Outcome<EventView>> {
        let (sender, receiver) = mpsc::channel(64);
        match self.by::<SeeTenants>() {
            Ok(by) => {
                let signal = self.portal.events.listen();
                tokio::spawn(tell(by, id, after, signal, sender));
            }
            Err(error) => {
                let _ = sender.try_send(Err(error.into()));
            }
        }
        receiver
    }

    async fn settings(&self, of: &Target) -> Outcome<SettingsView> {
        Ok(cases::show_settings(&self.by()?, &of.slug, of.stage.as_ref()).await?)
    }

    async fn change_settings(
        &self,
        of: &Target,
        values: Map<String, Value>,
        if_match: Option<i64>,
    ) -> Outcome<SettingsSaved> {
        let by = self.by()?;
        let saved = cases::change_settings(&by, &of.slug, of.stage.as_ref(), values, if_match);
        Ok(saved.await?)
    }

    async fn diff_settings(&self, of: &Target, values: Map<String, Value>) -> Outcome<Vec<Change>> {
        Ok(cases::diff_settings(&self.by()?, &of.slug, of.stage.as_ref(), values).await?)
    }

    async fn settings_history(
        &self,
        of: &Target,
        cursor: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<RevisionView>> {
        let by = self.by()?;
        let page = cases::settings_history(&by, &of.slug, of.stage.as_ref(), cursor, limit);
        Ok(page.await?)
    }

    async fn undo_settings(&self, of: &Target, revision: i64) -> Outcome<SettingsSaved> {
        Ok(cases::undo_settings(&self.by()?, &of.slug, of.stage.as_ref(), revision).await?)
    }

    async fn create_token(&self, new: CreateToken) -> Outcome<TokenCreated> {
        let token = cases::create_token(&self.by()?, new.parsed()?).await?;
        Ok(TokenCreated { token })
    }

    async fn create_user(&self, new: CreateUser) -> Outcome<UserCreated> {
        let by = self.by()?;
        let (user, password) = cases::create_user(&by, &new.email, new.role, new.password).await?;
        Ok(UserCreated::new(&user, password))
    }

    async fn ensure_worker(&self, needs_portal: bool) -> Outcome<()> {
        match self.local.lock().await.as_ref() {
            Some(local) => Ok(local.ensure_worker(needs_portal).await?),
            None => Ok(()),
        }
    }

    fn goes_on_alone(&self) -> bool {
        let taken = lock::take(&self.config.data, false, "");
        matches!(taken, Ok(Taken::By(holder)) if holder.portal)
    }

    async fn close(&self) {
        if let Some(local) = self.local.lock().await.take() {
            local.close().await;
        }
    }
}

async fn tell(
    by: Access<SeeTenants>,
    id: RunId,
    mut after: i64,
    mut signal: tokio::sync::watch::Receiver<u64>,
    out: mpsc::Sender<Outcome<EventView>>,
) {
    loop {
        // The state first: what was stored before the end is then surely among the events.
        let state = cases::show_run_brief(&by, id).await.map(|run| run.state);
        let events = cases::run_events(&by, id, after).await;
        let (is_over, events) = match (state, events) {
            (Ok(state), Ok(events)) => (!state.is_active(), events),
            (Err(error), _) | (_, Err(error)) => {
                let _ = out.send(Err(Failure::App(error))).await;
                return;
            }
        };
        let is_all = events.is_empty();
        for event in events {
            after = event.id;
            if out.send(Ok(event)).await.is_err() {
                return;
            }
        }
        if is_all && is_over {
            return;
        }
        if is_all {
            tokio::select! {
                _ = signal.changed() => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
                () = out.closed() => return,
            }
        }
    }
}
