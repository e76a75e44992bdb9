//! What has happened in a run since an event that the caller has seen.

use crate::{
    Access, AppResult,
    access::SeeTenants,
    views::run::{For, event_view},
};
use domain::{ids::RunId, views::EventView};

const AT_ONCE: u32 = 500;

/// Oldest first; whoever gets a full page asks again with the last id.
pub async fn run_events(
    by: &Access<SeeTenants>,
    id: RunId,
    after: i64,
) -> AppResult<Vec<EventView>> {
    by.run(id).await?;
    let reader = For::reader(by.session());
    let events = by.portal().store.run_events(id, after, AT_ONCE).await?;
    Ok(events.into_iter().map(|e| event_view(e, reader)).collect())
}
