//! How a state is shown: one icon, one word, one colour, the same on every page.

use super::Glyph;
use domain::machine::State;
use domain::states::{EnvironmentState, Health, RunState, StepState, TenantState};

/// The status colours, fixed for everybody: green ok, blue running, amber waiting, red failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Ok,
    Run,
    Wait,
    Fail,
    Off,
    Brand,
}

impl Tone {
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Run => "run",
            Self::Wait => "wait",
            Self::Fail => "fail",
            Self::Off => "off",
            Self::Brand => "brand",
        }
    }
}

pub trait Shown: Copy {
    fn tone(self) -> Tone;
    fn glyph(self) -> Glyph;
    fn word(self) -> String;
}

impl Shown for StepState {
    fn tone(self) -> Tone {
        match self {
            Self::Succeeded => Tone::Ok,
            Self::Running => Tone::Run,
            Self::Retrying | Self::Waiting | Self::Degraded => Tone::Wait,
            Self::Failed => Tone::Fail,
            Self::Pending | Self::Skipped | Self::Cancelled => Tone::Off,
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Succeeded => Glyph::Done,
            Self::Running => Glyph::Running,
            Self::Retrying => Glyph::Retry,
            Self::Waiting => Glyph::Clock,
            Self::Degraded => Glyph::Warning,
            Self::Failed => Glyph::Failed,
            Self::Pending => Glyph::Pending,
            Self::Skipped => Glyph::Skip,
            Self::Cancelled => Glyph::Stop,
        }
    }

    fn word(self) -> String {
        match self {
            Self::Pending => "Waiting".to_owned(),
            Self::Succeeded => "Done".to_owned(),
            other => sentence(other.name()),
        }
    }
}

impl Shown for RunState {
    fn tone(self) -> Tone {
        match self {
            Self::Queued => Tone::Wait,
            Self::Running => Tone::Run,
            Self::Succeeded => Tone::Ok,
            Self::Failed => Tone::Fail,
            Self::Cancelled => Tone::Off,
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Queued => Glyph::Clock,
            Self::Running => Glyph::Running,
            Self::Succeeded => Glyph::Done,
            Self::Failed => Glyph::Failed,
            Self::Cancelled => Glyph::Stop,
        }
    }

    fn word(self) -> String {
        sentence(self.name())
    }
}

impl Shown for EnvironmentState {
    fn tone(self) -> Tone {
        match self {
            Self::Running => Tone::Ok,
            state if state.is_moving() => Tone::Run,
            state if state.name().ends_with("failed") => Tone::Fail,
            _ => Tone::Off,
        }
    }

    fn glyph(self) -> Glyph {
        match self.tone() {
            Tone::Ok => Glyph::Done,
            Tone::Run => Glyph::Running,
            Tone::Fail => Glyph::Failed,
            _ => Glyph::Clock,
        }
    }

    fn word(self) -> String {
        sentence(self.name())
    }
}

impl Shown for Health {
    fn tone(self) -> Tone {
        match self {
            Self::Ok => Tone::Ok,
            Self::Degraded => Tone::Wait,
            Self::Down => Tone::Fail,
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Ok => Glyph::Done,
            Self::Degraded => Glyph::Warning,
            Self::Down => Glyph::Failed,
        }
    }

    fn word(self) -> String {
        match self {
            Self::Ok => "Healthy".to_owned(),
            other => sentence(other.name()),
        }
    }
}

impl Shown for TenantState {
    fn tone(self) -> Tone {
        match self {
            Self::Trial | Self::Active => Tone::Ok,
            Self::PendingVerification | Self::Suspended => Tone::Wait,
            Self::Cancelled => Tone::Off,
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Trial | Self::Suspended => Glyph::Clock,
            Self::Active => Glyph::Done,
            Self::PendingVerification => Glyph::Mail,
            Self::Cancelled => Glyph::Stop,
        }
    }

    fn word(self) -> String {
        match self {
            Self::PendingVerification => "Unverified".to_owned(),
            other => sentence(other.name()),
        }
    }
}

/// `provisioning_failed` → `Provisioning failed`.
pub fn sentence(name: &str) -> String {
    capital(&name.replace('_', " "))
}

/// Errors of programs begin small; a sentence does not.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failed_state_is_red_and_every_moving_one_blue() {
        for state in EnvironmentState::ALL {
            assert_eq!(state.tone() == Tone::Run, state.is_moving(), "{state}");
            assert_eq!(
                state.tone() == Tone::Fail,
                state.name().contains("failed"),
                "{state}"
            );
        }
        assert_eq!(
            EnvironmentState::ProvisioningFailed.word(),
            "Provisioning failed"
        );
    }
}
