//! `runs`: the list, or one run with its steps.

use super::{Session, exit::Outcome, terminal::table};
use crate::http::runs::RunAnswer;
use app::cases::RunQuery;
use domain::{
    Time,
    ids::RunId,
    states::RunState,
    text,
    views::{Page, RunSummary, StepView},
};

#[derive(Debug, clap::Args)]
pub struct Runs {
    /// One run with its steps
    #[arg(value_name = "ID")]
    id: Option<RunId>,
    /// queued, running, succeeded, failed or cancelled
    #[arg(long, conflicts_with = "id")]
    state: Option<String>,
    /// A slug
    #[arg(long, conflicts_with = "id")]
    tenant: Option<String>,
    /// deploy, provision, …
    #[arg(long, conflicts_with = "id")]
    kind: Option<String>,
    /// Runs in which this step failed
    #[arg(long, conflicts_with = "id")]
    step: Option<String>,
    /// At most this many
    #[arg(long, default_value_t = 20, conflicts_with = "id")]
    limit: u32,
    /// The `next_cursor` of a list before
    #[arg(long, conflicts_with = "id")]
    cursor: Option<String>,
}

pub async fn run(cx: &Session, wanted: &Runs) -> Outcome<()> {
    if let Some(id) = wanted.id {
        let run = cx.backend.run(id).await?;
        cx.terminal.show(&run, one);
        return Ok(());
    }
    let query = RunQuery {
        state: wanted.state.clone(),
        tenant: wanted.tenant.clone(),
        kind: wanted.kind.clone(),
        step: wanted.step.clone(),
    };
    let page = cx
        .backend
        .runs(query, wanted.cursor.as_deref(), wanted.limit)
        .await?;
    if page.items.is_empty() {
        cx.terminal.note("No such runs");
    }
    if cx.terminal.is_json() || !page.items.is_empty() {
        cx.terminal.show(&page, list);
    }
    if let (false, Some(cursor)) = (cx.terminal.is_json(), &page.next_cursor) {
        cx.terminal
            .note(format!("More with: automator runs --cursor {cursor}"));
    }
    Ok(())
}

fn list(page: &Page<RunSummary>) -> String {
    let row = |run: &RunSummary| {
        vec![
            run.id.to_string(),
            run.kind.name().to_owned(),
            run.state.to_string(),
            run.environment.clone(),
            run.created_at.to_string(),
            took(Some(run.created_at), run.ended_at),
            run.failed_step.clone().unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = page.items.iter().map(row).collect();
    let head = [
        "RUN",
        "KIND",
        "STATE",
        "ENVIRONMENT",
        "CREATED",
        "TOOK",
        "FAILED STEP",
    ];
    table(&head, &rows)
}

fn one(answer: &RunAnswer) -> String {
    let run = answer.view();
    let mut out = format!(
        "{:<12} {}\n{:<12} {}\n{:<12} {} of {}\n{:<12} {}\n{:<12} {}\n{:<12} {}\n",
        "run",
        run.id,
        "reference",
        run.id.reference(),
        "kind",
        run.kind.name(),
        run.environment,
        "state",
        run.state,
        "asked by",
        run.requested_by,
        "created",
        run.created_at,
    );
    if let Some(seconds) = run.launch_seconds {
        out.push_str(&format!("{:<12} {}\n", "launch", text::duration(seconds)));
    }
    let rows: Vec<Vec<String>> = run.steps.iter().map(step).collect();
    out.push('\n');
    out.push_str(&table(
        &["STEP", "TITLE", "STATE", "ATTEMPTS", "TOOK"],
        &rows,
    ));
    for failed in run.steps.iter().filter(|s| s.error.is_some()) {
        if let Some(error) = &failed.error {
            let kind = &error.kind;
            out.push_str(&format!(
                "\n\n{} ({kind}): {}\n  {}",
                failed.name, error.summary, error.hint
            ));
        }
    }
    if run.state == RunState::Failed {
        out.push_str(&format!("\n\nGo on with: automator resume {}", run.id));
    }
    out
}

fn step(step: &StepView) -> Vec<String> {
    vec![
        step.name.clone(),
        step.title.clone(),
        step.state.to_string(),
        format!("{} of {}", step.attempts, step.max_attempts),
        took(step.started_at, step.ended_at),
    ]
}

fn took(began: Option<Time>, ended: Option<Time>) -> String {
    match (began, ended) {
        (Some(began), Some(ended)) => text::duration(ended.seconds_since(began)),
        _ => String::new(),
    }
}
