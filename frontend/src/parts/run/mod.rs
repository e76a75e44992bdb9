//! A run as a developer needs it: what it is about, where the time went, what failed and why, what
//! helps, and the log. Drawn by the server alone; while the run is active `Refresh` fetches the page
//! again whenever an event says so and puts in what differs, so there is one way to draw a run.

mod actions;
mod attempts;
mod facts;
mod log;
mod step;
mod timeline;

pub use log::plain as log_text;

use super::{
    live::{LogTools, Refresh},
    state::sentence,
    tag,
};
use domain::{
    Time,
    states::{RunState, StepState},
    views::{RunDetail, StepDetail, StepView},
};
use leptos::prelude::*;

/// What the caller may do, and what the forms need for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tools {
    pub may_operate: bool,
    pub csrf: String,
    /// A reason that was typed in a form that came back refused.
    pub reason: String,
    pub now: Time,
}

/// Each part that can change is marked `data-live` and has an id.
pub fn run(run: &RunDetail, tools: &Tools) -> AnyView {
    let (id, active) = (run.run.id.to_string(), run.run.state.is_active());
    view! {
        <Refresh run=id.clone() active=active/>
        <div class="page-head" id="run-head" data-live="">
            <ol class="crumbs"><li><a href="/runs">"Runs"</a></li><li><span class="mono">{run.run.id.reference()}</span></li></ol>
            <div class="row"><h1>{title(run)}</h1>{tag::loud_tag(run.run.state)}{actions::head(run, tools)}</div>
        </div>
        <section class="card" id="run-facts" data-live="" aria-label="Facts">{facts::facts(run, tools.now)}</section>
        <section class="card" id="run-timeline" data-live="" aria-labelledby="timeline">{timeline::timeline(run)}</section>
        <section class="card card-flush" id="run-steps" data-live="" aria-labelledby="steps">
            <header><h2 id="steps">"Steps"</h2><span class="note" role="status">{summary(&run.run.steps)}</span></header>
            <div>{steps(run, tools)}</div>
        </section>
        <section class="card" aria-labelledby="log">
            <header><h2 id="log">"Log"</h2><span class="note" id="run-log-count" data-live="">{domain::text::count(run.log.len(), "line")}</span></header>
            <LogTools run=id/>
            {log::lines(&run.log)}
        </section>
    }
    .into_any()
}

pub fn title(run: &RunDetail) -> String {
    format!(
        "{} of {}",
        sentence(run.run.kind.name()),
        run.run.environment
    )
}

/// `4 of 8 done, 1 failed, 3 waiting`.
pub fn summary(steps: &[StepView]) -> String {
    let count = |test: &dyn Fn(StepState) -> bool| steps.iter().filter(|s| test(s.state)).count();
    let mut parts = vec![format!(
        "{} of {} done",
        count(&StepState::is_passed),
        steps.len()
    )];
    let open: [(&dyn Fn(StepState) -> bool, &str); 5] = [
        (&|s| s == StepState::Failed, "failed"),
        (&|s| s == StepState::Degraded, "degraded"),
        (&|s| s == StepState::Running, "running"),
        (
            &|s| matches!(s, StepState::Retrying | StepState::Waiting),
            "retrying",
        ),
        (&|s| s == StepState::Pending, "waiting"),
    ];
    for (test, word) in open {
        let n = count(test);
        if n > 0 {
            parts.push(format!("{n} {word}"));
        }
    }
    parts.join(", ")
}

fn steps(run: &RunDetail, tools: &Tools) -> AnyView {
    run.run
        .steps
        .iter()
        .map(|s| step::step(s, detail_of(run, &s.name), run, tools))
        .collect_view()
        .into_any()
}

fn detail_of<'a>(run: &'a RunDetail, step: &str) -> Option<&'a StepDetail> {
    run.details.iter().find(|d| d.name == step)
}

/// Seconds that a step took from its first start, or has taken until the run's last sign of life.
fn seconds(step: &StepView, until: Time) -> Option<f64> {
    let ended = step.ended_at.unwrap_or(until);
    step.started_at
        .map(|started| ended.seconds_since(started).max(0.0))
}

/// The last point in time that the run knows of.
fn last_sign(run: &RunDetail) -> Time {
    let steps = run
        .run
        .steps
        .iter()
        .flat_map(|s| [s.started_at, s.ended_at])
        .flatten();
    let log = run.log.last().map(|l| l.at);
    let ended = run.run.ended_at.filter(|_| !run.run.state.is_active());
    ended.unwrap_or_else(|| steps.chain(log).max().unwrap_or(run.run.created_at))
}

fn is_resumable(run: &RunDetail) -> bool {
    run.run.state == RunState::Failed
}
