//! One step of a run. What failed stands open, with the cause and what helps; the rest is one line.

use super::{Tools, actions, attempts, axis};
use crate::parts::{Icon, Shown, Tone, when};
use domain::{
    Time,
    states::StepState,
    views::{RunDetail, StepDetail, StepView},
};
use leptos::prelude::*;

pub fn step(step: &StepView, run: &RunDetail, tools: &Tools, until: Time) -> AnyView {
    if matches!(step.state, StepState::Pending | StepState::Cancelled) {
        return line(step, run);
    }
    let detail = super::detail_of(run, &step.name);
    // What has not worked so far stays in sight until it does.
    let tried_in_vain = detail.is_some_and(|d| !d.failed_attempts.is_empty());
    let open = matches!(step.state, StepState::Failed | StepState::Degraded)
        || tried_in_vain && !step.state.is_passed();
    let tries = (step.attempts > 1)
        .then(|| view! { <span class="badge">{format!("{} attempts", step.attempts)}</span> });
    let tried = axis::attempts(step, run, until);
    let time = when::took(tried.iter().map(axis::Attempt::seconds).sum());
    view! {
        <details class="run-step" id=format!("step-{}", step.name) data-tone=step.state.tone().name() data-state=step.state.to_string() open=open>
            <summary>
                <Icon glyph=step.state.glyph()/>
                <span><strong>{step.name.clone()}</strong>" "<span class="note">{step.title.clone()}</span><span class="unseen">{format!(": {}", step.state.word())}</span></span>
                <span>{tries}</span>
                <span class="step-time">{time}</span>
            </summary>
            <div class="run-step-detail">
                {step.error.clone().map(|error| attempts::cause(&error, step))}
                {step.note.clone().map(|note| view! { <p class="note">{note}</p> })}
                {detail.map(attempts::attempts)}
                {detail.and_then(output)}
                {actions::step_actions(step, run, tools)}
            </div>
        </details>
    }
    .into_any()
}

/// A step that has not begun, and what it waits for.
fn line(step: &StepView, run: &RunDetail) -> AnyView {
    let open = |name: &&String| {
        run.run
            .steps
            .iter()
            .any(|s| s.name == **name && !s.state.is_passed())
    };
    let waits: Vec<&str> = step.after.iter().filter(open).map(String::as_str).collect();
    let word = match (step.state, step.note.as_deref()) {
        (StepState::Cancelled, _) => "Cancelled".to_owned(),
        (_, Some(note)) => note.to_owned(),
        (_, None) if waits.is_empty() => "Waiting for its phase".to_owned(),
        (_, None) => format!("Waiting for {}", waits.join(", ")),
    };
    view! {
        <div class="run-step run-step-line" data-tone=Tone::Off.name()>
            <Icon glyph=step.state.glyph()/>
            <span><strong>{step.name.clone()}</strong>" "<span class="note">{step.title.clone()}</span></span>
            <span></span>
            <span class="step-time">{word}</span>
        </div>
    }
    .into_any()
}

/// What the step gave to those behind it.
fn output(detail: &StepDetail) -> Option<AnyView> {
    let values = detail.output.as_ref()?.as_object()?;
    if values.is_empty() {
        return None;
    }
    let rows = values.iter().map(|(key, value)| {
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        view! { <div><dt>{key.replace('_', " ")}</dt><dd class="mono">{value}</dd></div> }
    });
    Some(view! { <dl class="output">{rows.collect_view()}</dl> }.into_any())
}
