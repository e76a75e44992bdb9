//! The facts at the top of a run.

use super::last_sign;
use crate::parts::{CopyButton, Shown, when};
use domain::{Time, states::RunState, views::RunDetail};
use leptos::prelude::*;

pub fn facts(run: &RunDetail, now: Time) -> AnyView {
    let started = run.run.started_at.unwrap_or(run.run.created_at);
    let took = when::took(last_sign(run).seconds_since(started));
    let waiting: f64 = run.details.iter().map(waited).sum();
    let waiting = if waiting > 0.05 {
        format!("{} between attempts", when::took(waiting))
    } else {
        "without a pause".to_owned()
    };
    let lease = match run.run.state {
        RunState::Queued | RunState::Running => format!("lease {}", run.lease),
        _ => format!("lease {}, free now", run.lease),
    };
    let launch = run.run.launch_seconds.map(|s| {
        view! { <div><dt>"Time to launch"</dt><dd class="number">{when::took(s)}<small>"from the accepted form"</small></dd></div> }
    });
    let short: String = run.trace_id.chars().take(8).collect();
    view! {
        <div class="card-body"><dl class="facts">
        <div><dt>"Environment"</dt><dd>{run.run.environment.clone()}<small>{run.environment_state.word()}</small></dd></div>
        <div><dt>"Started"</dt><dd><time datetime=started.to_string() title=when::exact(started)>{when::near(started, now)}</time><small>{format!("by {}", run.run.requested_by)}</small></dd></div>
        <div><dt>"Took"</dt><dd class="number">{took}<small>{waiting}</small></dd></div>
        {launch}
        <div><dt>"Worker"</dt><dd>{run.worker.clone().unwrap_or_else(|| "none yet".to_owned())}<small>{lease}</small></dd></div>
        <div><dt>"Trace"</dt><dd class="row row-tight"><span class="mono" title=run.trace_id.clone()>{short}</span><CopyButton text=run.trace_id.clone() word="Copy" quiet=true/></dd></div>
        </dl></div>
    }
    .into_any()
}

/// Seconds between the end of one attempt and the start of the next.
fn waited(step: &domain::views::StepDetail) -> f64 {
    step.failed_attempts
        .windows(2)
        .map(|w| w[1].started_at.seconds_since(w[0].ended_at).max(0.0))
        .sum()
}
