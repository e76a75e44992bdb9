//! A core step failed: calm, plain, with a reference. The developer's details stand on the run's page.

use super::{head, progress};
use crate::parts::{Banner, Glyph, Tone};
use domain::{
    states::{RunState, StepState},
    text,
    views::LaunchView,
};
use leptos::prelude::*;

pub fn stopped(launch: &LaunchView) -> AnyView {
    let (still, _) = signal(0.0);
    let lines = launch
        .steps
        .iter()
        .map(|s| progress::line(s, still))
        .collect_view();
    let (tone, glyph) = if launch.state == RunState::Failed {
        (Tone::Fail, Glyph::Failed)
    } else {
        (Tone::Off, Glyph::Stop)
    };
    view! {
        <section class="stack stack-loose">
            {head(launch, tone, glyph, "Stopped", cause(launch))}
            <Banner tone=Tone::Off title="What happens next">
                <p>"Our engineers see this launch in their list of failed runs, with the exact cause, and continue it from the step where it stopped. Nothing you entered is lost. Leave this page open or come back to it: it goes on by itself when they do."</p>
            </Banner>
            <div class="card"><div class="card-body"><ol class="steps">{lines}</ol></div></div>
            {progress::reference(launch)}
        </section>
    }
    .into_any()
}

fn cause(launch: &LaunchView) -> String {
    let kept = "Everything made before it is kept, and continuing makes nothing twice.";
    let failed = launch.steps.iter().find(|s| s.state == StepState::Failed);
    match failed {
        Some(step) => {
            let tries = text::count(step.attempts as usize, "attempt");
            format!("“{}” did not work after {tries}. {kept}", step.title)
        }
        None => format!("It ended before your site was ready. {kept}"),
    }
}
