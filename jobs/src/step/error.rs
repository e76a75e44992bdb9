//! How a step ends when it does not succeed, and the one place that decides what is tried again.

use domain::run::StepFailure;
use std::time::Duration;

/// What a provider answers when it cannot do what was asked.
#[derive(Debug, thiserror::Error)]
#[error("{provider}: {operation}: {detail}")]
pub struct ProviderError {
    pub kind: ProviderErrorKind,
    pub provider: &'static str,
    pub operation: &'static str,
    pub detail: String,
    /// How long the provider wants to be left alone.
    pub after: Option<Duration>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderErrorKind {
    /// No answer, or an answer that says "later".
    Unavailable,
    Throttled,
    /// Credentials or rights.
    Denied,
    Quota,
    /// The request itself is wrong.
    Invalid,
    /// It is there and belongs to somebody else.
    NotOurs,
    NotReady,
    Gone,
}

impl ProviderErrorKind {
    fn name(self) -> &'static str {
        match self {
            Self::Unavailable => "unavailable",
            Self::Throttled => "throttled",
            Self::Denied => "denied",
            Self::Quota => "quota",
            Self::Invalid => "invalid",
            Self::NotOurs => "conflict",
            Self::NotReady => "not_ready",
            Self::Gone => "gone",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Unavailable | Self::Throttled => {
                "It is tried again by itself. If it keeps failing, look at the provider's status, then retry the step"
            }
            Self::Denied => "Check the provider's credentials and rights, then retry the step",
            Self::Quota => "Make room or raise the limit, then retry the step",
            Self::Invalid => "Look at the step's inputs and settings, then retry the step",
            Self::NotOurs => {
                "Something of this name exists and belongs to somebody else. Remove or rename it, then retry the step"
            }
            Self::NotReady => "It is looked at again by itself",
            Self::Gone => "Run the step that makes it again",
        }
    }
}

impl ProviderError {
    pub fn new(
        kind: ProviderErrorKind,
        provider: &'static str,
        operation: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            provider,
            operation,
            detail: detail.into(),
            after: None,
        }
    }

    /// Not before this time has passed.
    pub fn after(self, after: Option<Duration>) -> Self {
        Self { after, ..self }
    }

    /// Classifies an error of the file system.
    pub fn io(provider: &'static str, operation: &'static str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as E;
        let kind = match error.kind() {
            E::PermissionDenied | E::ReadOnlyFilesystem => ProviderErrorKind::Denied,
            E::StorageFull | E::QuotaExceeded => ProviderErrorKind::Quota,
            E::NotFound => ProviderErrorKind::Gone,
            _ => ProviderErrorKind::Unavailable,
        };
        Self::new(kind, provider, operation, error.to_string())
    }
}

#[derive(Debug)]
pub enum StepError {
    /// Something that may pass: tried again with growing pauses, counts as an attempt.
    Retry(StepFailure),
    /// The same, but not before this time has passed.
    RetryAfter(StepFailure, Duration),
    /// For good: trying again would change nothing.
    Fail(StepFailure),
    /// Not ready yet; looked at again, not an attempt.
    Wait { after: Duration, why: String },
}

impl StepError {
    pub fn fail(kind: &str, summary: impl Into<String>) -> Self {
        Self::Fail(failure(
            kind,
            summary,
            "Mend the cause, then retry the step",
        ))
    }

    pub fn retry(kind: &str, summary: impl Into<String>) -> Self {
        Self::Retry(failure(kind, summary, "It is tried again by itself"))
    }
}

pub(crate) fn failure(kind: &str, summary: impl Into<String>, hint: &str) -> StepFailure {
    StepFailure {
        kind: kind.to_owned(),
        summary: summary.into(),
        hint: hint.to_owned(),
    }
}

impl From<ProviderError> for StepError {
    fn from(error: ProviderError) -> Self {
        use ProviderErrorKind as K;
        let told = failure(error.kind.name(), error.to_string(), error.kind.hint());
        match error.kind {
            K::Unavailable | K::Throttled => match error.after {
                Some(after) => Self::RetryAfter(told, after),
                None => Self::Retry(told),
            },
            K::NotReady => Self::Wait {
                after: error.after.unwrap_or(Duration::from_secs(1)),
                why: error.detail,
            },
            K::Denied | K::Quota | K::Invalid | K::NotOurs | K::Gone => Self::Fail(told),
        }
    }
}

impl From<app::ports::BucketError> for StepError {
    fn from(error: app::ports::BucketError) -> Self {
        if let Some(io) = error.source.downcast_ref::<std::io::Error>() {
            return ProviderError::io("bucket", error.operation, io).into();
        }
        let told = error.to_string();
        match error.source.downcast::<ProviderError>() {
            Ok(provider) => (*provider).into(),
            Err(_) => Self::retry("unavailable", told),
        }
    }
}

/// A fault of our own database: it passes or somebody sees to it, the step is not to blame.
impl From<app::ports::StoreError> for StepError {
    fn from(error: app::ports::StoreError) -> Self {
        Self::retry("unavailable", error.to_string())
    }
}

impl From<app::AppError> for StepError {
    fn from(error: app::AppError) -> Self {
        Self::retry("unavailable", error.to_string())
    }
}

/// "Remove it" is done when it is gone already.
pub trait OrGone {
    fn or_gone(self) -> Result<(), StepError>;
}

impl OrGone for Result<(), ProviderError> {
    fn or_gone(self) -> Result<(), StepError> {
        match self {
            Err(e) if e.kind == ProviderErrorKind::Gone => Ok(()),
            other => other.map_err(StepError::from),
        }
    }
}
