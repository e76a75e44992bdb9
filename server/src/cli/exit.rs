//! Why a command ends without success, and the one map from that to an exit code.

use crate::http::error::problem_of;
use app::AppError;
use domain::{FieldError, ids::RunId, problem::Problem, run::StepFailure};

#[derive(Debug)]
pub enum Failure {
    App(AppError),
    /// A portal's answer.
    Refused(Box<Problem>),
    Unreachable {
        what: String,
        hint: String,
    },
    Usage(String),
    Step(Box<StepFailed>),
    Cancelled(RunId),
    /// What `check` found is printed already.
    Differs,
    /// Ctrl-C; the sentence says how to watch again.
    Interrupted(String),
}

pub type Outcome<T> = Result<T, Failure>;

/// A run that stands still.
#[derive(Debug)]
pub struct StepFailed {
    pub run: RunId,
    pub environment: String,
    pub name: String,
    pub title: String,
    pub attempts: u32,
    pub error: StepFailure,
    /// The command that goes on.
    pub continue_with: String,
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<FieldError> for Failure {
    fn from(error: FieldError) -> Self {
        Self::App(error.into())
    }
}

impl Failure {
    pub fn code(&self) -> u8 {
        match self {
            Self::App(error) => of_error(error),
            Self::Refused(problem) => of_problem(problem),
            Self::Unreachable { .. } => 9,
            Self::Usage(_) => 2,
            Self::Step(_) => 7,
            Self::Cancelled(_) | Self::Differs => 1,
            Self::Interrupted(_) => 130,
        }
    }

    /// For `-o json`.
    pub fn problem(&self) -> Problem {
        let plain =
            |code: &str, status: u16, title: &str, detail: &str, hint: Option<String>| Problem {
                kind: format!("/problems/{code}"),
                title: title.to_owned(),
                status,
                detail: detail.to_owned(),
                code: code.to_owned(),
                hint,
                request_id: None,
                errors: Vec::new(),
                present_state: None,
                required_states: Vec::new(),
                held_by: None,
            };
        match self {
            Self::App(error) => problem_of(error),
            Self::Refused(problem) => (**problem).clone(),
            Self::Unreachable { what, hint } => plain(
                "unavailable",
                503,
                "Not reachable",
                what,
                Some(hint.clone()),
            ),
            Self::Usage(why) => plain("usage", 400, "The command is not complete", why, None),
            Self::Step(step) => Problem {
                held_by: Some(step.run.to_string()),
                ..plain(
                    "step-failed",
                    500,
                    "A step failed",
                    &format!("{} ({}): {}", step.title, step.name, step.error.summary),
                    Some(format!(
                        "{}. Continue with: {}",
                        step.error.hint, step.continue_with
                    )),
                )
            },
            Self::Cancelled(run) => {
                let detail = format!("run {run} was cancelled");
                plain("cancelled", 500, "The run was cancelled", &detail, None)
            }
            Self::Differs => plain(
                "differs",
                500,
                "Something is not as it should be",
                "see the findings",
                None,
            ),
            Self::Interrupted(text) => plain("interrupted", 499, "Interrupted", text, None),
        }
    }
}

fn of_error(error: &AppError) -> u8 {
    match error {
        AppError::NotFound { .. } => 3,
        AppError::WrongState(_)
        | AppError::Stale { .. }
        | AppError::Conflict(_)
        | AppError::Taken(_) => 4,
        AppError::Locked { .. } => 5,
        AppError::Invalid(_) => 6,
        AppError::Unauthenticated | AppError::Forbidden { .. } => 8,
        AppError::Unavailable { .. } => 9,
        AppError::TooMany { .. } | AppError::Internal(_) => 1,
    }
}

/// By class where the status alone does not tell.
fn of_problem(problem: &Problem) -> u8 {
    match (problem.status, problem.code.as_str()) {
        (404, _) => 3,
        (409, "locked") => 5,
        (409 | 412, _) => 4,
        (422, _) => 6,
        (401 | 403, _) => 8,
        (502..=504, _) => 9,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::error::WrongState;

    fn all() -> Vec<(AppError, u8)> {
        let text = || "x".to_owned();
        vec![
            (AppError::not_found("tenant x"), 3),
            (AppError::Invalid(Vec::new()), 6),
            (AppError::Taken(FieldError::new("slug", "taken", "x")), 4),
            (
                AppError::WrongState(WrongState {
                    subject: text(),
                    action: text(),
                    present: text(),
                    required: Vec::new(),
                    hint: None,
                }),
                4,
            ),
            (
                AppError::Locked {
                    environment: text(),
                    kind: text(),
                    run: text(),
                    by: text(),
                },
                5,
            ),
            (
                AppError::Stale {
                    expected: 1,
                    present: 2,
                },
                4,
            ),
            (AppError::Conflict(text()), 4),
            (AppError::Unauthenticated, 8),
            (
                AppError::Forbidden {
                    role: text(),
                    what: text(),
                },
                8,
            ),
            (AppError::too_many(text()), 1),
            (
                AppError::Unavailable {
                    what: text(),
                    hint: None,
                    source: "x".into(),
                },
                9,
            ),
            (AppError::internal("x"), 1),
        ]
    }

    #[test]
    fn codes_are_those_of_the_surface() {
        for (error, code) in all() {
            let text = error.to_string();
            assert_eq!(Failure::App(error).code(), code, "{text}");
        }
    }

    #[test]
    fn a_portal_far_away_ends_a_command_as_the_local_database_does() {
        for (error, code) in all() {
            let problem = Box::new(problem_of(&error));
            assert_eq!(Failure::Refused(problem).code(), code, "{error}");
        }
    }
}
