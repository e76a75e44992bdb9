//! Who works, and what waits.

use super::{caller::Granted, error::ApiResult};
use actix_web::web::Json;
use app::{access::SeeRuns, cases};
use domain::views::WorkersView;

/// Workers that were heard of within the hour, and the lines of the queue.
#[utoipa::path(get, path = "/api/v1/workers", tag = "runs", operation_id = "list_workers",
    responses((status = 200, body = WorkersView)))]
pub async fn list(Granted(by): Granted<SeeRuns>) -> ApiResult<Json<WorkersView>> {
    Ok(Json(cases::list_workers(&by).await?))
}
