//! Settings of a tenant or of one of its environments, their history, and the house's own.
//!
//! The revision is the ETag: `If-Match` on a change makes sure that nobody else changed anything
//! since it was read.

use super::{
    body::Body,
    caller::Granted,
    error::ApiResult,
    etag,
    params::{self, Paging, StageQuery},
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Json, Path, Query},
};
use app::{
    access::{ChangeSettings, ManageAccess, SeeSettings, Visit},
    cases,
};
use domain::{
    openapi::TypedValue,
    problem::Problem,
    views::{Change, DefinitionView, RevisionPage, SettingsSaved, SettingsView},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Setting key → value; `null` takes the inherited value again.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SettingValues {
    /// By key; `null` takes the inherited value again.
    #[schema(value_type = BTreeMap<String, TypedValue>)]
    pub values: Map<String, Value>,
}

/// What is to be taken back.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Undo {
    /// The number of the revision whose keys get their values from before it.
    pub revision: i64,
}

/// Every setting that exists, with the JSON Schema of its value.
#[utoipa::path(get, path = "/api/v1/settings/definitions", tag = "settings",
    operation_id = "setting_definitions", security(()),
    responses((status = 200, body = Vec<DefinitionView>)))]
pub async fn definitions(Granted(by): Granted<Visit>) -> ApiResult<Json<Vec<DefinitionView>>> {
    Ok(Json(cases::setting_definitions(&by).await?))
}

/// Values that hold, each with its source.
#[utoipa::path(get, path = "/api/v1/tenants/{slug}/settings", tag = "settings",
    operation_id = "show_settings", params(("slug" = String, Path, description = "the tenant's slug"), StageQuery),
    responses((status = 200, body = SettingsView, headers(("ETag" = String, description = "The revision, for If-Match and If-None-Match."))),
        (status = 304, description = "as named by If-None-Match"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn show(
    req: HttpRequest,
    Granted(by): Granted<SeeSettings>,
    slug: Path<String>,
    stage: Query<StageQuery>,
) -> ApiResult<HttpResponse> {
    let slug = params::slug(&slug)?;
    let settings = cases::show_settings(&by, &slug, stage.stage()?.as_ref()).await?;
    Ok(etag::answer(&req, settings.revision, &settings))
}

/// Changes values; they hold at once.
#[utoipa::path(patch, path = "/api/v1/tenants/{slug}/settings", tag = "settings",
    operation_id = "change_settings", request_body = SettingValues,
    params(("slug" = String, Path, description = "the tenant's slug"), StageQuery,
        ("If-Match" = Option<String>, Header, description = "the revision that was read")),
    responses((status = 200, body = SettingsSaved, headers(("ETag" = String, description = "The revision, for If-Match and If-None-Match."))),
        (status = 412, description = "changed since", body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    req: HttpRequest,
    Granted(by): Granted<ChangeSettings>,
    slug: Path<String>,
    stage: Query<StageQuery>,
    Body(new): Body<SettingValues>,
) -> ApiResult<HttpResponse> {
    let (slug, stage) = (params::slug(&slug)?, stage.stage()?);
    let expected = etag::if_match(&req)?;
    let values = new.values;
    let saved = cases::change_settings(&by, &slug, stage.as_ref(), values, expected).await?;
    Ok(saved_answer(&saved))
}

/// Who changed what and when, newest first.
#[utoipa::path(get, path = "/api/v1/tenants/{slug}/settings/history", tag = "settings",
    operation_id = "settings_history", params(("slug" = String, Path, description = "the tenant's slug"), StageQuery, Paging),
    responses((status = 200, body = RevisionPage)))]
pub async fn history(
    Granted(by): Granted<SeeSettings>,
    slug: Path<String>,
    stage: Query<StageQuery>,
    paging: Query<Paging>,
) -> ApiResult<Json<RevisionPage>> {
    let (slug, stage) = (params::slug(&slug)?, stage.stage()?);
    let (cursor, limit) = (paging.cursor(), paging.limit());
    let page = cases::settings_history(&by, &slug, stage.as_ref(), cursor, limit).await?;
    Ok(Json(page))
}

/// Gives the keys of a revision their values from before it, as a new revision.
#[utoipa::path(post, path = "/api/v1/tenants/{slug}/settings/undo", tag = "settings",
    operation_id = "undo_settings", request_body = Undo,
    params(("slug" = String, Path, description = "the tenant's slug"), StageQuery),
    responses((status = 200, body = SettingsSaved, headers(("ETag" = String, description = "The revision, for If-Match and If-None-Match."))),
        (status = 409, description = "one of the keys has changed since", body = Problem, content_type = "application/problem+json")))]
pub async fn undo(
    Granted(by): Granted<ChangeSettings>,
    slug: Path<String>,
    stage: Query<StageQuery>,
    Body(wanted): Body<Undo>,
) -> ApiResult<HttpResponse> {
    let (slug, stage) = (params::slug(&slug)?, stage.stage()?);
    let saved = cases::undo_settings(&by, &slug, stage.as_ref(), wanted.revision).await?;
    Ok(saved_answer(&saved))
}

/// What a change would do, without doing it.
#[utoipa::path(post, path = "/api/v1/tenants/{slug}/settings/diff", tag = "settings",
    operation_id = "diff_settings", request_body = SettingValues,
    params(("slug" = String, Path, description = "the tenant's slug"), StageQuery),
    responses((status = 200, body = Vec<Change>),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn diff(
    Granted(by): Granted<SeeSettings>,
    slug: Path<String>,
    stage: Query<StageQuery>,
    Body(new): Body<SettingValues>,
) -> ApiResult<Json<Vec<Change>>> {
    let (slug, stage) = (params::slug(&slug)?, stage.stage()?);
    let values = new.values;
    let changes = cases::diff_settings(&by, &slug, stage.as_ref(), values).await?;
    Ok(Json(changes))
}

/// Changes settings of the house, such as the limits of sign-up.
#[utoipa::path(patch, path = "/api/v1/settings", tag = "settings",
    operation_id = "change_house_settings", request_body = SettingValues,
    responses((status = 200, body = SettingsSaved),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn change_house(
    Granted(by): Granted<ManageAccess>,
    Body(new): Body<SettingValues>,
) -> ApiResult<HttpResponse> {
    let saved = cases::change_house_settings(&by, new.values).await?;
    Ok(saved_answer(&saved))
}

pub fn saved_answer(saved: &SettingsSaved) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(etag::of(saved.revision))
        .json(saved)
}
