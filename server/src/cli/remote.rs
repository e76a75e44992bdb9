//! The backend of a portal far away: the same operations over its API, with a token.

use super::{
    backend::{Backend, RunAction, Target, Work},
    exit::{Failure, Outcome},
    paths::{environment, paging, part, settings, with_query},
    stream,
};
use crate::http::{
    access::{CreateToken, CreateUser, TokenCreated, UserCreated},
    classes,
    environments::{Checked, CreateEnvironment},
    plan::PlanView,
    runs::{RunAnswer, Skip},
    settings::{SettingValues, Undo},
};
use app::cases::RunQuery;
use async_trait::async_trait;
use domain::{
    EnvironmentName, FieldError,
    ids::RunId,
    problem::Problem,
    views::{
        Change, EnvironmentView, EventView, Page, RevisionView, RunAccepted, RunSummary,
        SettingsSaved, SettingsView, WorkersView,
    },
};
use reqwest::{Client, Method, RequestBuilder, Response, header};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use std::time::Duration;
use tokio::sync::mpsc;

#[derive(Clone)]
pub struct RemoteBackend {
    client: Client,
    /// Without a slash at the end.
    server: String,
    token: Option<String>,
}

impl RemoteBackend {
    pub fn new(server: &str, token: Option<&str>) -> Outcome<Self> {
        let wrong = || {
            let why =
                format!("“{server}” is no address of a portal, such as https://portal.example.com");
            FieldError::new("server", "url", why)
        };
        let url = url::Url::parse(server.trim()).map_err(|_| wrong())?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(wrong().into());
        }
        let client = Client::builder()
            .user_agent(concat!("automator/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(Duration::from_secs(10))
            // A redirect would carry the token elsewhere.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(app::AppError::internal)?;
        Ok(Self {
            client,
            server: url.as_str().trim_end_matches('/').to_owned(),
            token: token.map(str::to_owned).filter(|t| !t.is_empty()),
        })
    }

    pub(super) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self
            .client
            .request(method, format!("{}{path}", self.server));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// The answer when it is a good one, else why not.
    pub(super) async fn sent(&self, request: RequestBuilder) -> Outcome<Response> {
        let response = request.send().await.map_err(|e| self.unreachable(&e))?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let problem = response.json::<Problem>().await.unwrap_or_else(|_| {
            let class = classes::of_status(status.as_u16());
            Problem {
                status: status.as_u16(),
                ..class.problem(format!("{} answered {status}", self.server))
            }
        });
        Err(Failure::Refused(Box::new(problem)))
    }

    async fn json<T: DeserializeOwned>(&self, request: RequestBuilder) -> Outcome<T> {
        let request = request.timeout(Duration::from_secs(60));
        let response = self.sent(request).await?;
        response.json().await.map_err(|error| {
            let error = error.without_url();
            Failure::Unreachable {
                what: format!(
                    "{} gave an answer that is not understood: {error}",
                    self.server
                ),
                hint: "Check the address; it may be another program, or another version".to_owned(),
            }
        })
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, query: &[(&str, String)]) -> Outcome<T> {
        self.json(self.request(Method::GET, &with_query(path, query)))
            .await
    }

    async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Outcome<T> {
        self.json(self.request(method, path).json(body)).await
    }

    fn unreachable(&self, error: &reqwest::Error) -> Failure {
        let mut cause: &dyn std::error::Error = error;
        while let Some(source) = cause.source() {
            cause = source;
        }
        Failure::Unreachable {
            what: format!("cannot reach {}: {cause}", self.server),
            hint: "Check --server and whether the portal runs".to_owned(),
        }
    }
}

#[async_trait]
impl Backend for RemoteBackend {
    async fn create(&self, new: CreateEnvironment) -> Outcome<EnvironmentView> {
        self.send(Method::POST, "/api/v1/environments", &new).await
    }

    async fn environments(
        &self,
        cursor: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<EnvironmentView>> {
        self.get("/api/v1/environments", &paging(cursor, limit))
            .await
    }

    async fn environment(&self, name: &EnvironmentName) -> Outcome<EnvironmentView> {
        self.get(&environment(name), &[]).await
    }

    async fn check(&self, name: &EnvironmentName) -> Outcome<Checked> {
        let path = format!("{}/check", environment(name));
        self.json(self.request(Method::POST, &path)).await
    }

    async fn plan(&self, name: &EnvironmentName, work: Work) -> Outcome<PlanView> {
        let path = format!("{}/{}?dry_run=true", environment(name), work.name());
        self.json(self.request(Method::POST, &path)).await
    }

    async fn start(&self, name: &EnvironmentName, work: Work, bulk: bool) -> Outcome<RunAccepted> {
        let bulk = if bulk { "?bulk=true" } else { "" };
        let path = format!("{}/{}{bulk}", environment(name), work.name());
        self.json(self.request(Method::POST, &path)).await
    }

    async fn plan_purge(&self, name: &EnvironmentName) -> Outcome<PlanView> {
        let path = format!("{}/purge?dry_run=true", environment(name));
        self.json(self.request(Method::POST, &path)).await
    }

    async fn purge(&self, name: &EnvironmentName) -> Outcome<()> {
        let path = format!("{}/purge", environment(name));
        let _: RunAccepted = self.json(self.request(Method::POST, &path)).await?;
        Ok(())
    }

    async fn runs(
        &self,
        wanted: RunQuery,
        cursor: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<RunSummary>> {
        let filters = [
            ("state", wanted.state),
            ("tenant", wanted.tenant),
            ("kind", wanted.kind),
            ("step", wanted.step),
        ];
        let mut query = paging(cursor, limit);
        query.extend(
            filters
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        self.get("/api/v1/runs", &query).await
    }

    async fn run(&self, id: RunId) -> Outcome<RunAnswer> {
        self.get(&format!("/api/v1/runs/{id}"), &[]).await
    }

    async fn workers(&self) -> Outcome<WorkersView> {
        self.get("/api/v1/workers", &[]).await
    }

    async fn act(&self, id: RunId, action: RunAction) -> Outcome<RunAccepted> {
        let run = format!("/api/v1/runs/{id}");
        match action {
            RunAction::Resume => {
                self.json(self.request(Method::POST, &format!("{run}/resume")))
                    .await
            }
            RunAction::Cancel => {
                self.json(self.request(Method::POST, &format!("{run}/cancel")))
                    .await
            }
            RunAction::Retry(step) => {
                let path = format!("{run}/steps/{}/retry", part(&step));
                self.json(self.request(Method::POST, &path)).await
            }
            RunAction::Skip { step, reason } => {
                let path = format!("{run}/steps/{}/skip", part(&step));
                self.send(Method::POST, &path, &Skip { reason }).await
            }
        }
    }

    fn events(&self, id: RunId, after: i64) -> mpsc::Receiver<Outcome<EventView>> {
        let (sender, receiver) = mpsc::channel(64);
        tokio::spawn(stream::follow(self.clone(), id, after, sender));
        receiver
    }

    async fn settings(&self, of: &Target) -> Outcome<SettingsView> {
        self.get(&settings(of, ""), &[]).await
    }

    async fn change_settings(
        &self,
        of: &Target,
        values: Map<String, Value>,
        if_match: Option<i64>,
    ) -> Outcome<SettingsSaved> {
        let mut request = self.request(Method::PATCH, &settings(of, ""));
        if let Some(revision) = if_match {
            request = request.header(header::IF_MATCH, format!("\"{revision}\""));
        }
        self.json(request.json(&SettingValues { values })).await
    }

    async fn diff_settings(&self, of: &Target, values: Map<String, Value>) -> Outcome<Vec<Change>> {
        self.send(
            Method::POST,
            &settings(of, "/diff"),
            &SettingValues { values },
        )
        .await
    }

    async fn settings_history(
        &self,
        of: &Target,
        cursor: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<RevisionView>> {
        let mut query = paging(cursor, limit);
        query.extend(of.stage.as_ref().map(|stage| ("stage", stage.to_string())));
        self.get(
            &format!("/api/v1/tenants/{}/settings/history", of.slug),
            &query,
        )
        .await
    }

    async fn undo_settings(&self, of: &Target, revision: i64) -> Outcome<SettingsSaved> {
        self.send(Method::POST, &settings(of, "/undo"), &Undo { revision })
            .await
    }

    async fn create_token(&self, new: CreateToken) -> Outcome<TokenCreated> {
        self.send(Method::POST, "/api/v1/tokens", &json!(new)).await
    }

    async fn create_user(&self, new: CreateUser) -> Outcome<UserCreated> {
        self.send(Method::POST, "/api/v1/users", &json!(new)).await
    }

    /// The portal's own affair.
    async fn ensure_worker(&self, _: bool) -> Outcome<()> {
        Ok(())
    }

    fn goes_on_alone(&self) -> bool {
        true
    }

    async fn close(&self) {}
}
