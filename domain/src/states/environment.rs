//! The thing that is created, provisioned, configured, released, run and destroyed.
//!
//! Every `…ing` has its `…_failed`, from where the same phase is resumed.

crate::machine! {
    EnvironmentState, "environment" {
        Created "created" => [Provisioning, Destroying],
        Provisioning "provisioning" => [Provisioned, ProvisioningFailed],
        ProvisioningFailed "provisioning_failed" => [Provisioning, Destroying],
        Provisioned "provisioned" => [Configuring, Destroying],
        Configuring "configuring" => [Configured, ConfiguringFailed],
        ConfiguringFailed "configuring_failed" => [Configuring, Destroying],
        Configured "configured" => [Releasing, Destroying],
        Releasing "releasing" => [Released, ReleasingFailed],
        ReleasingFailed "releasing_failed" => [Releasing, Destroying],
        Released "released" => [Starting, Configured, Destroying],
        Starting "starting" => [Running, StartingFailed],
        StartingFailed "starting_failed" => [Starting, Destroying],
        Running "running" => [Configured, Releasing, Stopping, Destroying],
        Stopping "stopping" => [Stopped, StoppingFailed],
        StoppingFailed "stopping_failed" => [Stopping, Destroying],
        Stopped "stopped" => [Starting, Destroying],
        Destroying "destroying" => [Destroyed, DestroyFailed],
        DestroyFailed "destroy_failed" => [Destroying],
        Destroyed "destroyed" => [],
    }
}

crate::machine! {
    /// How a running environment is, beside its state.
    Health, "health" {
        Ok "ok" => [Degraded, Down],
        Degraded "degraded" => [Ok, Down],
        Down "down" => [Ok, Degraded],
    }
}

impl EnvironmentState {
    /// Whether work is under way, so that no other work may begin.
    pub fn is_moving(self) -> bool {
        matches!(
            self,
            Self::Provisioning
                | Self::Configuring
                | Self::Releasing
                | Self::Starting
                | Self::Stopping
                | Self::Destroying
        )
    }

    /// Where a moving state ends when a core step fails.
    pub fn failed(self) -> Option<Self> {
        Some(match self {
            Self::Provisioning => Self::ProvisioningFailed,
            Self::Configuring => Self::ConfiguringFailed,
            Self::Releasing => Self::ReleasingFailed,
            Self::Starting => Self::StartingFailed,
            Self::Stopping => Self::StoppingFailed,
            Self::Destroying => Self::DestroyFailed,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::State;

    #[test]
    fn every_moving_state_can_fail_and_be_resumed() {
        for state in EnvironmentState::ALL.iter().filter(|s| s.is_moving()) {
            let failed = state.failed().expect("a moving state has its failure");
            assert!(state.go(failed).is_ok(), "{state}");
            assert!(failed.go(*state).is_ok(), "{failed}");
        }
    }

    #[test]
    fn an_illegal_move_names_present_and_required() {
        let error = EnvironmentState::Created
            .go(EnvironmentState::Releasing)
            .expect_err("too early");
        assert_eq!(
            error.to_string(),
            "environment is created; releasing needs configured or releasing_failed or running"
        );
    }

    #[test]
    fn names_are_those_of_the_model() {
        assert!(crate::machine::names_round_trip::<EnvironmentState>());
        assert!(crate::machine::names_round_trip::<Health>());
        assert!(crate::machine::names_round_trip::<super::super::RunState>());
        assert!(crate::machine::names_round_trip::<super::super::StepState>());
        assert!(crate::machine::names_round_trip::<super::super::TenantState>());
    }
}
