//! While it runs: how much is behind, what is being done, how long it usually takes.

use super::{head, step_note, step_time};
use crate::parts::{Banner, CopyButton, Glyph, Icon, Shown, Tone, track, when};
use domain::{
    states::{RunState, StepState},
    views::{LaunchStep, LaunchView},
};
use leptos::prelude::*;
use track::Tick;

pub fn progress(
    launch: Signal<LaunchView>,
    since: ReadSignal<f64>,
    online: ReadSignal<bool>,
) -> AnyView {
    let view = launch.read_untracked();
    if view.run.is_none() {
        return unconfirmed(&view);
    }
    let lead = "You can close this page. Its address stays the same, on every device.";
    let elapsed = move || {
        let view = launch.read();
        domain::text::duration(view.now.seconds_since(view.started_at) + since.get())
    };
    let steps = view.steps.len();
    view! {
        <section class="stack stack-loose" aria-busy="true">
            {head(&view, Tone::Run, Glyph::Running, "Launching", lead)}
            <div class="stack stack-tight">
                <div class="row row-spread">
                    <strong>{move || format!("{} of {} steps", launch.read().done(), launch.read().steps.len())}</strong>
                    <span class="number"><strong>{elapsed}</strong>" "<span class="note">"elapsed"</span></span>
                </div>
                <div class="track" role="progressbar" aria-label="Launch" aria-valuemin="0" aria-valuemax=steps.to_string()
                    aria-valuenow=move || launch.read().done().to_string()
                    aria-valuetext=move || format!("{} of {} steps done", launch.read().done(), launch.read().steps.len())>
                    {move || bar(&launch.read(), since.get())}
                </div>
                <p class="note">{move || outlook(&launch.read(), since.get())}</p>
            </div>
            <div class="banner-place" role="status">{move || (!online.get()).then(|| view! {
                <Banner tone=Tone::Wait title="The connection is interrupted"><p>"The launch goes on without it. This page tries again every few seconds."</p></Banner>
            })}</div>
            <div class="card"><div class="card-body">
                <ol class="steps">{move || {
                    let view = launch.read();
                    view.steps.iter().map(|s| line(s, since)).collect_view()
                }}</ol>
            </div></div>
            <p class="note row">"Reference "<code>{view.reference.clone()}</code></p>
        </section>
    }
    .into_any()
}

/// One step. Its seconds are read by name of the state only, so that the list is not drawn anew
/// ten times a second.
pub fn line(step: &LaunchStep, since: ReadSignal<f64>) -> impl IntoView + use<> {
    let state = step.state;
    let note = step_note(step).map(|n| view! { <span class="step-note">{n}</span> });
    let step = step.clone();
    let title = step.title.clone();
    view! {
        <li class="step" data-tone=state.tone().name()>
            // To a customer, what is cancelled by another step's failure just waits.
            <Icon glyph=if state == StepState::Cancelled { Glyph::Pending } else { state.glyph() }/>
            <div>
                <span class="step-title">{title}</span>
                <span class="unseen">{format!(": {}", state.word())}</span>
                {note}
            </div>
            <span class="step-time">{move || step_time(&step, if step.state == StepState::Running { since.get() } else { 0.0 })}</span>
        </li>
    }
}

/// Each tick is as long as its step usually takes.
fn bar(launch: &LaunchView, since: f64) -> AnyView {
    let tick = |s: &LaunchStep| {
        let usual = s.usual_seconds.unwrap_or(1.0).max(0.05);
        let (tone, done) = match s.state {
            StepState::Succeeded | StepState::Skipped => (Some(Tone::Brand), None),
            StepState::Running => {
                // It slows down towards its end instead of standing full and untrue.
                let share = (s.seconds.unwrap_or(0.0) + since) / usual;
                (
                    Some(Tone::Run),
                    Some(
                        if share < 0.8 {
                            share
                        } else {
                            1.0 - 0.2 * (-(share - 0.8) * 2.0).exp()
                        }
                        .min(0.96),
                    ),
                )
            }
            StepState::Retrying | StepState::Waiting | StepState::Degraded => {
                (Some(Tone::Wait), None)
            }
            StepState::Failed => (Some(Tone::Fail), None),
            StepState::Pending | StepState::Cancelled => (None, None),
        };
        Tick {
            share: usual,
            tone,
            done,
        }
    };
    track::ticks(&launch.steps.iter().map(tick).collect::<Vec<_>>())
}

/// Seconds in the queue after which it is worth a word; usually it is a fraction of one.
const QUEUED: f64 = 4.0;

/// What is left, from past launches, and where that knowledge comes from.
fn outlook(launch: &LaunchView, since: f64) -> String {
    let elapsed = launch.now.seconds_since(launch.started_at) + since;
    if launch.state == RunState::Queued && elapsed > QUEUED {
        return "It waits for its turn and starts by itself. Nothing you entered is lost, and there is nothing to do or to send again."
            .to_owned();
    }
    let Some(past) = launch.past else {
        return "This is one of the first launches, so nobody knows yet how long it takes."
            .to_owned();
    };
    let (low, high) = (past.fastest_seconds, past.slowest_seconds);
    let left = high - elapsed;
    let near = when::took(low) == when::took(high);
    let span = if near {
        format!("about {}", when::took(high))
    } else {
        format!("between {} and {}", when::took(low), when::took(high))
    };
    let launches = if past.launches == 1 {
        "launch".to_owned()
    } else {
        format!("{} launches", past.launches)
    };
    let past = format!(
        "The last {launches} took {span}; each part of the bar is as long as its step usually is."
    );
    if left < 0.0 {
        format!("This one takes longer than usual. {past}")
    } else {
        let seconds = left.ceil().max(1.0);
        format!("Usually ready within the next {seconds} s. {past}")
    }
}

/// Where the address is confirmed first, nothing runs before that.
fn unconfirmed(view: &LaunchView) -> AnyView {
    let lead = format!(
        "We sent a link to {}. The launch starts when you open it, and this page follows.",
        view.email
    );
    view! {
        <section class="stack stack-loose">
            {head(view, Tone::Wait, Glyph::Mail, "Waiting for you", lead)}
            <p class="note row">"Reference "<code>{view.reference.clone()}</code></p>
        </section>
    }
    .into_any()
}

/// The reference to give to support, with a button to copy it.
pub fn reference(launch: &LaunchView) -> AnyView {
    let text = launch.reference.clone();
    view! {
        <div class="row"><span class="note">"Reference to give to support"</span><code>{text.clone()}</code><CopyButton text=text word="Copy" quiet=false/></div>
    }
    .into_any()
}
