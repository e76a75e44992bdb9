//! `list`: all environments.

use super::{Session, exit::Outcome, terminal::table};
use domain::views::{EnvironmentView, Page};

/// As many as a portal gives at once.
const AT_ONCE: u32 = 200;

#[derive(Debug, clap::Args)]
pub struct List {
    /// At most this many; without it, all
    #[arg(long)]
    limit: Option<u32>,
    /// The `next_cursor` of a list before
    #[arg(long)]
    cursor: Option<String>,
}

pub async fn run(cx: &Session, list: &List) -> Outcome<()> {
    let mut page = Page {
        items: Vec::new(),
        next_cursor: list.cursor.clone(),
    };
    let wanted = list.limit.map_or(usize::MAX, |limit| limit as usize);
    loop {
        let left = u32::try_from(wanted - page.items.len()).unwrap_or(AT_ONCE);
        let cursor = page.next_cursor.as_deref();
        let next = cx.backend.environments(cursor, left.min(AT_ONCE)).await?;
        page.items.extend(next.items);
        page.next_cursor = next.next_cursor;
        if page.next_cursor.is_none() || page.items.len() >= wanted {
            break;
        }
    }
    if page.items.is_empty() {
        cx.terminal
            .note("No environments yet. Make one with: automator create acme");
    }
    if cx.terminal.is_json() || !page.items.is_empty() {
        cx.terminal.show(&page, rows);
    }
    if let (false, Some(cursor)) = (cx.terminal.is_json(), &page.next_cursor) {
        cx.terminal
            .note(format!("More with: automator list --cursor {cursor}"));
    }
    Ok(())
}

fn rows(page: &Page<EnvironmentView>) -> String {
    let rows: Vec<Vec<String>> = page.items.iter().map(row).collect();
    table(&["ENVIRONMENT", "STATE", "HEALTH", "PLAN", "URL"], &rows)
}

fn row(e: &EnvironmentView) -> Vec<String> {
    vec![
        format!("{}/{}", e.slug, e.stage),
        e.state.to_string(),
        e.health.to_string(),
        e.plan.clone(),
        e.url.clone(),
    ]
}
