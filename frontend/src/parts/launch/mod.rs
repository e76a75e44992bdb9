//! The page that shows a site coming up. The server draws what is true now; the island follows
//! the events, counts the seconds in between, and ends by itself.
//!
//! Honest by construction: every number is the server's, the bar never goes back, and it is full
//! only when the site answers.

mod done;
mod progress;
mod stopped;

use super::{Glyph, Shown, Tag, Tone, browser, browser::Next, when};
use domain::{
    states::{RunState, StepState},
    text,
    views::{LaunchStep, LaunchView},
};
use leptos::prelude::*;
use std::time::Duration;

#[island]
pub fn Launch(view: LaunchView, token: String) -> impl IntoView {
    let launch = RwSignal::new(view);
    let (online, set_online) = signal(true);
    // Seconds since the server's last word, by the browser's clock; the two clocks are never compared.
    let (since, set_since) = signal(0.0);
    let heard = StoredValue::new(0.0);

    Effect::new(move |_| {
        heard.set_value(browser::clock());
        if !is_open(launch.read_untracked().state)
            && launch.read_untracked().state != RunState::Failed
        {
            return;
        }
        let take = move |data: &str| {
            let Ok(now) = serde_json::from_str::<LaunchView>(data) else {
                return Next::Listen;
            };
            let next = match now.state {
                RunState::Succeeded | RunState::Cancelled => Next::Stop,
                // A failed launch is listened to as well: somebody may continue it.
                RunState::Failed | RunState::Queued | RunState::Running => Next::Listen,
            };
            heard.set_value(browser::clock());
            set_since.set(0.0);
            launch.set(now);
            next
        };
        browser::follow(
            format!("/api/v1/launches/{token}/events"),
            &["launch"],
            set_online,
            take,
        );
        let tick = move || {
            if is_open(launch.read_untracked().state) {
                set_since.set(browser::clock() - heard.get_value());
            }
        };
        let _ = set_interval_with_handle(tick, Duration::from_millis(100));
    });
    Effect::new(move |_| document().set_title(&format!("{} · Automator", title(&launch.read()))));

    // The page is drawn anew when the launch ends, not at every word of the server.
    let stage = Memo::new(move |_| (launch.read().state, launch.read().run.is_none()));
    let page = move || match stage.get().0 {
        RunState::Succeeded => done::done(&launch.read_untracked()),
        RunState::Failed | RunState::Cancelled => stopped::stopped(&launch.read_untracked()),
        RunState::Queued | RunState::Running => progress::progress(launch.into(), since, online),
    };
    view! {
        <p class="unseen" role="status">{move || spoken(&launch.read())}</p>
        {page}
    }
}

pub fn is_open(state: RunState) -> bool {
    matches!(state, RunState::Queued | RunState::Running)
}

/// The page's title, and the browser tab's.
pub fn title(launch: &LaunchView) -> String {
    match launch.state {
        _ if launch.run.is_none() => "Confirm your e-mail address".to_owned(),
        RunState::Succeeded => "Your site is live".to_owned(),
        RunState::Failed => {
            let at = launch
                .steps
                .iter()
                .position(|s| s.state == StepState::Failed)
                .map_or(launch.done(), |i| i)
                + 1;
            format!("The launch stopped at step {at} of {}", launch.steps.len())
        }
        RunState::Cancelled => "The launch was cancelled".to_owned(),
        RunState::Queued | RunState::Running => "Your site is on its way".to_owned(),
    }
}

/// What a screen reader hears: one sentence whenever a step ends, not ten a second.
fn spoken(launch: &LaunchView) -> String {
    match launch.state {
        RunState::Queued | RunState::Running => {
            let running = launch.steps.iter().find(|s| s.state == StepState::Running);
            let running = running
                .map(|s| format!(" {} is running.", s.title))
                .unwrap_or_default();
            format!(
                "{} of {} steps done.{running}",
                launch.done(),
                launch.steps.len()
            )
        }
        _ => title(launch),
    }
}

/// Title, tag and address at the top.
fn head(
    launch: &LaunchView,
    tone: Tone,
    glyph: Glyph,
    word: &str,
    lead: impl IntoView + 'static,
) -> AnyView {
    view! {
        <div class="page-head">
            <div class="row"><Tag tone=tone glyph=glyph word=word/><span class="mono note">{launch.host.clone()}</span></div>
            <h1 class="display">{title(launch)}</h1>
            <p class="lead">{lead}</p>
        </div>
    }
    .into_any()
}

/// The sentence under a step's name: the server's where it has one.
fn step_note(step: &LaunchStep) -> Option<String> {
    match step.state {
        // What waits says so at the right; eight times the same sentence helps nobody.
        StepState::Pending | StepState::Cancelled => None,
        _ if step.note.is_some() => step.note.clone(),
        StepState::Running if step.attempts > 1 => Some(format!(
            "Running, attempt {} of {}",
            step.attempts, step.max_attempts
        )),
        StepState::Running => {
            let usual = step
                .usual_seconds
                .map(|s| format!(", usually {}", when::took(s)));
            Some(format!("Running{}", usual.unwrap_or_default()))
        }
        StepState::Succeeded if step.attempts > 1 => {
            Some(format!("Worked at attempt {}", step.attempts))
        }
        StepState::Succeeded => None,
        other => Some(other.word()),
    }
}

/// What stands at the right of a step; `since` goes on counting while it runs.
fn step_time(step: &LaunchStep, since: f64) -> String {
    match (step.state, step.seconds, step.usual_seconds) {
        (StepState::Running, seconds, _) => text::duration(seconds.unwrap_or(0.0) + since),
        (StepState::Pending, _, Some(usual)) => format!("usually {}", when::took(usual)),
        (StepState::Pending | StepState::Cancelled, ..) => "Waiting".to_owned(),
        (_, Some(seconds), _) => when::took(seconds),
        _ => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(state: StepState) -> LaunchStep {
        LaunchStep {
            name: "mail".into(),
            title: "Set up the mail sender".into(),
            state,
            attempts: 1,
            max_attempts: 4,
            core: false,
            seconds: Some(0.6),
            usual_seconds: Some(0.9),
            next_at: None,
            note: None,
        }
    }

    #[test]
    fn a_step_that_worked_after_all_says_at_which_attempt_and_a_waiting_one_is_silent() {
        let mut mail = step(StepState::Succeeded);
        assert_eq!(step_note(&mail), None);

        mail.attempts = 2;
        assert_eq!(step_note(&mail).as_deref(), Some("Worked at attempt 2"));

        let mut pending = step(StepState::Pending);
        pending.note = Some("Waits until the step that failed is mended.".into());
        assert_eq!(step_note(&pending), None);
    }

    #[test]
    fn only_a_running_step_goes_on_counting() {
        assert_eq!(step_time(&step(StepState::Running), 0.5), "1.1 s");
        assert_eq!(step_time(&step(StepState::Succeeded), 0.5), "0.6 s");
        assert_eq!(step_time(&step(StepState::Pending), 0.5), "usually 0.9 s");
    }
}
