//! Why a step stands where it stands: the cause, what helps, and every failed attempt side by side.

use crate::parts::{
    Glyph, QuietTag, Tone,
    state::{capital, sentence},
    when,
};
use domain::{
    run::{FailedAttempt, StepFailure},
    views::{StepDetail, StepView},
};
use leptos::prelude::*;

/// Kinds of failure that trying again cannot mend.
const PERMANENT: [&str; 5] = ["denied", "quota", "invalid", "conflict", "bug"];

pub fn cause(error: &StepFailure, step: &StepView) -> AnyView {
    let spent = step.attempts >= step.max_attempts;
    let why = if PERMANENT.contains(&error.kind.as_str()) {
        format!("Permanent ({}), so it was not tried again.", error.kind)
    } else if spent {
        format!(
            "{} of {} attempts are spent ({}).",
            step.attempts, step.max_attempts, error.kind
        )
    } else {
        format!(
            "Attempt {} of {} ({}).",
            step.attempts, step.max_attempts, error.kind
        )
    };
    view! {
        <div class="cause">
            <div><h3>"Cause"</h3><p><strong>{capital(&error.summary)}</strong></p><p class="note">{why}</p></div>
            <div><h3>"What helps"</h3><p>{capital(&error.hint)}</p></div>
        </div>
    }
    .into_any()
}

pub fn attempts(detail: &StepDetail) -> AnyView {
    if detail.failed_attempts.is_empty() {
        return ().into_any();
    }
    let mut before: Option<&FailedAttempt> = None;
    let cards: Vec<AnyView> = detail
        .failed_attempts
        .iter()
        .map(|a| {
            let card = attempt(a, before);
            before = Some(a);
            card
        })
        .collect();
    view! { <div class="attempts">{cards}</div> }.into_any()
}

fn attempt(a: &FailedAttempt, before: Option<&FailedAttempt>) -> AnyView {
    let took = when::took(a.ended_at.seconds_since(a.started_at));
    let pause = before
        .map(|b| a.started_at.seconds_since(b.ended_at))
        .filter(|s| *s >= 0.0);
    // Numbers begin anew when somebody retries the step.
    let again = before.is_some_and(|b| a.number <= b.number);
    let title = format!(
        "Attempt {}{}",
        a.number,
        if again { ", retried" } else { "" }
    );
    let took = pause.map_or(took.clone(), |p| format!("{took}, after {}", when::took(p)));
    view! {
        <div class="attempt">
            <div class="row row-spread"><strong>{title}</strong><QuietTag tone=Tone::Fail glyph=Glyph::Failed word=sentence(&a.error.kind)/></div>
            <dl>
                <dt>"Took"</dt><dd>{took}</dd>
                <dt>"Worker"</dt><dd>{a.worker.clone()}</dd>
                <dt>"Error"</dt><dd>{a.error.summary.clone()}</dd>
            </dl>
        </div>
    }
    .into_any()
}
