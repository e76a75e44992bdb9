//! The facts at the top of a run.

use super::axis::Axis;
use crate::parts::{CopyButton, Shown, when};
use domain::{Time, states::RunState, views::RunDetail};
use leptos::prelude::*;

pub fn facts(run: &RunDetail, axis: &Axis, until: Time, now: Time) -> AnyView {
    let started = run.run.started_at.unwrap_or(run.run.created_at);
    let took = when::took(until.seconds_since(started));
    let idle = if axis.idle > 0.05 {
        format!("{} of it waiting", when::took(axis.idle))
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
        <div><dt>"Started"</dt><dd><time datetime=started.to_string() title=when::exact(started)>{when::near(started, now)}</time><small>"by "{foldable(&run.run.requested_by)}</small></dd></div>
        <div><dt>"Took"</dt><dd class="number">{took}<small>{idle}</small></dd></div>
        {launch}
        <div><dt>"Worker"</dt><dd>{run.worker.clone().unwrap_or_else(|| "none yet".to_owned())}<small>{lease}</small></dd></div>
        <div><dt>"Trace"</dt><dd class="row row-tight"><span class="mono" title=run.trace_id.clone()>{short}</span><CopyButton text=run.trace_id.clone() word="Copy" quiet=true/></dd></div>
        </dl></div>
    }
    .into_any()
}

/// An e-mail address breaks behind its @ where it must, not in the middle of a word.
fn foldable(who: &str) -> AnyView {
    match who.split_once('@') {
        Some((name, host)) => view! { {format!("{name}@")}<wbr/>{host.to_owned()} }.into_any(),
        None => who.to_owned().into_any(),
    }
}
