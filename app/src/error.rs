//! What can go wrong, by meaning. `http/error.rs` and `cli/exit.rs` map each meaning once.

use domain::{FieldErrors, IllegalMove, field::FieldError};
use std::time::Duration;

pub type AppResult<T> = Result<T, AppError>;

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Also what the caller may not see.
    #[error("{what} does not exist")]
    NotFound { what: String, hint: Option<String> },
    #[error("{}", .0.first().map_or("the request is not valid", |e| e.message.as_str()))]
    Invalid(FieldErrors),
    /// A unique name is in use already.
    #[error("{}", .0.message)]
    Taken(FieldError),
    #[error("{0}")]
    WrongState(#[from] WrongState),
    #[error("{environment} is locked by {kind} run {run}, started by {by}")]
    Locked {
        environment: String,
        kind: String,
        run: String,
        by: String,
    },
    /// `If-Match` named a revision that is not the present one.
    #[error("the settings have changed since revision {expected}; now it is revision {present}")]
    Stale { expected: i64, present: i64 },
    #[error("{0}")]
    Conflict(String),
    #[error("sign in first")]
    Unauthenticated,
    #[error("your role {role} may not {what}")]
    Forbidden { role: String, what: String },
    #[error("{why}")]
    TooMany { why: String, after: Duration },
    #[error("{what} is not available")]
    Unavailable {
        what: String,
        hint: Option<String>,
        #[source]
        source: Source,
    },
    /// A fault of ours: the shown text is the same for all of them, the source goes to the log.
    #[error("something went wrong on our side")]
    Internal(#[source] Source),
}

pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// The present state does not allow it.
#[derive(Debug, thiserror::Error)]
#[error("{subject} is {present}; {action} needs it to be {}", .required.join(" or "))]
pub struct WrongState {
    pub subject: String,
    pub action: String,
    pub present: String,
    pub required: Vec<String>,
    pub hint: Option<String>,
}

impl AppError {
    pub fn not_found(what: impl Into<String>) -> Self {
        Self::NotFound {
            what: what.into(),
            hint: None,
        }
    }

    /// There is no telling when it may be done again; a minute is worth a try.
    pub fn too_many(why: impl Into<String>) -> Self {
        Self::TooMany {
            why: why.into(),
            after: Duration::from_secs(60),
        }
    }

    pub fn internal(source: impl Into<Source>) -> Self {
        Self::Internal(source.into())
    }

    /// When the same is worth another try; none where time alone changes nothing.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooMany { after, .. } => Some(*after),
            Self::Unavailable { .. } => Some(Duration::from_secs(5)),
            _ => None,
        }
    }

    /// What to do about it, beside the message.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::NotFound { hint, .. } | Self::Unavailable { hint, .. } => hint.as_deref(),
            Self::WrongState(w) => w.hint.as_deref(),
            Self::Locked { .. } => Some("Wait for that run to end, or cancel it"),
            Self::Stale { .. } => Some("Read the settings again and repeat the change"),
            Self::TooMany { .. } => Some("Try again later"),
            Self::Unauthenticated => Some("Sign in, or send a token"),
            _ => None,
        }
    }
}

impl From<FieldError> for AppError {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

impl WrongState {
    pub fn from_move(subject: impl Into<String>, action: &str, illegal: &IllegalMove) -> Self {
        Self {
            subject: subject.into(),
            action: action.to_owned(),
            present: illegal.present.to_owned(),
            required: illegal.required.iter().map(|s| (*s).to_owned()).collect(),
            hint: None,
        }
    }
}
