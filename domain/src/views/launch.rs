//! What a customer sees while the site comes up. No sign-in is needed, so nothing secret is here.

use crate::{
    Time,
    ids::RunId,
    states::{RunState, StepState},
};
use serde::{Deserialize, Serialize};

/// A launch, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LaunchView {
    /// The tenant's slug.
    pub slug: String,
    /// The site's host name.
    pub host: String,
    /// Where the site answers.
    #[cfg_attr(feature = "openapi", schema(format = "uri"))]
    pub site_url: String,
    /// Masked: `a…@example.com`.
    pub email: String,
    pub run: Option<RunId>,
    /// What people read to each other on the phone: `run-1A2B3C4D`.
    pub reference: String,
    pub state: RunState,
    /// The clock of the promise: starts with the accepted form.
    pub started_at: Time,
    /// The portal's clock, for times that go on.
    pub now: Time,
    /// Seconds from the accepted form to the first green check; null until then.
    pub launch_seconds: Option<f64>,
    /// In the order in which they are shown.
    pub steps: Vec<LaunchStep>,
    /// How long launches took; null before the first.
    pub past: Option<PastLaunches>,
    /// Whether an optional step did not work.
    pub degraded: bool,
    /// Whether the one who looks is signed in as the owner.
    pub signed_in: bool,
}

/// One step of a launch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LaunchStep {
    /// Its name for programs.
    pub name: String,
    /// Its name for people.
    pub title: String,
    pub state: StepState,
    /// How often it was started.
    pub attempts: u32,
    /// How often it is tried before it fails.
    pub max_attempts: u32,
    /// Whether the launch fails with it; else the site is degraded.
    pub core: bool,
    /// Seconds so far, or in all when ended.
    pub seconds: Option<f64>,
    /// Mean seconds over the last launches.
    pub usual_seconds: Option<f64>,
    /// When a retrying or waiting step starts again.
    pub next_at: Option<Time>,
    /// A sentence for the customer when something is not as it should be.
    pub note: Option<String>,
}

/// How long the last launches took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastLaunches {
    /// Seconds of the fastest tenth, by nearest rank.
    pub fastest_seconds: f64,
    /// Seconds of the slowest tenth, by nearest rank.
    pub slowest_seconds: f64,
    /// How many they were; the last 200 at most.
    pub launches: u32,
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
