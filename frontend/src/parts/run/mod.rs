//! A run as a developer needs it: what it is about, where the time went, what failed and why, what
//! helps, and the log. Drawn by the server alone; while the run is active `Refresh` fetches the page
//! again whenever an event says so and puts in what differs, so there is one way to draw a run.

mod actions;
mod attempts;
mod axis;
mod facts;
mod log;
mod step;
mod timeline;

use axis::Axis;
pub use log::plain as log_text;

use super::{
    Banner, Tone,
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

/// Seconds in the queue after which a worker is missed.
const PATIENCE: f64 = 5.0;

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
    let id = run.run.id.to_string();
    let until = until(run, tools.now);
    let axis = Axis::of(run, until);
    view! {
        <Refresh run=id.clone() state=run.run.state/>
        <div class="banner-place" id="run-waits" data-live="" role="status">{waits_for_worker(run, tools.now)}</div>
        <div class="page-head" id="run-head" data-live="">
            <ol class="crumbs"><li><a href="/runs">"Runs"</a></li><li><span class="mono">{run.run.id.reference()}</span></li></ol>
            <div class="row"><h1>{title(run)}</h1>{tag::loud_tag(run.run.state)}{actions::head(run, tools)}</div>
        </div>
        <section class="card" id="run-facts" data-live="" aria-label="Facts">{facts::facts(run, &axis, until, tools.now)}</section>
        <section class="card" id="run-timeline" data-live="" aria-labelledby="timeline">{timeline::timeline(run, &axis, until)}</section>
        <section class="card card-flush" id="run-steps" data-live="" aria-labelledby="steps">
            <header><h2 id="steps">"Steps"</h2><span class="note" role="status">{summary(&run.run.steps)}</span></header>
            <div>{steps(run, tools, until)}</div>
        </section>
        <section class="card" aria-labelledby="log">
            <header><h2 id="log">"Log"</h2><span class="note" id="run-log-count" data-live="">{domain::text::count(run.log.len(), "line")}</span></header>
            <LogTools run=id/>
            {log::lines(&run.log)}
        </section>
    }
    .into_any()
}

/// A worker takes a run within a second, so one that waits longer says what is missing. Without a
/// number that counts: what is read aloud is read once.
fn waits_for_worker(run: &RunDetail, now: Time) -> Option<AnyView> {
    let queued = run.run.state == RunState::Queued && run.lease == 0;
    (queued && now.seconds_since(run.run.created_at) > PATIENCE).then(|| {
        view! {
            <Banner tone=Tone::Wait title="No worker has taken this run yet">
                <p>"It waits in the queue and loses nothing. See that a worker runs on this database: "<code>"automator worker"</code>", or "<code>"automator serve"</code>" without "<code>"--no-worker"</code>"."</p>
            </Banner>
        }
        .into_any()
    })
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

fn steps(run: &RunDetail, tools: &Tools, until: Time) -> AnyView {
    let step = |s| step::step(s, run, tools, until);
    run.run.steps.iter().map(step).collect_view().into_any()
}

fn detail_of<'a>(run: &'a RunDetail, step: &str) -> Option<&'a StepDetail> {
    run.details.iter().find(|d| d.name == step)
}

/// Until when the run goes: now while it is active, else the last thing known of it.
fn until(run: &RunDetail, now: Time) -> Time {
    if run.run.state.is_active() {
        return now;
    }
    let steps = run.run.steps.iter().filter_map(|s| s.ended_at);
    let ended = run.run.ended_at.or_else(|| steps.max());
    ended.unwrap_or(run.run.created_at)
}

fn is_resumable(run: &RunDetail) -> bool {
    run.run.state == RunState::Failed
}
