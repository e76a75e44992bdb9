//! Tenants: the list and one.

use super::{
    caller::Granted,
    error::ApiResult,
    params::{self, Paging},
};
use actix_web::web::{Json, Path, Query};
use app::{access::SeeTenants, cases};
use domain::{
    problem::Problem,
    views::{TenantPage, TenantView},
};
use serde::Deserialize;

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TenantQuery {
    /// Part of a slug, a company's name or an e-mail address.
    #[serde(default)]
    query: String,
}

/// Tenants, newest first; a customer sees his own.
#[utoipa::path(get, path = "/api/v1/tenants", tag = "tenants", operation_id = "list_tenants",
    params(TenantQuery, Paging), responses((status = 200, body = TenantPage)))]
pub async fn list(
    Granted(by): Granted<SeeTenants>,
    wanted: Query<TenantQuery>,
    paging: Query<Paging>,
) -> ApiResult<Json<TenantPage>> {
    let page = cases::list_tenants(&by, &wanted.query, paging.cursor(), paging.limit());
    Ok(Json(page.await?))
}

/// One tenant with its environments.
#[utoipa::path(get, path = "/api/v1/tenants/{slug}", tag = "tenants", operation_id = "show_tenant",
    params(("slug" = String, Path, description = "the tenant's slug")),
    responses((status = 200, body = TenantView),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn show(
    Granted(by): Granted<SeeTenants>,
    slug: Path<String>,
) -> ApiResult<Json<TenantView>> {
    Ok(Json(cases::show_tenant(&by, &params::slug(&slug)?).await?))
}
