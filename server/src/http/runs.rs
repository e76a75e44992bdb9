//! Runs: the list, one with its steps, and what can be done about one that stands still.

use super::{
    body::Body,
    caller::Granted,
    error::ApiResult,
    params::{self, Paging},
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Json, Path, Query},
};
use app::{
    AppError,
    access::{OperateRuns, SeeRuns, SeeTenants},
    cases::{self, RunQuery},
};
use domain::{
    ids::RunId,
    problem::Problem,
    views::{RunAccepted, RunDetail, RunPage, RunView},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RunFilters {
    /// `queued`, `running`, `succeeded`, `failed` or `cancelled`.
    state: Option<String>,
    /// A slug.
    tenant: Option<String>,
    /// `deploy`, `provision`, …
    kind: Option<String>,
    /// Runs in which this step failed.
    step: Option<String>,
}

/// What a developer gets, and the part of it that a customer gets.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum RunAnswer {
    Detail(Box<RunDetail>),
    Brief(Box<RunView>),
}

impl RunAnswer {
    pub fn view(&self) -> &RunView {
        match self {
            Self::Detail(detail) => &detail.run,
            Self::Brief(view) => view,
        }
    }
}

/// Why a step is left out.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Skip {
    /// Why the step is not needed; stays with the run.
    pub reason: String,
}

/// Runs, newest first.
#[utoipa::path(get, path = "/api/v1/runs", tag = "runs", operation_id = "list_runs",
    params(RunFilters, Paging), responses((status = 200, body = RunPage)))]
pub async fn list(
    Granted(by): Granted<SeeRuns>,
    filters: Query<RunFilters>,
    paging: Query<Paging>,
) -> ApiResult<Json<RunPage>> {
    let filters = filters.into_inner();
    let typed = |value: Option<String>| value.filter(|v| !v.is_empty());
    let wanted = RunQuery {
        state: typed(filters.state),
        tenant: typed(filters.tenant),
        kind: typed(filters.kind),
        step: typed(filters.step),
    };
    let page = cases::list_runs(&by, wanted, paging.cursor(), paging.limit()).await?;
    Ok(Json(page))
}

/// One run with its steps; staff also get attempts, outputs and the log.
#[utoipa::path(get, path = "/api/v1/runs/{id}", tag = "runs", operation_id = "show_run",
    params(("id" = RunId, Path, description = "the run")),
    responses((status = 200, body = RunAnswer),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn show(
    Granted(by): Granted<SeeTenants>,
    id: Path<String>,
) -> ApiResult<Json<RunAnswer>> {
    let id = params::run_id(&id)?;
    let answer = match by.also::<SeeRuns>() {
        Ok(by) => RunAnswer::Detail(Box::new(cases::show_run(&by, id).await?)),
        Err(AppError::Forbidden { .. }) => {
            RunAnswer::Brief(Box::new(cases::show_run_brief(&by, id).await?))
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Json(answer))
}

/// Goes on with a failed run where it stopped.
#[utoipa::path(post, path = "/api/v1/runs/{id}/resume", tag = "runs", operation_id = "resume_run",
    params(("id" = RunId, Path, description = "the run")),
    responses((status = 202, body = RunAccepted),
        (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn resume(
    Granted(by): Granted<OperateRuns>,
    id: Path<String>,
) -> ApiResult<HttpResponse> {
    Ok(accepted(
        &cases::resume_run(&by, params::run_id(&id)?).await?,
    ))
}

/// Stops a run after the steps that are at work.
#[utoipa::path(post, path = "/api/v1/runs/{id}/cancel", tag = "runs", operation_id = "cancel_run",
    params(("id" = RunId, Path, description = "the run")),
    responses((status = 202, body = RunAccepted),
        (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn cancel(
    Granted(by): Granted<OperateRuns>,
    id: Path<String>,
) -> ApiResult<HttpResponse> {
    Ok(accepted(
        &cases::cancel_run(&by, params::run_id(&id)?).await?,
    ))
}

/// Tries one step again and goes on with the run.
#[utoipa::path(post, path = "/api/v1/runs/{id}/steps/{step}/retry", tag = "runs",
    operation_id = "retry_step", params(("id" = RunId, Path, description = "the run"), ("step" = String, Path, description = "the step's name, as the run lists it")),
    responses((status = 202, body = RunAccepted),
        (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn retry(
    Granted(by): Granted<OperateRuns>,
    path: Path<(String, String)>,
) -> ApiResult<HttpResponse> {
    let id = params::run_id(&path.0)?;
    Ok(accepted(&cases::retry_step(&by, id, &path.1).await?))
}

/// Leaves one step out, with a reason, and goes on with the run.
#[utoipa::path(post, path = "/api/v1/runs/{id}/steps/{step}/skip", tag = "runs",
    operation_id = "skip_step", request_body = Skip,
    params(("id" = RunId, Path, description = "the run"), ("step" = String, Path, description = "the step's name, as the run lists it")),
    responses((status = 202, body = RunAccepted),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn skip(
    Granted(by): Granted<OperateRuns>,
    path: Path<(String, String)>,
    Body(why): Body<Skip>,
) -> ApiResult<HttpResponse> {
    let id = params::run_id(&path.0)?;
    Ok(accepted(
        &cases::skip_step(&by, id, &path.1, &why.reason).await?,
    ))
}

/// Does one step and everything that depends on it again.
#[utoipa::path(post, path = "/api/v1/runs/{id}/steps/{step}/rerun-from", tag = "runs",
    operation_id = "rerun_from", params(("id" = RunId, Path, description = "the run"), ("step" = String, Path, description = "the step's name, as the run lists it")),
    responses((status = 202, body = RunAccepted),
        (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn rerun_from(
    Granted(by): Granted<OperateRuns>,
    path: Path<(String, String)>,
) -> ApiResult<HttpResponse> {
    let id = params::run_id(&path.0)?;
    Ok(accepted(&cases::rerun_from(&by, id, &path.1).await?))
}

/// 202, with the address at which the run can be followed.
pub fn accepted(accepted: &RunAccepted) -> HttpResponse {
    let mut response = HttpResponse::Accepted();
    if let Some(run) = accepted.run {
        response.insert_header((header::LOCATION, format!("/api/v1/runs/{run}")));
        response.insert_header((header::RETRY_AFTER, "1"));
    }
    response.json(accepted)
}
