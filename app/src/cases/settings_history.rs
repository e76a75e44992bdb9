//! Who changed what and when: the revisions of a tenant and of its environments, newest first.

use crate::{
    Access, AppResult,
    access::SeeSettings,
    paging,
    records::{Environment, ScopeKey},
    settings::{
        scopes,
        view::{revision_view, visible},
    },
};
use domain::{
    Slug, Stage,
    views::{Page, RevisionView},
};

/// With a stage, what concerns that environment: its own revisions and the tenant's.
pub async fn settings_history(
    by: &Access<SeeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<RevisionView>> {
    let (limit, before) = (paging::limit(limit), paging::cursor::<i64>(cursor)?);
    let store = &by.portal().store;
    let (tenant, environment) = scopes::find(by, slug, stage).await?;
    let environments: Vec<Environment> = match environment {
        Some(one) => vec![one],
        None => store.environments_of(tenant.id).await?,
    };
    let mut at: Vec<ScopeKey> = vec![scopes::own(&tenant, None)];
    at.extend(environments.iter().map(|e| scopes::own(&tenant, Some(e))));
    let rows = store.revisions(&at, before, limit + 1).await?;
    let page = paging::cut(rows, limit, |r| r.revision.to_string());
    let name = |at: &ScopeKey| {
        let found = environments
            .iter()
            .find(|e| scopes::own(&tenant, Some(e)) == *at);
        found.map_or_else(|| slug.to_string(), |e| e.name().to_string())
    };
    let shown = page.items.into_iter().filter_map(|revision| {
        let subject = name(&revision.at);
        revision_view(revision, subject, visible(by.session()))
    });
    Ok(Page {
        items: shown.collect(),
        next_cursor: page.next_cursor,
    })
}
