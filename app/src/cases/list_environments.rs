//! Environments of all tenants, newest first; a customer sees his own.

use super::list_tenants::own;
use crate::{
    Access, AppResult,
    access::SeeTenants,
    paging,
    records::{Environment, Tenant},
    views::environment::environment_views,
};
use domain::{
    ids::{EnvironmentId, TenantId},
    role::Role,
    views::{EnvironmentView, Page},
};
use std::collections::HashMap;

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
        let tenants = own(by, "", None).await?;
        let known: HashMap<TenantId, &Tenant> = tenants.iter().map(|t| (t.id, t)).collect();
        let ids: Vec<TenantId> = known.keys().copied().collect();
        let environments = store.environments_of_all(&ids).await?;
        let pair = |e: Environment| Some(((*known.get(&e.tenant)?).clone(), e));
        let below = |e: &Environment| after.is_none_or(|a| e.id < a);
        let newest_first = environments.into_iter().rev();
        newest_first.filter(below).filter_map(pair).collect()
    };
    let page = paging::cut(rows, limit, |(_, e)| e.id.to_string());
    Ok(Page {
        items: environment_views(by.portal(), by.session(), page.items).await?,
        next_cursor: page.next_cursor,
    })
}
