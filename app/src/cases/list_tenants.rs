//! Tenants, newest first. Staff see all, a customer his own.

use crate::{
    Access, AppResult, access::SeeTenants, paging, records::Tenant, views::tenant::tenant_views,
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
    Ok(Page {
        items: tenant_views(by.portal(), by.session(), page.items).await?,
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
    let ids = &by.session().tenants;
    let mut found = by.portal().store.tenants_named(ids).await?;
    found.retain(|t| {
        let fits = t.slug.as_str().contains(&query) || t.company.to_lowercase().contains(&query);
        fits && after.is_none_or(|a| t.id < a)
    });
    Ok(found)
}
