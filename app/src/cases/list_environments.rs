//! Environments of all tenants, newest first; a customer sees his own.

use super::list_tenants::own;
use crate::{Access, AppResult, access::SeeTenants, paging, views::environment::environment_view};
use domain::{
    ids::EnvironmentId,
    role::Role,
    views::{EnvironmentView, Page},
};
use std::cmp::Reverse;

pub async fn list_environments(
    by: &Access<SeeTenants>,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<EnvironmentView>> {
    let (limit, after) = (
        paging::limit(limit),
        paging::cursor::<EnvironmentId>(cursor)?,
    );
    let store = &by.portal().store;
    let rows = if by.session().role.is_some_and(Role::is_staff) {
        store.environments(after, limit + 1).await?
    } else {
        let mut rows = Vec::new();
        for tenant in own(by, "", None).await? {
            let environments = store.environments_of(tenant.id).await?;
            rows.extend(environments.into_iter().map(|e| (tenant.clone(), e)));
        }
        rows.retain(|(_, e)| after.is_none_or(|a| e.id < a));
        rows.sort_unstable_by_key(|(_, e)| Reverse(e.id));
        rows
    };
    let page = paging::cut(rows, limit, |(_, e)| e.id.to_string());
    let mut items = Vec::new();
    for (tenant, environment) in page.items {
        items.push(environment_view(by.portal(), by.session(), &tenant, environment).await?);
    }
    Ok(Page {
        items,
        next_cursor: page.next_cursor,
    })
}
