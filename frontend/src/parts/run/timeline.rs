//! When each step ran: one bar an attempt, dotted where it waited for the next one.

use super::{detail_of, last_sign, seconds};
use crate::parts::{Shown, Tone, when};
use domain::{
    Time,
    run::FailedAttempt,
    states::StepState,
    views::{RunDetail, StepView},
};
use leptos::prelude::*;

/// Height of one line, as the style sheet has it.
const LINE: usize = 28;

struct Bar {
    tone: Tone,
    from: f64,
    to: f64,
    title: String,
}

pub fn timeline(run: &RunDetail) -> AnyView {
    view! {
        <header>
            <h2 id="timeline">"Timeline"</h2>
            <div class="legend"><span data-tone="ok">"Done"</span><span data-tone="fail">"Failed attempt"</span><span data-tone="wait">"Waiting to retry"</span></div>
        </header>
        <div class="card-body"><div class="gantt">{chart(run)}</div></div>
    }
    .into_any()
}

fn chart(run: &RunDetail) -> AnyView {
    let steps = &run.run.steps;
    let zero = run.run.started_at.unwrap_or(run.run.created_at);
    let end = last_sign(run);
    let (span, tick) = scale(end.seconds_since(zero));
    let name =
        |s: &StepView| view! { <li class:unstarted=s.started_at.is_none()>{s.name.clone()}</li> };
    let time =
        |s: &StepView| view! { <li>{seconds(s, end).map_or("–".to_owned(), when::took)}</li> };
    let line = |(i, s): (usize, &StepView)| bars(s, run, zero, end, span, i * LINE);
    let said = format!(
        "Timeline over {}: {}",
        when::took(span),
        super::summary(steps)
    );
    view! {
        <ol class="mono">{steps.iter().map(name).collect_view()}</ol>
        <svg role="img" aria-label=said>
            {rules(span, tick, steps.len() * LINE)}
            {steps.iter().enumerate().map(line).collect_view()}
        </svg>
        <ol>{steps.iter().map(time).collect_view()}</ol>
        <div class="gantt-axis"></div>
    }
    .into_any()
}

/// A round length that holds all, and the distance of its rules.
fn scale(length: f64) -> (f64, f64) {
    let wanted = length.max(0.5);
    let power = 10_f64.powf((wanted / 5.0).log10().floor());
    let tick = [1.0, 2.0, 5.0, 10.0]
        .map(|n| n * power)
        .into_iter()
        .find(|t| t * 5.0 >= wanted)
        .unwrap_or(power * 10.0);
    ((wanted / tick).ceil() * tick, tick)
}

fn rules(span: f64, tick: f64, height: usize) -> AnyView {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a handful of rules"
    )]
    let count = (span / tick).round() as u32;
    let rule = |i: u32| {
        let at = f64::from(i) * tick;
        let x = format!("{}%", round(at / span * 100.0));
        let anchor = if i == 0 {
            "start"
        } else if i == count {
            "end"
        } else {
            "middle"
        };
        let label = if tick < 1.0 {
            format!("{at:.1}")
        } else {
            format!("{at:.0}")
        };
        let label = if i == 0 { "0 s".to_owned() } else { label };
        view! {
            <line class="rule" x1=x.clone() x2=x.clone() y1="0" y2=height.to_string()></line>
            <text x=x y=(height + 20).to_string() text-anchor=anchor>{label}</text>
        }
    };
    (0..=count).map(rule).collect_view().into_any()
}

fn bars(step: &StepView, run: &RunDetail, zero: Time, end: Time, span: f64, top: usize) -> AnyView {
    let failed = detail_of(run, &step.name)
        .map(|d| d.failed_attempts.as_slice())
        .unwrap_or_default();
    let share = |at: Time| round((at.seconds_since(zero) / span * 100.0).clamp(0.0, 100.0));
    let bars = attempts(step, failed, end, &share);
    let middle = (top + LINE / 2).to_string();
    let pauses = bars.windows(2).map(|w| {
        let (from, to) = (format!("{}%", w[0].to), format!("{}%", w[1].from));
        view! { <line class="pause" x1=from x2=to y1=middle.clone() y2=middle.clone()></line> }
    });
    let pauses = pauses.collect_view();
    let bars = bars.into_iter().map(|b| {
        // A step of a millisecond must still be seen.
        let width = format!("{}%", round((b.to - b.from).max(0.4)));
        view! {
            <rect data-tone=b.tone.name() x=format!("{}%", b.from) y=(top + 8).to_string() width=width height="12"><title>{b.title}</title></rect>
        }
    });
    view! { {pauses}{bars.collect_view()} }.into_any()
}

/// The attempts that failed, then the one that is running or ended otherwise.
fn attempts(
    step: &StepView,
    failed: &[FailedAttempt],
    end: Time,
    share: &dyn Fn(Time) -> f64,
) -> Vec<Bar> {
    let said = |n: u32, seconds: f64, what: &str| {
        format!(
            "{}, attempt {n}, {}: {what}",
            step.name,
            when::took(seconds)
        )
    };
    let mut bars: Vec<Bar> = failed
        .iter()
        .map(|a| Bar {
            tone: Tone::Fail,
            from: share(a.started_at),
            to: share(a.ended_at),
            title: said(
                a.number,
                a.ended_at.seconds_since(a.started_at),
                &a.error.summary,
            ),
        })
        .collect();
    let last = !matches!(
        step.state,
        StepState::Failed
            | StepState::Degraded
            | StepState::Retrying
            | StepState::Pending
            | StepState::Cancelled
    );
    if let (Some(started), true) = (
        step.started_at,
        last || failed.is_empty() && step.ended_at.is_some(),
    ) {
        let from = if failed.is_empty() {
            started
        } else {
            restart(step, failed, started, end)
        };
        let to = step.ended_at.unwrap_or(end).max(from);
        let title = said(
            step.attempts.max(1),
            to.seconds_since(from),
            &step.state.word(),
        );
        bars.push(Bar {
            tone: step.state.tone(),
            from: share(from),
            to: share(to),
            title,
        });
    }
    bars
}

/// When the last attempt began. `started_at` is either that or the first one's start, depending on
/// whether the runner moved it; in the second case the pause's end is all that is known.
fn restart(step: &StepView, failed: &[FailedAttempt], started: Time, end: Time) -> Time {
    let before = failed.last().map_or(started, |a| a.ended_at);
    if started >= before {
        started
    } else {
        step.ended_at.unwrap_or(end).min(before.max(started))
    }
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn the_scale_is_round_and_holds_everything() {
        for (length, want) in [
            (8.6, (10.0, 2.0)),
            (0.3, (0.5, 0.1)),
            (41.0, (50.0, 10.0)),
            (5.0, (5.0, 1.0)),
        ] {
            let (span, tick) = scale(length);
            assert!(
                (span - want.0).abs() < 1e-9 && (tick - want.1).abs() < 1e-9,
                "{length}: {span}, {tick}"
            );
        }
    }
}
