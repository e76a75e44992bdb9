//! What a customer sees while the site comes up. No sign-in is needed, so nothing secret is here.

use crate::{
    Time,
    ids::RunId,
    states::{RunState, StepState},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LaunchView {
    pub slug: String,
    pub host: String,
    pub site_url: String,
    /// Masked: `a…@example.com`.
    pub email: String,
    pub run: Option<RunId>,
    pub reference: String,
    pub state: RunState,
    /// The clock of the promise: starts with the accepted form.
    pub started_at: Time,
    pub now: Time,
    pub launch_seconds: Option<f64>,
    pub steps: Vec<LaunchStep>,
    /// Fastest and slowest tenth of the last launches, in seconds, and how many they were.
    pub past: Option<(f64, f64, u32)>,
    /// Optional steps that did not work.
    pub degraded: bool,
    /// Whether the one who looks is signed in as the owner.
    pub signed_in: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LaunchStep {
    pub name: String,
    pub title: String,
    pub state: StepState,
    pub attempts: u32,
    pub max_attempts: u32,
    pub core: bool,
    /// Seconds so far, or in all when ended.
    pub seconds: Option<f64>,
    pub usual_seconds: Option<f64>,
    pub next_at: Option<Time>,
    /// A sentence for the customer when something is not as it should be.
    pub note: Option<String>,
}

impl LaunchView {
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|s| s.state.is_passed()).count()
    }

    /// How much of the usual time is behind, from 0 to 1; it never says 1 before the end.
    pub fn share(&self) -> f64 {
        if self.state == RunState::Succeeded {
            return 1.0;
        }
        let usual = |s: &LaunchStep| s.usual_seconds.unwrap_or(1.0).max(0.05);
        let all: f64 = self.steps.iter().map(usual).sum();
        let behind: f64 = self
            .steps
            .iter()
            .map(|s| match s.state {
                state if state.is_passed() => usual(s),
                StepState::Running => s.seconds.unwrap_or(0.0).min(usual(s) * 0.95),
                _ => 0.0,
            })
            .sum();
        if all > 0.0 {
            (behind / all).min(0.99)
        } else {
            0.0
        }
    }
}
