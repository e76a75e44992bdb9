//! What an action means for an environment in its present state: nothing, a run, or a refusal.
//!
//! Pure, and the same for the real thing and for the dry run.

use crate::{
    AppError, AppResult, Portal, cases::Action, error::WrongState, ports::Catalog,
    records::Environment,
};
use domain::{
    EnvironmentName, Phase,
    machine::State,
    run::{RunKind, RunPlan},
    states::EnvironmentState as S,
};

/// A run that may begin.
#[derive(Debug)]
pub struct Ready {
    pub kind: RunKind,
    pub plan: RunPlan,
    /// The environment's state while the first phase works; none when the run does not move it.
    pub during: Option<S>,
    /// One of many, as whoever asks for it says.
    pub bulk: bool,
}

/// Refuses while other work moves the environment: with its holder if that is known.
pub async fn settled(portal: &Portal, environment: &Environment, action: &str) -> AppResult<()> {
    if !environment.state.is_moving() {
        return Ok(());
    }
    let name = environment.name();
    match portal.store.active_run(environment.id).await? {
        Some(run) => Err(AppError::Locked {
            environment: name.to_string(),
            kind: run.kind.name().to_owned(),
            run: run.id.to_string(),
            by: run.requested_by,
        }),
        None => Err(wrong(&name, action, environment.state, Vec::new())),
    }
}

/// None when there is nothing to do.
pub fn decide(
    catalog: &dyn Catalog,
    name: &EnvironmentName,
    state: S,
    action: &Action,
) -> AppResult<Option<Ready>> {
    match action {
        Action::Phase(phase) => of_phase(catalog, name, state, *phase),
        Action::Deploy => of_deploy(catalog, name, state),
        Action::Step(step) => of_step(catalog, name, state, step).map(Some),
        Action::Destroy => of_destroy(catalog, name, state),
    }
}

fn of_phase(
    catalog: &dyn Catalog,
    name: &EnvironmentName,
    state: S,
    phase: Phase,
) -> AppResult<Option<Ready>> {
    if phase.can_start(state) {
        return Ok(Some(Ready {
            kind: RunKind::of_phase(phase),
            plan: catalog.plan(&[phase]),
            during: Some(phase.during()),
            bulk: false,
        }));
    }
    if phase.is_behind(state) {
        return Ok(None);
    }
    let required = S::ALL.iter().copied().filter(|s| phase.can_start(*s));
    Err(wrong(name, phase.name(), state, required.collect()))
}

fn of_deploy(catalog: &dyn Catalog, name: &EnvironmentName, state: S) -> AppResult<Option<Ready>> {
    if state == S::Running {
        return Ok(None);
    }
    let starts = |state: S| {
        Phase::left(state)
            .first()
            .is_some_and(|p| p.can_start(state))
    };
    let left = Phase::left(state);
    match left.first() {
        Some(first) if starts(state) => Ok(Some(Ready {
            kind: RunKind::Deploy,
            plan: catalog.plan(left),
            during: Some(first.during()),
            bulk: false,
        })),
        _ => {
            let required = S::ALL.iter().copied().filter(|s| starts(*s));
            Err(wrong(name, "deploy", state, required.collect()))
        }
    }
}

fn of_step(
    catalog: &dyn Catalog,
    name: &EnvironmentName,
    state: S,
    step: &str,
) -> AppResult<Ready> {
    let plan = catalog
        .plan_step(step)
        .ok_or_else(|| AppError::not_found(format!("step {step}")))?;
    let alive = |s: S| !s.is_moving() && !matches!(s, S::Destroyed | S::DestroyFailed);
    if !alive(state) {
        let required = S::ALL.iter().copied().filter(|s| alive(*s));
        return Err(wrong(name, step, state, required.collect()));
    }
    Ok(Ready {
        kind: RunKind::Step,
        plan,
        during: None,
        bulk: false,
    })
}

fn of_destroy(catalog: &dyn Catalog, name: &EnvironmentName, state: S) -> AppResult<Option<Ready>> {
    if state == S::Destroyed {
        return Ok(None);
    }
    let destroying = state.go(S::Destroying).map_err(|illegal| {
        AppError::from(WrongState::from_move(
            format!("environment {name}"),
            "destroy",
            &illegal,
        ))
    })?;
    Ok(Some(Ready {
        kind: RunKind::Destroy,
        plan: catalog.plan_removal(),
        during: Some(destroying),
        bulk: false,
    }))
}

pub fn wrong(name: &EnvironmentName, action: &str, present: S, required: Vec<S>) -> AppError {
    let hint = match present {
        S::Destroyed => Some(format!(
            "It was destroyed; remove what is left of it with: automator purge {}",
            name.short()
        )),
        S::DestroyFailed => Some(format!("Go on with: automator destroy {}", name.short())),
        _ => Phase::left(present)
            .first()
            .filter(|p| p.can_start(present))
            .map(|p| format!("Next is: automator {} {}", p.name(), name.short())),
    };
    let mut required: Vec<String> = required.iter().map(ToString::to_string).collect();
    if required.is_empty() {
        required.push("settled".to_owned());
    }
    AppError::WrongState(WrongState {
        subject: format!("environment {name}"),
        action: action.to_owned(),
        present: present.to_string(),
        required,
        hint,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::run::Verb;

    struct Empty;

    impl Catalog for Empty {
        fn plan(&self, phases: &[Phase]) -> RunPlan {
            RunPlan {
                verb: Verb::Ensure,
                phases: phases.to_vec(),
                steps: Vec::new(),
            }
        }
        fn plan_removal(&self) -> RunPlan {
            RunPlan {
                verb: Verb::Remove,
                phases: Vec::new(),
                steps: Vec::new(),
            }
        }
        fn plan_step(&self, name: &str) -> Option<RunPlan> {
            (name == "dns").then(|| self.plan(&[]))
        }
    }

    /// `0` for nothing to do, the state while it works, `-` for a run that does not move, or `!`.
    fn say(state: S, action: Action) -> String {
        let name: EnvironmentName = "acme".parse().expect("valid");
        match decide(&Empty, &name, state, &action) {
            Ok(None) => "0".to_owned(),
            Ok(Some(ready)) => ready.during.map_or("-".to_owned(), |s| s.to_string()),
            Err(AppError::WrongState(w)) => {
                assert!(!w.required.is_empty() && w.present == state.to_string());
                "!".to_owned()
            }
            Err(other) => other.to_string(),
        }
    }

    #[test]
    fn a_phase_starts_where_it_begins_rests_where_it_is_behind_and_refuses_elsewhere() {
        let configure = || Action::Phase(Phase::Configure);
        assert_eq!(say(S::Created, configure()), "!");
        assert_eq!(say(S::Provisioned, configure()), "configuring");
        assert_eq!(say(S::ConfiguringFailed, configure()), "configuring");
        assert_eq!(say(S::Configured, configure()), "0");
        assert_eq!(say(S::Running, configure()), "0");
        assert_eq!(say(S::Destroyed, configure()), "!");
        assert_eq!(say(S::Stopped, Action::Phase(Phase::Run)), "starting");
    }

    #[test]
    fn deploy_goes_the_rest_of_the_way_from_wherever_it_can() {
        for (state, want) in [
            (S::Created, "provisioning"),
            (S::ProvisioningFailed, "provisioning"),
            (S::Released, "starting"),
            (S::Stopped, "starting"),
            (S::Running, "0"),
            (S::Destroyed, "!"),
            (S::DestroyFailed, "!"),
            (S::StoppingFailed, "!"),
        ] {
            assert_eq!(say(state, Action::Deploy), want, "{state}");
        }
    }

    #[test]
    fn whatever_is_settled_can_be_destroyed_and_twice_is_once() {
        for state in S::ALL.iter().copied().filter(|s| !s.is_moving()) {
            let want = if state == S::Destroyed {
                "0"
            } else {
                "destroying"
            };
            assert_eq!(say(state, Action::Destroy), want, "{state}");
        }
    }

    #[test]
    fn one_step_moves_nothing_and_must_exist() {
        let step = |name: &str| Action::Step(name.to_owned());
        assert_eq!(say(S::Running, step("dns")), "-");
        assert_eq!(say(S::Destroyed, step("dns")), "!");
        assert_eq!(say(S::Running, step("moon")), "step moon does not exist");
    }

    #[test]
    fn a_refusal_names_the_present_and_the_required_states() {
        let name: EnvironmentName = "acme".parse().expect("valid");
        let refused = decide(&Empty, &name, S::Created, &Action::Phase(Phase::Release));
        assert_eq!(
            refused.expect_err("too early").to_string(),
            "environment acme/prod is created; release needs it to be configured or releasing_failed"
        );
    }
}
