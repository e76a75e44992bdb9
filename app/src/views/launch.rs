//! The launch as its customer sees it: calm, honest, without a word that only helps a developer.

use super::run::steps;
use crate::records::{Run, StepRun};
use domain::{
    Time,
    email::Email,
    run::PlannedStep,
    states::{RunState, StepState},
    text,
    views::{LaunchStep, PastLaunches},
};
use std::collections::BTreeMap;

pub fn launch_steps(
    run: &Run,
    rows: &[StepRun],
    usual: &BTreeMap<String, f64>,
    now: Time,
) -> Vec<LaunchStep> {
    let view = |(planned, row, state): (&PlannedStep, Option<&StepRun>, StepState)| LaunchStep {
        name: planned.name.clone(),
        title: planned.title.clone(),
        state,
        attempts: row.map_or(0, |r| r.attempts),
        max_attempts: planned.attempts,
        core: planned.core,
        seconds: row.and_then(|r| {
            let started = r.started_at?;
            Some(r.ended_at.unwrap_or(now).seconds_since(started).max(0.0))
        }),
        usual_seconds: usual.get(&planned.name).copied(),
        next_at: row.and_then(|r| r.next_at),
        note: note(planned, row, state, now),
    };
    let mut views: Vec<_> = steps(run, rows).map(view).collect();
    if run.state == RunState::Failed {
        let open =
            |s: &&mut LaunchStep| matches!(s.state, StepState::Pending | StepState::Cancelled);
        for step in views.iter_mut().filter(open) {
            step.note = Some("Waits until the step that failed is mended.".to_owned());
        }
    }
    views
}

fn note(
    planned: &PlannedStep,
    row: Option<&StepRun>,
    state: StepState,
    now: Time,
) -> Option<String> {
    let sentence = match state {
        StepState::Retrying => retrying(planned, row?, now),
        StepState::Running | StepState::Waiting if row.is_some_and(StepRun::was_interrupted) => {
            "Taken up again after an interruption.".to_owned()
        }
        StepState::Waiting => "Not ready yet; it is looked at again in a moment.".to_owned(),
        StepState::Failed => "This step did not work. Nothing that you entered is lost: our team \
             sees what happened, and the launch goes on from here."
            .to_owned(),
        StepState::Degraded => {
            "This did not work. Your site runs without it, and it can be added later.".to_owned()
        }
        StepState::Skipped => "Left out.".to_owned(),
        _ => return None,
    };
    Some(sentence)
}

fn retrying(planned: &PlannedStep, row: &StepRun, now: Time) -> String {
    let failed = row.error.as_ref().map(|e| e.summary.trim_end_matches('.'));
    let (next, all) = (row.attempts + 1, planned.attempts);
    let wait = row.next_at.map_or(0.0, |at| at.seconds_since(now));
    let start = if wait < 0.5 {
        "starts now".to_owned()
    } else {
        format!(
            "starts in {}",
            text::duration(wait.ceil()).replace(".0 s", " s")
        )
    };
    let why = failed.map_or("Attempt".to_owned(), |summary| {
        format!("{summary}; attempt")
    });
    let beside = if planned.core {
        ""
    } else {
        " The launch does not wait for it."
    };
    format!("Retrying. {why} {next} of {all} {start}.{beside}")
}

/// `a…@example.com`: enough to recognise one's own address, too little to learn another's.
pub fn masked(email: &Email) -> String {
    let first: String = email.as_str().chars().take(1).collect();
    format!("{first}…@{}", email.domain())
}

pub fn past(mut seconds: Vec<f64>) -> Option<PastLaunches> {
    seconds.sort_by(f64::total_cmp);
    let last = seconds.len().checked_sub(1)?;
    let tenth = last / 10;
    Some(PastLaunches {
        fastest_seconds: seconds[tenth],
        slowest_seconds: seconds[last - tenth],
        launches: u32::try_from(seconds.len()).unwrap_or(u32::MAX),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::run::StepFailure;

    fn planned(core: bool) -> PlannedStep {
        PlannedStep {
            name: "mail".into(),
            title: "Set up mail".into(),
            phase: None,
            after: Vec::new(),
            core,
            attempts: 4,
            timeout_seconds: 60,
        }
    }

    fn row(now: Time) -> StepRun {
        StepRun {
            name: "mail".into(),
            position: 0,
            state: StepState::Retrying,
            attempts: 1,
            crashes: 0,
            started_at: Some(now),
            ended_at: None,
            next_at: Some(now + std::time::Duration::from_millis(900)),
            output: None,
            error: Some(StepFailure {
                kind: "unavailable".into(),
                summary: "The mail service did not answer.".into(),
                hint: "look at host 10.0.0.7".into(),
            }),
            note: None,
            failed_attempts: Vec::new(),
        }
    }

    #[test]
    fn a_retry_is_told_with_its_number_and_its_time_and_without_the_hint() {
        let now = Time::from_micros(1_000_000);
        let say =
            |core| note(&planned(core), Some(&row(now)), StepState::Retrying, now).expect("a note");

        assert_eq!(
            say(true),
            "Retrying. The mail service did not answer; attempt 2 of 4 starts in 1 s."
        );
        assert!(say(false).ends_with(" The launch does not wait for it."));
    }

    #[test]
    fn a_failure_is_told_calmly() {
        let now = Time::from_micros(0);
        let said = note(&planned(true), Some(&row(now)), StepState::Failed, now).expect("a note");
        assert!(
            !said.contains("10.0.0.7") && !said.contains("did not answer"),
            "{said}"
        );
    }

    #[test]
    fn the_past_is_told_by_its_tenths() {
        assert_eq!(past(Vec::new()), None);
        let of = |fastest_seconds, slowest_seconds, launches| PastLaunches {
            fastest_seconds,
            slowest_seconds,
            launches,
        };
        assert_eq!(past(vec![4.0]), Some(of(4.0, 4.0, 1)));
        let ten_to_one: Vec<f64> = (1..=21).rev().map(f64::from).collect();
        assert_eq!(past(ten_to_one), Some(of(3.0, 19.0, 21)));
    }

    #[test]
    fn an_address_is_masked() {
        let email = Email::parse("ada@example.com").expect("valid");
        assert_eq!(masked(&email), "a…@example.com");
    }
}
