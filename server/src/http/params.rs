//! What stands in a path or a query, understood. A name that cannot exist is told as one that does
//! not exist.

use super::error::{ApiError, ApiResult};
use app::AppError;
use domain::{EnvironmentName, Slug, Stage, ids::RunId};
use serde::Deserialize;

/// `?limit=&cursor=` of every list.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// At most this many; 50 when left out, never more than 200.
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

impl Paging {
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(50).clamp(1, 200)
    }

    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref().filter(|c| !c.is_empty())
    }
}

/// `?stage=`: the environment's own values instead of the tenant's.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StageQuery {
    /// `prod`, `stg`, …; without it, what holds for the tenant.
    stage: Option<String>,
}

impl StageQuery {
    pub fn stage(&self) -> ApiResult<Option<Stage>> {
        let given = self.stage.as_deref().filter(|s| !s.is_empty());
        given.map(stage).transpose()
    }
}

pub fn slug(text: &str) -> ApiResult<Slug> {
    Slug::known(text).map_err(|_| missing(format!("tenant {}", shown(text))))
}

pub fn stage(text: &str) -> ApiResult<Stage> {
    Stage::parse(text).map_err(|_| missing(format!("stage {}", shown(text))))
}

pub fn environment((slug, stage): &(String, String)) -> ApiResult<EnvironmentName> {
    let missing = |_| missing(format!("environment {}/{}", shown(slug), shown(stage)));
    let slug = Slug::known(slug).map_err(missing)?;
    let stage = Stage::parse(stage).map_err(missing)?;
    Ok(EnvironmentName::new(slug, stage))
}

pub fn run_id(text: &str) -> ApiResult<RunId> {
    text.parse()
        .map_err(|_| missing(format!("run {}", shown(text))))
}

fn missing(what: String) -> ApiError {
    AppError::not_found(what).into()
}

fn shown(text: &str) -> String {
    domain::text::shorten(text, 80)
}
