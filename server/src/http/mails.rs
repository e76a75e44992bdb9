//! Mail that was sent, readable where it is captured.

use super::{
    caller::Granted,
    error::ApiResult,
    params::{self, Paging},
};
use actix_web::web::{Json, Query};
use app::{access::SeeMail, cases};
use domain::views::MailPage;
use serde::Deserialize;

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MailQuery {
    /// A slug: the mails of this tenant only.
    #[serde(default)]
    tenant: Option<String>,
}

/// Mails, newest first; a customer sees those of his tenants.
#[utoipa::path(get, path = "/api/v1/mails", tag = "tenants", operation_id = "list_mail",
    params(MailQuery, Paging), responses((status = 200, body = MailPage)))]
pub async fn list(
    Granted(by): Granted<SeeMail>,
    wanted: Query<MailQuery>,
    paging: Query<Paging>,
) -> ApiResult<Json<MailPage>> {
    let tenant = wanted.tenant.as_deref().filter(|t| !t.is_empty());
    let tenant = tenant.map(params::slug).transpose()?;
    let page = cases::list_mail(&by, tenant.as_ref(), paging.cursor(), paging.limit()).await?;
    Ok(Json(page))
}
