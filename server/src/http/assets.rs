//! Images of settings: uploaded as a plain body, shown to those who may see the settings.

use super::{
    body,
    caller::Granted,
    error::{ApiError, ApiResult},
    params::{self, StageQuery},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Json, Path, Payload, Query},
};
use app::{
    AppError,
    access::{ChangeSettings, SeeSettings},
    cases::{self, Uploaded},
};
use domain::problem::Problem;

/// Stores an image and makes it the value of a setting.
#[utoipa::path(put, path = "/api/v1/tenants/{slug}/assets/{key}", tag = "settings",
    operation_id = "upload_image",
    request_body(content(("image/png"), ("image/jpeg"), ("image/webp")), description = "The file itself, at most 2 MB. Its type is told by its content."),
    params(("slug" = String, Path, description = "the tenant's slug"), ("key" = String, Path, description = "a setting, as branding.logo"), StageQuery),
    responses((status = 200, body = Uploaded),
        (status = 413, description = "over 2 MB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "none of the image types", body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn upload(
    req: HttpRequest,
    Granted(by): Granted<ChangeSettings>,
    path: Path<(String, String)>,
    stage: Query<StageQuery>,
    payload: Payload,
) -> ApiResult<Json<Uploaded>> {
    let (slug, stage) = (params::slug(&path.0)?, stage.stage()?);
    let bytes = body::read(payload.into_inner(), req.headers(), body::IMAGE_LIMIT).await?;
    let uploaded = cases::upload_image(&by, &slug, stage.as_ref(), &path.1, bytes.to_vec()).await;
    uploaded.map(Json).map_err(refusal)
}

/// The image that a setting has now.
#[utoipa::path(get, path = "/api/v1/tenants/{slug}/assets/{key}", tag = "settings",
    operation_id = "show_image",
    params(("slug" = String, Path, description = "the tenant's slug"), ("key" = String, Path, description = "a setting, as branding.logo"), StageQuery),
    responses((status = 200, description = "the image", content(("image/png"), ("image/jpeg"), ("image/webp")), headers(("ETag" = String, description = "Names the content."))),
        (status = 304, description = "as named by If-None-Match"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn show(
    req: HttpRequest,
    Granted(by): Granted<SeeSettings>,
    path: Path<(String, String)>,
    stage: Query<StageQuery>,
) -> ApiResult<HttpResponse> {
    let (slug, stage) = (params::slug(&path.0)?, stage.stage()?);
    let picture = cases::show_image(&by, &slug, stage.as_ref(), &path.1).await?;
    let tag = format!("\"{}\"", picture.tag.trim_matches('"'));
    let known = req
        .headers()
        .get(header::IF_NONE_MATCH)
        .is_some_and(|v| *v == *tag);
    let mut response = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"));
    if known {
        return Ok(response.finish());
    }
    Ok(response
        .content_type(picture.content_type)
        .body(picture.bytes))
}

/// Size and type have statuses of their own; everything else about an image is a value that does
/// not fit.
fn refusal(error: AppError) -> ApiError {
    let AppError::Invalid(errors) = &error else {
        return error.into();
    };
    match errors.first() {
        Some(e) if e.code == "too_large" => ApiError::TooLarge(domain::image::MAX_BYTES),
        Some(e) if matches!(e.code.as_str(), "type" | "svg") => {
            ApiError::MediaType(e.message.clone())
        }
        _ => error.into(),
    }
}
