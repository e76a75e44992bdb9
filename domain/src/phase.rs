//! The four phases from nothing to a running environment.
//!
//! Each has a state it starts from, a state while it works and a state it reaches. `deploy` is
//! nothing but the phases that are left, so everything about them stands in this one table.

use crate::states::EnvironmentState as S;
use serde::{Deserialize, Serialize};

/// The four phases from nothing to a running environment, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Provision,
    Configure,
    Release,
    Run,
}

impl Phase {
    pub const ALL: [Phase; 4] = [
        Phase::Provision,
        Phase::Configure,
        Phase::Release,
        Phase::Run,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Phase::Provision => "provision",
            Phase::Configure => "configure",
            Phase::Release => "release",
            Phase::Run => "run",
        }
    }

    /// The heading on the terminal, word for word as `surface.md` fixes it.
    pub fn heading(self) -> &'static str {
        match self {
            Phase::Provision => "Provisioning infrastructure...",
            Phase::Configure => "Configuring system...",
            Phase::Release => "Releasing application...",
            Phase::Run => "Starting services...",
        }
    }

    /// The state this phase starts from.
    pub fn from(self) -> S {
        match self {
            Phase::Provision => S::Created,
            Phase::Configure => S::Provisioned,
            Phase::Release => S::Configured,
            Phase::Run => S::Released,
        }
    }

    pub fn during(self) -> S {
        match self {
            Phase::Provision => S::Provisioning,
            Phase::Configure => S::Configuring,
            Phase::Release => S::Releasing,
            Phase::Run => S::Starting,
        }
    }

    pub fn reached(self) -> S {
        match self {
            Phase::Provision => S::Provisioned,
            Phase::Configure => S::Configured,
            Phase::Release => S::Released,
            Phase::Run => S::Running,
        }
    }

    pub fn failed(self) -> S {
        match self {
            Phase::Provision => S::ProvisioningFailed,
            Phase::Configure => S::ConfiguringFailed,
            Phase::Release => S::ReleasingFailed,
            Phase::Run => S::StartingFailed,
        }
    }

    /// Whether an environment in this state has this phase behind it.
    pub fn is_behind(self, state: S) -> bool {
        let reached = Phase::ALL
            .iter()
            .filter(|p| state == p.reached() || state == p.during() || state == p.failed());
        match reached.max() {
            Some(p) if state == p.reached() => self <= *p,
            Some(p) => self < *p,
            None => matches!(state, S::Stopping | S::Stopped | S::StoppingFailed),
        }
    }

    /// Whether this phase may begin (or be resumed) in this state.
    pub fn can_start(self, state: S) -> bool {
        state == self.from()
            || state == self.failed()
            || (self == Phase::Run && state == S::Stopped)
    }

    /// The phases that are left from this state, in order; none when it runs.
    pub fn left(state: S) -> &'static [Phase] {
        const ALL: &[Phase] = &Phase::ALL;
        let behind = ALL.iter().take_while(|p| p.is_behind(state)).count();
        if state == S::Stopped {
            &ALL[3..]
        } else {
            &ALL[behind..]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::State;

    #[test]
    fn the_phases_walk_through_the_table() {
        for phase in Phase::ALL {
            assert!(phase.from().go(phase.during()).is_ok());
            assert!(phase.during().go(phase.reached()).is_ok());
            assert_eq!(phase.during().failed(), Some(phase.failed()));
        }
    }

    #[test]
    fn what_is_left_depends_on_the_state_alone() {
        let count = |s| Phase::left(s).len();
        assert_eq!(
            [
                S::Created,
                S::Provisioned,
                S::Configured,
                S::Released,
                S::Running
            ]
            .map(count),
            [4, 3, 2, 1, 0]
        );
        assert_eq!(count(S::ProvisioningFailed), 4);
        assert_eq!(count(S::StartingFailed), 1);
        assert_eq!(count(S::Stopped), 1);
    }
}
