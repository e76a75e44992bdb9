//! Compares an environment with reality. Changes nothing, so it is safe at any time.

use crate::{Access, AppResult, access::SeeTenants, ports::Findings};
use domain::EnvironmentName;

pub async fn check_environment(
    by: &Access<SeeTenants>,
    name: &EnvironmentName,
) -> AppResult<Findings> {
    let (tenant, environment) = by.environment(name).await?;
    by.portal().inspector.inspect(&tenant, &environment).await
}
