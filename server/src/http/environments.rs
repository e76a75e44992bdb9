//! Environments, and what can be done to one.

use super::{
    body::Body,
    caller::Granted,
    error::{ApiError, ApiResult},
    params::{self, Paging},
    plan::PlanView,
    runs,
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Json, Path, Query},
};
use app::{
    Access, AppError,
    access::{Capability, CreateEnvironments, Destroy, OperateEnvironments, SeeTenants},
    cases::{self, Action, NewEnvironment},
    error::WrongState,
    ports::Findings,
};
use domain::{
    EnvironmentName, FieldError, Phase, Slug, Stage,
    openapi::TypedValue,
    problem::Problem,
    run::{RunPlan, Verb},
    states::EnvironmentState,
    views::{EnvironmentPage, EnvironmentView, RunAccepted},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An environment to be made, and its tenant if it is not there.
#[derive(Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CreateEnvironment {
    /// 3 to 63 of `a-z`, `0-9` and `-`; it begins with a letter.
    #[serde(default)]
    pub slug: String,
    /// `prod` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The slug when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Who the tenant is to belong to; without it it has no owner yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "email")]
    pub email: Option<String>,
    /// `trial` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Setting key → value.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, TypedValue>)]
    pub settings: Map<String, Value>,
}

/// What `check` found.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Checked {
    /// `slug/stage`.
    pub environment: String,
    #[serde(flatten)]
    pub found: Findings,
}

impl Checked {
    pub fn new(name: &EnvironmentName, found: Findings) -> Self {
        Self {
            environment: name.to_string(),
            found,
        }
    }
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Manner {
    /// Answers the plan and does nothing.
    #[serde(default)]
    dry_run: bool,
    /// One of many: it stands in a line of its own, and whatever somebody waits for goes on beside it.
    #[serde(default)]
    bulk: bool,
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DryRun {
    /// Answers the plan and does nothing.
    #[serde(default)]
    dry_run: bool,
}

/// The request with its names parsed.
pub fn understood(new: CreateEnvironment) -> Result<NewEnvironment, AppError> {
    Ok(NewEnvironment {
        name: named(&new)?,
        company: new.company,
        email: new.email,
        plan: new.plan,
        settings: new.settings,
    })
}

/// Both parts are checked before either is used.
fn named(new: &CreateEnvironment) -> Result<EnvironmentName, AppError> {
    let stage = new
        .stage
        .as_deref()
        .filter(|s| !s.is_empty())
        .unwrap_or("prod");
    let (slug, stage) = (Slug::known(&new.slug), Stage::parse(stage));
    match (slug, stage) {
        (Ok(slug), Ok(stage)) => Ok(EnvironmentName::new(slug, stage)),
        (slug, stage) => {
            let slug = slug.err().map(|refused| refused.at("slug"));
            let stage = stage.err().map(|refused| refused.at("stage"));
            let errors: Vec<FieldError> = slug.into_iter().chain(stage).collect();
            Err(AppError::Invalid(errors))
        }
    }
}

/// Makes an environment in state `created`, and its tenant if it is not there. No provider is called.
#[utoipa::path(post, path = "/api/v1/environments", tag = "environments",
    operation_id = "create_environment", request_body = CreateEnvironment,
    responses((status = 201, body = EnvironmentView),
        (status = 409, description = "it exists already", body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn create(
    Granted(by): Granted<CreateEnvironments>,
    Body(new): Body<CreateEnvironment>,
) -> ApiResult<HttpResponse> {
    let new = understood(new)?;
    let location = format!("/api/v1/environments/{}", new.name);
    let made = cases::create_environment(&by, new).await?;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .json(made))
}

/// All environments, newest first; a customer sees his own.
#[utoipa::path(get, path = "/api/v1/environments", tag = "environments",
    operation_id = "list_environments", params(Paging),
    responses((status = 200, body = EnvironmentPage)))]
pub async fn list(
    Granted(by): Granted<SeeTenants>,
    paging: Query<Paging>,
) -> ApiResult<Json<EnvironmentPage>> {
    let page = cases::list_environments(&by, paging.cursor(), paging.limit()).await?;
    Ok(Json(page))
}

/// State, health, address, resources, last failure.
#[utoipa::path(get, path = "/api/v1/environments/{slug}/{stage}", tag = "environments",
    operation_id = "show_environment", params(("slug" = String, Path, description = "the tenant's slug"), ("stage" = String, Path, description = "`prod`, `stg`, …")),
    responses((status = 200, body = EnvironmentView),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn show(
    Granted(by): Granted<SeeTenants>,
    path: Path<(String, String)>,
) -> ApiResult<Json<EnvironmentView>> {
    let name = params::environment(&path)?;
    Ok(Json(cases::show_environment(&by, &name).await?))
}

/// Compares with reality and changes nothing.
#[utoipa::path(post, path = "/api/v1/environments/{slug}/{stage}/check", tag = "environments",
    operation_id = "check_environment", params(("slug" = String, Path, description = "the tenant's slug"), ("stage" = String, Path, description = "`prod`, `stg`, …")),
    responses((status = 200, body = Checked),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn check(
    Granted(by): Granted<SeeTenants>,
    path: Path<(String, String)>,
) -> ApiResult<Json<Checked>> {
    let name = params::environment(&path)?;
    let found = cases::check_environment(&by, &name).await?;
    Ok(Json(Checked::new(&name, found)))
}

/// Starts one phase, or `deploy` for all that are left.
#[utoipa::path(post, path = "/api/v1/environments/{slug}/{stage}/{action}", tag = "environments",
    operation_id = "start_run",
    params(("slug" = String, Path, description = "the tenant's slug"), ("stage" = String, Path, description = "`prod`, `stg`, …"),
        ("action" = String, Path, description = "`provision`, `configure`, `release`, `run` or `deploy`"), Manner),
    responses((status = 200, description = "the plan of a dry run", body = PlanView),
        (status = 202, description = "`run` is null when there was nothing to do", body = RunAccepted),
        (status = 409, description = "`wrong-state` or `locked`", body = Problem, content_type = "application/problem+json")))]
pub async fn act(
    Granted(by): Granted<OperateEnvironments>,
    path: Path<(String, String, String)>,
    query: Query<Manner>,
) -> ApiResult<HttpResponse> {
    let (slug, stage, word) = path.into_inner();
    let action = action(&word).ok_or(ApiError::NoRoute)?;
    let name = params::environment(&(slug, stage))?;
    if query.dry_run {
        return planned(&by, &name, action).await;
    }
    let accepted = cases::start_run(&by, &name, action, query.bulk).await?;
    Ok(runs::accepted(&accepted))
}

/// Takes away everything that was made for the environment.
#[utoipa::path(post, path = "/api/v1/environments/{slug}/{stage}/destroy", tag = "environments",
    operation_id = "destroy_environment",
    params(("slug" = String, Path, description = "the tenant's slug"), ("stage" = String, Path, description = "`prod`, `stg`, …"), Manner),
    responses((status = 200, description = "the plan of a dry run", body = PlanView),
        (status = 202, body = RunAccepted),
        (status = 409, description = "`wrong-state` or `locked`", body = Problem, content_type = "application/problem+json")))]
pub async fn destroy(
    Granted(by): Granted<Destroy>,
    path: Path<(String, String)>,
    query: Query<Manner>,
) -> ApiResult<HttpResponse> {
    let name = params::environment(&path)?;
    if query.dry_run {
        return planned(&by, &name, Action::Destroy).await;
    }
    let accepted = cases::destroy_environment(&by, &name, query.bulk).await?;
    Ok(runs::accepted(&accepted))
}

/// Forgets a destroyed environment.
#[utoipa::path(post, path = "/api/v1/environments/{slug}/{stage}/purge", tag = "environments",
    operation_id = "purge_environment",
    params(("slug" = String, Path, description = "the tenant's slug"), ("stage" = String, Path, description = "`prod`, `stg`, …"), DryRun),
    responses((status = 200, description = "the plan of a dry run; it has no steps", body = PlanView),
        (status = 202, description = "done; there is no run", body = RunAccepted),
        (status = 409, description = "`wrong-state`", body = Problem, content_type = "application/problem+json")))]
pub async fn purge(
    Granted(by): Granted<Destroy>,
    path: Path<(String, String)>,
    query: Query<DryRun>,
) -> ApiResult<HttpResponse> {
    let name = params::environment(&path)?;
    if query.dry_run {
        let plan = purge_plan(&by, &name).await?;
        return Ok(HttpResponse::Ok().json(PlanView::from(plan)));
    }
    cases::purge_environment(&by, &name).await?;
    Ok(runs::accepted(&RunAccepted { run: None }))
}

/// A purge calls no provider, so its plan is empty; what a dry run tells is whether it may be done.
pub async fn purge_plan(by: &Access<Destroy>, name: &EnvironmentName) -> Result<RunPlan, AppError> {
    let environment = cases::show_environment(&by.also::<SeeTenants>()?, name).await?;
    if environment.state != EnvironmentState::Destroyed {
        return Err(AppError::WrongState(WrongState {
            subject: format!("environment {name}"),
            action: "purge".to_owned(),
            present: environment.state.to_string(),
            required: vec![EnvironmentState::Destroyed.to_string()],
            hint: Some(format!(
                "Destroy it first: automator destroy {}",
                name.short()
            )),
        }));
    }
    Ok(RunPlan {
        verb: Verb::Remove,
        phases: Vec::new(),
        steps: Vec::new(),
    })
}

async fn planned<C: Capability>(
    by: &Access<C>,
    name: &EnvironmentName,
    action: Action,
) -> ApiResult<HttpResponse> {
    let plan = cases::plan_run(&by.also::<OperateEnvironments>()?, name, action).await?;
    Ok(HttpResponse::Ok().json(PlanView::from(plan)))
}

fn action(word: &str) -> Option<Action> {
    let phase = Phase::ALL.into_iter().find(|p| p.name() == word);
    match phase {
        Some(phase) => Some(Action::Phase(phase)),
        None => (word == "deploy").then_some(Action::Deploy),
    }
}
