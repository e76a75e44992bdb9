//! What can be done about a run. Each button is a form of its own that works without a script, says
//! what it will do, and has the same thing as a command to copy.

use super::{Tools, is_resumable};
use crate::parts::{Command, CopyButton, Glyph, Icon};
use domain::{
    states::StepState,
    text,
    views::{RunDetail, StepView},
};
use leptos::prelude::*;

/// Beside the title: the id, and cancelling while there is something to cancel.
pub fn head(run: &RunDetail, tools: &Tools) -> AnyView {
    let cancel = (tools.may_operate && run.run.state.is_active()).then(|| cancel(run, tools));
    view! {
        <div class="actions">
            <CopyButton text=run.run.id.to_string() word="Copy id" quiet=true/>
            {cancel}
        </div>
    }
    .into_any()
}

/// Cancelling asks once, in place.
fn cancel(run: &RunDetail, tools: &Tools) -> AnyView {
    view! {
        <details class="ask" id="cancel">
            <summary class="button button-danger"><Icon glyph=Glyph::Stop/>"Cancel run…"</summary>
            {form(run, tools, "cancel", "", view! {
                <p class="note">"Steps that run now are let go; what they made stays and can be destroyed or adopted later. A cancelled run cannot be resumed."</p>
                <button class="button button-destroy">"Cancel run"</button>
            }.into_any())}
        </details>
    }
    .into_any()
}

pub fn step_actions(step: &StepView, run: &RunDetail, tools: &Tools) -> Option<AnyView> {
    let degraded = step.state == StepState::Degraded && !run.run.state.is_active();
    if !(tools.may_operate && (degraded || step.state == StepState::Failed && is_resumable(run))) {
        return None;
    }
    let behind = behind(step, run);
    let after = if behind == 0 {
        String::new()
    } else {
        format!(
            ", then the {} that wait for it",
            text::count(behind, "step")
        )
    };
    let failed = |s: &&StepView| s.state == StepState::Failed;
    let failed = run.run.steps.iter().filter(failed).count();
    // What stopped the run comes first; a part beside it is offered more quietly.
    let first = step.state == StepState::Failed || failed == 0;
    let retry = view! {
        <button class="button" class:button-primary=first><Icon glyph=Glyph::Retry/>"Retry step"</button>
        <p class="note">{format!("Runs {} again{after}.", step.name)}</p>
    };
    let resume = is_resumable(run).then(|| {
        let same = if step.state == StepState::Failed && failed == 1 {
            " Here the same as Retry step."
        } else {
            ""
        };
        let inner = view! {
            <button class="button"><Icon glyph=Glyph::Play/>"Resume run"</button>
            <p class="note">{format!("Goes on with everything that is not done.{same}")}</p>
        };
        form(run, tools, "resume", "", inner.into_any())
    });
    Some(
        view! {
            <div class="grid">
                {form(run, tools, "retry", &step.name, retry.into_any())}
                {resume}
                {is_resumable(run).then(|| skip(step, run, tools, behind))}
            </div>
            <Command text=format!("automator retry {} --step {}", run.run.id, step.name)/>
        }
        .into_any(),
    )
}

/// Skipping needs a reason; it is kept in the history.
fn skip(step: &StepView, run: &RunDetail, tools: &Tools, behind: usize) -> AnyView {
    let id = format!("reason-{}", step.name);
    let warning = if behind == 0 {
        "Nothing waits for its output.".to_owned()
    } else {
        format!(
            "{} need its output and may fail next.",
            text::count(behind, "step")
        )
    };
    let inner = view! {
        <p class="note">{warning}</p>
        <div class="field">
            <label for=id.clone()>"Reason"</label>
            <input class="input" id=id name="reason" required maxlength="500" autocomplete="off" value=tools.reason.clone()/>
        </div>
        <button class="button">"Skip step"</button>
    };
    view! {
        <details class="ask" id=format!("skip-{}", step.name) open=!tools.reason.is_empty()>
            <summary class="button"><Icon glyph=Glyph::Skip/>"Skip step…"</summary>
            {form(run, tools, "skip", &step.name, inner.into_any())}
        </details>
    }
    .into_any()
}

fn form(
    run: &RunDetail,
    tools: &Tools,
    action: &'static str,
    step: &str,
    inner: AnyView,
) -> AnyView {
    view! {
        <form class="stack stack-tight" method="post" action=format!("/runs/{}", run.run.id)>
            <input type="hidden" name="csrf" value=tools.csrf.clone()/>
            <input type="hidden" name="action" value=action/>
            <input type="hidden" name="step" value=step.to_owned()/>
            {inner}
        </form>
    }
    .into_any()
}

/// How many steps wait for this one, directly or through others.
fn behind(step: &StepView, run: &RunDetail) -> usize {
    let mut reached = vec![step.name.as_str()];
    for other in &run.run.steps {
        // Steps stand behind those they depend on, so one pass finds all.
        if !other.state.is_passed() && other.after.iter().any(|a| reached.contains(&a.as_str())) {
            reached.push(&other.name);
        }
    }
    reached.len() - 1
}
