//! When each attempt of a run ran, and where that stands on the chart. Long stretches in which
//! nothing ran (a night between a failure and its repair) are folded, or nothing else could be seen.

use super::detail_of;
use crate::parts::{Shown, Tone};
use domain::{
    Time,
    states::StepState,
    views::{RunDetail, StepView},
};

/// One attempt of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    pub from: Time,
    pub to: Time,
    pub tone: Tone,
    pub number: u32,
    pub what: String,
}

impl Attempt {
    pub fn seconds(&self) -> f64 {
        self.to.seconds_since(self.from).max(0.0)
    }
}

/// The attempts that failed, then the one that runs or ended otherwise. A step's own times are
/// those of its last attempt.
pub fn attempts(step: &StepView, run: &RunDetail, until: Time) -> Vec<Attempt> {
    let failed = detail_of(run, &step.name).map(|d| d.failed_attempts.as_slice());
    let failed = failed.unwrap_or_default();
    let told = failed.iter().map(|a| Attempt {
        from: a.started_at,
        to: a.ended_at,
        tone: Tone::Fail,
        number: a.number,
        what: a.error.summary.clone(),
    });
    let mut all: Vec<Attempt> = told.collect();
    let open = !matches!(
        step.state,
        StepState::Failed
            | StepState::Degraded
            | StepState::Retrying
            | StepState::Pending
            | StepState::Cancelled
    );
    if let Some(started) = step.started_at.filter(|_| open || all.is_empty()) {
        let from = all.last().map_or(started, |a| started.max(a.to));
        all.push(Attempt {
            from,
            to: step.ended_at.unwrap_or(until).max(from),
            tone: step.state.tone(),
            number: step.attempts.max(1),
            what: step.state.word(),
        });
    }
    all
}

/// Seconds from the start, with the stretches that are folded.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    zero: Time,
    /// What is shown in all, in seconds.
    pub shown: f64,
    /// How long nothing ran.
    pub idle: f64,
    pub folds: Vec<Fold>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fold {
    from: f64,
    to: f64,
    /// Where it begins on the chart, and how wide it is there.
    pub at: f64,
    pub width: f64,
}

impl Fold {
    pub fn seconds(&self) -> f64 {
        self.to - self.from
    }
}

impl Axis {
    pub fn of(run: &RunDetail, until: Time) -> Self {
        let zero = run.run.started_at.unwrap_or(run.run.created_at);
        let all = run.run.steps.iter().flat_map(|s| attempts(s, run, until));
        let busy = all.map(|a| (a.from.seconds_since(zero), a.to.seconds_since(zero)));
        Self::new(zero, busy.collect())
    }

    fn new(zero: Time, mut busy: Vec<(f64, f64)>) -> Self {
        busy.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut gaps = Vec::new();
        let (mut reached, mut idle) = (0.0_f64, 0.0);
        for (from, to) in busy {
            if from > reached {
                gaps.push((reached, from));
                idle += from - reached;
            }
            reached = reached.max(to);
        }
        let worked = reached - idle;
        let long = gaps
            .into_iter()
            .filter(|(from, to)| to - from > worked.max(1.0) * 2.0);
        let long: Vec<(f64, f64)> = long.collect();
        let folded: f64 = long.iter().map(|(from, to)| to - from).sum();
        let width = (reached - folded).max(0.1) * 0.12;
        let mut hidden = 0.0;
        let mut folds = Vec::new();
        for (from, to) in long {
            folds.push(Fold {
                from,
                to,
                at: from - hidden,
                width,
            });
            hidden += to - from - width;
        }
        Self {
            zero,
            shown: reached - hidden,
            idle,
            folds,
        }
    }

    /// Where a point in time stands, in shown seconds.
    pub fn at(&self, time: Time) -> f64 {
        let real = time.seconds_since(self.zero).max(0.0);
        let hidden: f64 = self
            .folds
            .iter()
            .filter(|f| real > f.from)
            .map(|f| (real.min(f.to) - f.from) * (1.0 - f.width / f.seconds()))
            .sum();
        real - hidden
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: f64) -> Time {
        Time::from_micros(0) + std::time::Duration::from_secs_f64(seconds)
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn short_pauses_stay_and_a_night_is_folded() {
        let axis = Axis::new(at(0.0), vec![(0.0, 1.0), (2.0, 3.0), (3600.0, 3602.0)]);

        assert_eq!(axis.folds.len(), 1);
        assert!(near(axis.folds[0].seconds(), 3597.0));
        assert!(near(axis.idle, 3598.0), "{}", axis.idle);
        assert!(
            near(axis.at(at(2.5)), 2.5),
            "before the fold all is as it was"
        );
        let after = axis.at(at(3600.0));
        assert!(near(after, 3.0 + axis.folds[0].width), "{after}");
        assert!(near(axis.at(at(3602.0)), axis.shown));
    }

    #[test]
    fn a_run_without_a_pause_is_shown_as_it_was() {
        let axis = Axis::new(at(0.0), vec![(0.0, 4.0), (1.0, 2.0)]);

        assert!(axis.folds.is_empty() && near(axis.shown, 4.0) && near(axis.idle, 0.0));
    }
}
