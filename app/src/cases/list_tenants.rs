//! Tenants, newest first. Staff see all, a customer his own.

use crate::{
    Access, AppResult, access::SeeTenants, paging, records::Tenant, views::tenant::tenant_view,
};
use domain::{
    ids::TenantId,
    role::Role,
    views::{Page, TenantView},
};

pub async fn list_tenants(
    by: &Access<SeeTenants>,
    query: &str,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<TenantView>> {
    let (limit, after) = (paging::limit(limit), paging::cursor::<TenantId>(cursor)?);
    let query = query.trim();
    let rows = if by.session().role.is_some_and(Role::is_staff) {
        by.portal().store.tenants(query, after, limit + 1).await?
    } else {
        own(by, query, after).await?
    };
    let page = paging::cut(rows, limit, |t| t.id.to_string());
    let mut items = Vec::new();
    for tenant in page.items {
        items.push(tenant_view(by.portal(), by.session(), tenant).await?);
    }
    Ok(Page {
        items,
        next_cursor: page.next_cursor,
    })
}

/// The few that a customer owns, in the order of the whole list.
pub(super) async fn own(
    by: &Access<SeeTenants>,
    query: &str,
    after: Option<TenantId>,
) -> AppResult<Vec<Tenant>> {
    let query = query.to_lowercase();
    let mut ids = by.session().tenants.clone();
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.dedup();
    let mut found = Vec::new();
    for id in ids.into_iter().filter(|id| after.is_none_or(|a| *id < a)) {
        let tenant = by.portal().store.tenant(id).await?;
        found.extend(tenant.filter(|t| {
            t.slug.as_str().contains(&query) || t.company.to_lowercase().contains(&query)
        }));
    }
    Ok(found)
}
