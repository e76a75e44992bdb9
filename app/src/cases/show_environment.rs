//! One environment: state, health, address, what it is made of.

use crate::{Access, AppResult, access::SeeTenants, views::environment::environment_view};
use domain::{EnvironmentName, views::EnvironmentView};

pub async fn show_environment(
    by: &Access<SeeTenants>,
    name: &EnvironmentName,
) -> AppResult<EnvironmentView> {
    let (tenant, environment) = by.environment(name).await?;
    environment_view(by.portal(), by.session(), tenant, environment).await
}
