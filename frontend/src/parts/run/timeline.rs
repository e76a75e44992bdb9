//! When each step ran: one bar an attempt, dotted where it waited for the next one.

use super::axis::{Attempt, Axis, attempts};
use crate::parts::when;
use domain::{
    Time,
    views::{RunDetail, StepView},
};
use leptos::prelude::*;

/// Height of one line, as the style sheet has it.
const LINE: usize = 28;

pub fn timeline(run: &RunDetail, axis: &Axis, until: Time) -> AnyView {
    let folded = (!axis.folds.is_empty())
        .then(|| view! { <span class="legend-fold">"Nothing ran, folded"</span> });
    view! {
        <header>
            <h2 id="timeline">"Timeline"</h2>
            <div class="legend"><span data-tone="ok">"Done"</span><span data-tone="fail">"Failed attempt"</span><span data-tone="wait">"Waiting to retry"</span>{folded}</div>
        </header>
        <div class="card-body"><div class="gantt">{chart(run, axis, until)}</div></div>
    }
    .into_any()
}

fn chart(run: &RunDetail, axis: &Axis, until: Time) -> AnyView {
    let steps = &run.run.steps;
    let lines: Vec<Vec<Attempt>> = steps.iter().map(|s| attempts(s, run, until)).collect();
    let (span, tick) = scale(axis.shown);
    let name =
        |s: &StepView| view! { <li class:unstarted=s.started_at.is_none()>{s.name.clone()}</li> };
    let time = |line: &Vec<Attempt>| {
        let worked = (!line.is_empty()).then(|| line.iter().map(Attempt::seconds).sum());
        view! { <li>{worked.map_or("–".to_owned(), when::took)}</li> }
    };
    let bars = |(i, s): (usize, &StepView)| bars(&s.name, &lines[i], axis, span, i * LINE);
    // Seconds of nothing would be made up.
    let begun = steps.iter().any(|s| s.started_at.is_some());
    let said = format!("Timeline: {}", super::summary(steps));
    view! {
        <ol class="mono">{steps.iter().map(name).collect_view()}</ol>
        <svg role="img" aria-label=said>
            {begun.then(|| rules(axis, span, tick, steps.len() * LINE))}
            {steps.iter().enumerate().map(bars).collect_view()}
        </svg>
        <ol>{lines.iter().map(time).collect_view()}</ol>
        <div class="gantt-axis"></div>
    }
    .into_any()
}

/// A round length that holds all, and the distance of its rules.
fn scale(length: f64) -> (f64, f64) {
    let wanted = length.max(0.05);
    let power = 10_f64.powf((wanted / 5.0).log10().floor());
    let tick = [1.0, 2.0, 5.0, 10.0]
        .map(|n| n * power)
        .into_iter()
        .find(|t| t * 5.0 >= wanted * (1.0 - 1e-9))
        .unwrap_or(power * 10.0);
    ((wanted / tick * (1.0 - 1e-9)).ceil() * tick, tick)
}

/// Rules with their seconds. Behind a fold a number would be wrong, so the fold's own is said.
fn rules(axis: &Axis, span: f64, tick: f64, height: usize) -> AnyView {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a handful of rules"
    )]
    let count = (span / tick).round() as u32;
    let label_y = (height + 20).to_string();
    let first = axis.folds.first().map_or(f64::INFINITY, |f| f.at);
    let rule = |i: u32| {
        let at = f64::from(i) * tick;
        let x = percent(at / span);
        let anchor = match i {
            0 => "start",
            _ if i == count => "end",
            _ => "middle",
        };
        let label = if i == 0 {
            "0 s".to_owned()
        } else {
            number(at, tick)
        };
        let label = (at <= first).then(
            || view! { <text x=x.clone() y=label_y.clone() text-anchor=anchor>{label}</text> },
        );
        view! { <line class="rule" x1=x.clone() x2=x.clone() y1="0" y2=height.to_string()></line>{label} }
    };
    let fold = |f: &super::axis::Fold| {
        let (x, width, middle) = (
            percent(f.at / span),
            percent(f.width / span),
            percent((f.at + f.width / 2.0) / span),
        );
        view! {
            <rect class="fold" x=x y="0" width=width height=height.to_string()></rect>
            <text x=middle y=label_y.clone() text-anchor="middle">{when::took(f.seconds())}</text>
        }
    };
    let folds = axis.folds.iter().map(fold).collect_view();
    let rules = (0..=count).map(rule).collect_view();
    view! { {rules}{folds} }.into_any()
}

fn number(at: f64, tick: f64) -> String {
    if tick >= 1.0 {
        format!("{at:.0}")
    } else if tick >= 0.1 {
        format!("{at:.1}")
    } else {
        format!("{at:.2}")
    }
}

fn bars(step: &str, line: &[Attempt], axis: &Axis, span: f64, top: usize) -> AnyView {
    let place = |time: Time| axis.at(time) / span;
    let middle = (top + LINE / 2).to_string();
    let pauses = line.windows(2).map(|w| {
        let (from, to) = (percent(place(w[0].to)), percent(place(w[1].from)));
        view! { <line class="pause" x1=from x2=to y1=middle.clone() y2=middle.clone()></line> }
    });
    let pauses = pauses.collect_view();
    let bars = line.iter().map(|a| {
        let from = place(a.from);
        // A step of a millisecond must still be seen.
        let width = (place(a.to) - from).max(0.004);
        let title = format!("{step}, attempt {}, {}: {}", a.number, when::took(a.seconds()), a.what);
        view! {
            <rect data-tone=a.tone.name() x=percent(from) y=(top + 8).to_string() width=percent(width) height="12"><title>{title}</title></rect>
        }
    });
    view! { {pauses}{bars.collect_view()} }.into_any()
}

fn percent(share: f64) -> String {
    format!("{}%", (share.clamp(0.0, 1.0) * 10_000.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn the_scale_is_round_and_holds_everything() {
        for (length, want) in [
            (8.6, (10.0, 2.0)),
            (0.3, (0.3, 0.1)),
            (41.0, (50.0, 10.0)),
            (5.0, (5.0, 1.0)),
        ] {
            let (span, tick) = scale(length);
            let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
            assert!(
                near(span, want.0) && near(tick, want.1),
                "{length}: {span}, {tick}"
            );
        }
    }
}
