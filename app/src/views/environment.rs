//! An environment with what it is made of and the command that goes on from where it stands.

use crate::{
    AppError, AppResult, Portal, Session,
    records::{Environment, Failure, Resource, ScopeKey, Tenant},
    settings::scopes,
};
use domain::{
    EnvironmentName, Phase,
    ids::{EnvironmentId, RunId},
    role::Role,
    run::RunKind,
    states::EnvironmentState as S,
    views::{EnvironmentView, LastFailure, ResourceView},
};
use std::collections::{HashMap, HashSet};

/// All of them from a handful of reads, however many they are.
pub async fn environment_views(
    portal: &Portal,
    session: &Session,
    pairs: Vec<(Tenant, Environment)>,
) -> AppResult<Vec<EnvironmentView>> {
    let store = &portal.store;
    let ids: Vec<EnvironmentId> = pairs.iter().map(|(_, e)| e.id).collect();
    let active = store.active_runs(&ids).await?;
    let mut resources = by_environment(store.resources_of_all(&ids).await?);
    let each_scope = pairs.iter().flat_map(|(t, e)| scopes::all(t, Some(e)));
    let every_scope: HashSet<ScopeKey> = each_scope.collect();
    let every_scope: Vec<ScopeKey> = every_scope.into_iter().collect();
    let revisions = store.settings_revisions(&every_scope).await?;
    // What failed and what to type is the house's matter; a customer reads the launch page.
    let for_customer = session.role == Some(Role::Customer);
    let failures = pairs.iter().filter_map(|(_, e)| e.last_failure.as_ref());
    let failed: Vec<RunId> = failures.filter(|_| !for_customer).map(|f| f.run).collect();
    let kinds = store.run_kinds(&failed).await?;
    let view = |(tenant, environment): (Tenant, Environment)| {
        let name = environment.name();
        let newest = scopes::all(&tenant, Some(&environment))
            .iter()
            .filter_map(|at| revisions.get(at).copied())
            .max();
        let active = active.get(&environment.id).copied();
        let failure = environment.last_failure.filter(|_| !for_customer);
        EnvironmentView {
            id: environment.id,
            slug: environment.slug.to_string(),
            stage: environment.stage.to_string(),
            company: tenant.company,
            plan: tenant.plan,
            state: environment.state,
            health: environment.health,
            url: portal.site_url(&name),
            settings_revision: newest.unwrap_or(0),
            deployment: environment.deployment,
            created_at: environment.created_at,
            resources: resources.remove(&environment.id).unwrap_or_default(),
            last_failure: failure.map(|f| last_failure(&name, kinds.get(&f.run).copied(), f)),
            active_run: active,
            next_step: next_step(&name, environment.state, active).filter(|_| !for_customer),
        }
    };
    Ok(pairs.into_iter().map(view).collect())
}

pub async fn environment_view(
    portal: &Portal,
    session: &Session,
    tenant: Tenant,
    environment: Environment,
) -> AppResult<EnvironmentView> {
    let views = environment_views(portal, session, vec![(tenant, environment)]).await?;
    let one = views.into_iter().next();
    one.ok_or_else(|| AppError::internal("no view of one environment"))
}

fn by_environment(resources: Vec<Resource>) -> HashMap<EnvironmentId, Vec<ResourceView>> {
    let mut map: HashMap<EnvironmentId, Vec<ResourceView>> = HashMap::new();
    for resource in resources {
        let of_one = map.entry(resource.environment).or_default();
        of_one.push(resource_view(resource));
    }
    map
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

fn last_failure(name: &EnvironmentName, kind: Option<RunKind>, failure: Failure) -> LastFailure {
    let continue_with = match kind {
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
fn next_step(name: &EnvironmentName, state: S, active: Option<RunId>) -> Option<String> {
    if let Some(run) = active {
        return Some(format!("automator watch {run}"));
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
