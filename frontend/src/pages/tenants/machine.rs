//! The way of an environment from created to running, as ticks.

use crate::parts::Shown;
use domain::{Phase, machine::State, states::EnvironmentState};
use leptos::prelude::*;

pub fn machine(state: EnvironmentState) -> AnyView {
    let path = [
        EnvironmentState::Created,
        Phase::Provision.reached(),
        Phase::Configure.reached(),
        Phase::Release.reached(),
        Phase::Run.reached(),
    ];
    let behind = Phase::ALL.iter().take_while(|p| p.is_behind(state)).count();
    // A state on the path stands on its own tick, one on the way between two on the later.
    let here = if path.contains(&state) {
        behind
    } else {
        behind + 1
    };
    if state.name().contains("destroy") || here >= path.len() {
        return ().into_any();
    }
    let tick = |(i, on_path): (usize, &EnvironmentState)| {
        if i == here {
            view! { <li class="here" data-tone=state.tone().name() aria-current="step">{state.word()}</li> }.into_any()
        } else {
            view! { <li class:past=i < here>{on_path.word()}</li> }.into_any()
        }
    };
    view! { <ol class="machine">{path.iter().enumerate().map(tick).collect_view()}</ol> }.into_any()
}
