//! How "it is there" compares with what was written down.

use crate::step::{StepContext, StepError};
use app::ports::Finding;

pub fn told(step: &str, verdict: &str, detail: impl Into<String>) -> Finding {
    Finding {
        step: step.to_owned(),
        verdict: verdict.to_owned(),
        detail: detail.into(),
    }
}

/// A resource of this kind is recorded for the environment, and this is what the provider says.
pub async fn presence(
    step: &str,
    cx: &StepContext,
    kind: &str,
    found: Option<String>,
) -> Result<Finding, StepError> {
    let rows = cx.portal().store.resources(cx.environment().id).await?;
    let row = rows.iter().find(|r| r.kind == kind);
    Ok(match (row, found) {
        (None, None) => told(step, "absent", "not made yet"),
        (Some(row), None) => told(
            step,
            "missing",
            format!(
                "{} is recorded and gone at {}",
                row.external_id, row.provider
            ),
        ),
        (None, Some(id)) => told(step, "changed", format!("{id} exists and is not recorded")),
        (Some(row), Some(id)) if row.external_id == id => told(step, "ok", id),
        (Some(row), Some(id)) => told(
            step,
            "changed",
            format!("recorded {}, found {id}", row.external_id),
        ),
    })
}
