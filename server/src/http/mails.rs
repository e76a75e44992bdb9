//! Mail that was sent, readable where it is captured.

use super::{caller::Granted, error::ApiResult, params::Paging};
use actix_web::web::{Json, Query};
use app::{access::SeeMail, cases};
use domain::views::MailPage;

/// Mails, newest first; a customer sees those of his tenants.
#[utoipa::path(get, path = "/api/v1/mails", tag = "tenants", operation_id = "list_mail",
    params(Paging), responses((status = 200, body = MailPage)))]
pub async fn list(
    Granted(by): Granted<SeeMail>,
    paging: Query<Paging>,
) -> ApiResult<Json<MailPage>> {
    let page = cases::list_mail(&by, paging.cursor(), paging.limit()).await?;
    Ok(Json(page))
}
