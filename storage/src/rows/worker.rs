//! Workers and lines.

use crate::time::At;
use domain::views::{LineView, WorkerState, WorkerView};
use sqlx::FromRow;

#[derive(FromRow)]
pub struct WorkerRow {
    name: String,
    version: String,
    started_at: At,
    seen_at: At,
    in_work: i32,
    places: i32,
    fetching: bool,
    stopping: bool,
    silent: bool,
}

impl From<WorkerRow> for WorkerView {
    fn from(row: WorkerRow) -> Self {
        let state = match row {
            WorkerRow { silent: true, .. } => WorkerState::Silent,
            WorkerRow { stopping: true, .. } => WorkerState::Stopping,
            WorkerRow { fetching: true, .. } => WorkerState::Working,
            WorkerRow { .. } => WorkerState::Stalled,
        };
        let count = |n| u32::try_from(n).unwrap_or(0);
        Self {
            name: row.name,
            version: row.version,
            state,
            in_work: count(row.in_work),
            places: count(row.places),
            started_at: row.started_at.into(),
            seen_at: row.seen_at.into(),
        }
    }
}

#[derive(FromRow)]
pub struct LineRow {
    name: String,
    waiting: i64,
    oldest: f64,
}

impl LineRow {
    /// Both lines, also when nothing waits.
    pub fn both(rows: &[Self]) -> Vec<LineView> {
        let line = |name: &str| {
            let found = rows.iter().find(|row| row.name == name);
            LineView {
                name: name.to_owned(),
                waiting: found.map_or(0, |row| row.waiting),
                oldest_seconds: found.map_or(0.0, |row| row.oldest.max(0.0)),
            }
        };
        [app::ports::QUEUE, app::ports::BULK_QUEUE]
            .map(line)
            .to_vec()
    }
}
