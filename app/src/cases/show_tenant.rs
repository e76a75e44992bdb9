//! One tenant with its environments.

use crate::{Access, AppResult, access::SeeTenants, views::tenant::tenant_view};
use domain::{Slug, views::TenantView};

pub async fn show_tenant(by: &Access<SeeTenants>, slug: &Slug) -> AppResult<TenantView> {
    let tenant = by.tenant(slug).await?;
    tenant_view(by.portal(), by.session(), tenant).await
}
