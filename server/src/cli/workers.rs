//! `workers`: who works, and what waits.

use super::{Session, exit::Outcome, terminal::table};
use domain::views::{WorkerState, WorkerView, WorkersView};

pub async fn run(cx: &Session) -> Outcome<()> {
    let workers = cx.backend.workers().await?;
    let works = |w: &WorkerView| w.state == WorkerState::Working;
    if !workers.items.iter().any(works) {
        let why = "No worker works, so runs wait. Start one with: automator worker (PostgreSQL), or automator serve";
        cx.terminal.note(why);
    }
    cx.terminal.show(&workers, text);
    Ok(())
}

fn text(workers: &WorkersView) -> String {
    let rows: Vec<Vec<String>> = workers.items.iter().map(row).collect();
    let lines = workers.lines.iter().map(|line| {
        let waits = domain::text::duration(line.oldest_seconds);
        vec![line.name.clone(), line.waiting.to_string(), waits]
    });
    let lines: Vec<Vec<String>> = lines.collect();
    format!(
        "{}\n\n{}",
        table(&["WORKER", "STATE", "IN WORK", "VERSION", "SEEN"], &rows),
        table(&["LINE", "WAITING", "OLDEST"], &lines)
    )
}

fn row(worker: &WorkerView) -> Vec<String> {
    vec![
        worker.name.clone(),
        worker.state.name().to_owned(),
        format!("{} of {}", worker.in_work, worker.places),
        worker.version.clone(),
        worker.seen_at.to_string(),
    ]
}
