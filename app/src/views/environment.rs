//! An environment with what it is made of and the command that goes on from where it stands.

use crate::{
    AppResult, Portal, Session,
    records::{Environment, Failure, Resource, Run, Tenant},
    settings::scopes,
};
use domain::{
    EnvironmentName, Phase,
    role::Role,
    run::RunKind,
    states::EnvironmentState as S,
    views::{EnvironmentView, LastFailure, ResourceView},
};

pub async fn environment_view(
    portal: &Portal,
    session: &Session,
    tenant: &Tenant,
    environment: Environment,
) -> AppResult<EnvironmentView> {
    let store = &portal.store;
    let name = environment.name();
    let scopes = scopes::all(tenant, Some(&environment));
    let active = store.active_run(environment.id).await?;
    // What failed and what to type is the house's matter; a customer reads the launch page.
    let for_customer = session.role == Some(Role::Customer);
    let last_failure = match environment.last_failure {
        Some(failure) if !for_customer => {
            let run = store.run(failure.run).await?;
            Some(last_failure(&name, failure, run.as_ref()))
        }
        _ => None,
    };
    let next_step = next_step(&name, environment.state, active.as_ref());
    let resources = store.resources(environment.id).await?;
    Ok(EnvironmentView {
        id: environment.id,
        slug: environment.slug.to_string(),
        stage: environment.stage.to_string(),
        company: tenant.company.clone(),
        plan: tenant.plan.clone(),
        state: environment.state,
        health: environment.health,
        url: portal.site_url(&name),
        settings_revision: store.settings_revision(&scopes).await?,
        deployment: environment.deployment,
        created_at: environment.created_at,
        resources: resources.into_iter().map(resource_view).collect(),
        last_failure,
        active_run: active.map(|r| r.id),
        next_step: next_step.filter(|_| !for_customer),
    })
}

fn resource_view(resource: Resource) -> ResourceView {
    ResourceView {
        id: resource.id,
        kind: resource.kind,
        provider: resource.provider,
        external_id: resource.external_id,
        name: resource.name,
        created_at: resource.created_at,
    }
}

fn last_failure(name: &EnvironmentName, failure: Failure, run: Option<&Run>) -> LastFailure {
    let continue_with = match run.map(|r| r.kind) {
        Some(RunKind::Step) => format!("automator retry {} --step {}", failure.run, failure.step),
        Some(kind) if kind != RunKind::Bench => {
            format!("automator {} {}", kind.name(), name.short())
        }
        _ => format!("automator deploy {}", name.short()),
    };
    LastFailure {
        run: failure.run,
        step: failure.step,
        kind: failure.kind,
        summary: failure.summary,
        hint: failure.hint,
        at: failure.at,
        seconds: failure.seconds,
        trace_id: failure.trace_id,
        continue_with,
    }
}

/// What to type next; none when it runs, or when nothing that exists yet goes on from here.
fn next_step(name: &EnvironmentName, state: S, active: Option<&Run>) -> Option<String> {
    if let Some(run) = active {
        return Some(format!("automator watch {}", run.id));
    }
    let verb = match state {
        S::Destroyed => "purge",
        S::DestroyFailed => "destroy",
        state => match Phase::left(state) {
            [first] if first.can_start(state) => first.name(),
            [first, ..] if first.can_start(state) => "deploy",
            _ => return None,
        },
    };
    Some(format!("automator {verb} {}", name.short()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_step_is_a_command_that_works_from_the_state() {
        let name: EnvironmentName = "acme/stg".parse().expect("valid");
        let next = |state| next_step(&name, state, None).unwrap_or_default();

        assert_eq!(next(S::Created), "automator deploy acme/stg");
        assert_eq!(next(S::ConfiguringFailed), "automator deploy acme/stg");
        assert_eq!(next(S::Released), "automator run acme/stg");
        assert_eq!(next(S::Stopped), "automator run acme/stg");
        assert_eq!(next(S::DestroyFailed), "automator destroy acme/stg");
        assert_eq!(next(S::Destroyed), "automator purge acme/stg");
        assert_eq!(next(S::Running), "");
    }
}
