//! Environments from the terminal: created, walked through their phases, destroyed, purged.

use crate::{
    house::{House, faults, name, new, not_found, slug, values, wrong_state},
    worker::End,
};
use app::{
    AppError,
    access::{OperateEnvironments, SeeTenants},
    cases::{self, Action},
};
use domain::{
    Phase,
    ids::RunId,
    role::Role,
    states::{EnvironmentState as S, TenantState},
};
use serde_json::json;

async fn start(house: &House, text: &str, action: Action) -> Result<Option<RunId>, AppError> {
    let by = house.operator::<OperateEnvironments>();
    let accepted = cases::start_run(&by, &name(text), action, false).await?;
    Ok(accepted.run)
}

async fn state(house: &House, text: &str) -> S {
    let shown = cases::show_environment(&house.operator::<SeeTenants>(), &name(text)).await;
    shown.expect("an environment").state
}

#[tokio::test]
async fn create_makes_tenant_and_environment_and_calls_nobody() {
    let house = House::open().await;
    let mut acme = new("acme");
    acme.settings = values(&[("branding.site_title", json!("Acme!"))]);

    let made = cases::create_environment(&house.operator(), acme)
        .await
        .expect("created");

    assert_eq!(
        (made.state, made.company.as_str(), made.plan.as_str()),
        (S::Created, "acme", "trial")
    );
    assert_eq!(made.url, "http://acme.localhost:8080");
    assert_eq!(made.next_step.as_deref(), Some("automator deploy acme"));
    assert!(made.active_run.is_none() && made.resources.is_empty());
    let tenant = cases::show_tenant(&house.operator(), &slug("acme"))
        .await
        .expect("a tenant");
    assert_eq!((tenant.status, tenant.owner), (TenantState::Trial, None));
    let settings = cases::show_settings(&house.operator(), &slug("acme"), None).await;
    let title = &settings.expect("settings").values["branding.site_title"];
    assert_eq!(
        (title.value.clone(), title.source.name()),
        (json!("Acme!"), "tenant")
    );
}

#[tokio::test]
async fn a_second_stage_gets_its_own_settings_and_the_first_keeps_its_tenant() {
    let house = House::open().await;
    let mut prod = new("acme");
    prod.plan = Some("standard".into());
    cases::create_environment(&house.operator(), prod)
        .await
        .expect("created");
    let mut stg = new("acme/stg");
    stg.settings = values(&[("branding.site_title", json!("Test"))]);
    stg.company = Some("Other".into());

    let refused = cases::create_environment(&house.operator(), stg.clone()).await;
    assert_eq!(faults(refused), ["company exists"]);
    stg.company = None;
    let made = cases::create_environment(&house.operator(), stg)
        .await
        .expect("created");

    assert_eq!(made.url, "http://acme.stg.localhost:8080");
    let title = |stage: Option<&'static str>| {
        let house = &house;
        async move {
            let stage = stage.map(|s| s.parse().expect("a stage"));
            let by = house.operator();
            let shown = cases::show_settings(&by, &slug("acme"), stage.as_ref()).await;
            shown.expect("settings").values["branding.site_title"]
                .value
                .clone()
        }
    };
    assert_eq!(title(Some("stg")).await, json!("Test"));
    assert_eq!(title(Some("prod")).await, json!("acme"));
}

#[tokio::test]
async fn a_stage_that_the_plan_lacks_is_refused_for_a_known_tenant_and_a_new_one() {
    let house = House::open().await;
    house.create("acme").await;

    let known = cases::create_environment(&house.operator(), new("acme/stg")).await;
    let fresh = cases::create_environment(&house.operator(), new("globe/stg")).await;

    for refused in [known, fresh] {
        assert_eq!(
            wrong_state(refused),
            ("on plan trial".into(), vec!["on plan standard".into()])
        );
    }
    let globe = cases::show_tenant(&house.operator(), &slug("globe")).await;
    assert!(globe.is_err(), "nothing was made");
}

#[tokio::test]
async fn a_reserved_word_makes_no_new_tenant() {
    let house = House::open().await;
    let made = cases::create_environment(&house.operator(), new("billing")).await;
    assert_eq!(faults(made), ["slug reserved"]);
}

#[tokio::test]
async fn creating_what_is_there_names_its_state() {
    let house = House::open().await;
    house.create("acme").await;
    let again = cases::create_environment(&house.operator(), new("acme")).await;
    assert_eq!(
        wrong_state(again),
        ("created".into(), vec!["absent".into()])
    );
}

#[tokio::test]
async fn every_fault_of_a_creation_is_told_at_once() {
    let house = House::open().await;
    let mut odd = new("acme");
    odd.email = Some("ada".into());
    odd.plan = Some("gold".into());
    odd.settings = values(&[
        ("branding.colour", json!("x")),
        ("signup.max_trials", json!(1)),
    ]);

    let refused = cases::create_environment(&house.operator(), odd).await;

    assert_eq!(
        faults(refused),
        [
            "email no_at",
            "plan unknown_plan",
            "settings.branding.colour unknown_key",
            "settings.signup.max_trials not_allowed"
        ]
    );
}

#[tokio::test]
async fn the_four_phases_lead_to_running_and_then_there_is_nothing_to_do() {
    let house = House::open().await;
    house.create("acme").await;
    for phase in Phase::ALL {
        let run = start(&house, "acme", Action::Phase(phase))
            .await
            .expect("may")
            .expect("a run");
        assert_eq!(state(&house, "acme").await, phase.during());
        house.work(run, End::Well).await;
        assert_eq!(state(&house, "acme").await, phase.reached());
        let again = start(&house, "acme", Action::Phase(phase)).await;
        assert_eq!(again.expect("behind already"), None);
    }
    assert_eq!(
        start(&house, "acme", Action::Deploy).await.expect("runs"),
        None
    );
}

#[tokio::test]
async fn deploy_goes_the_rest_of_the_way_in_one_run() {
    let house = House::open().await;
    house.create("acme").await;
    let run = start(&house, "acme", Action::Phase(Phase::Provision)).await;
    house
        .work(run.expect("may").expect("a run"), End::Well)
        .await;

    let run = start(&house, "acme", Action::Deploy)
        .await
        .expect("may")
        .expect("a run");
    let view = cases::show_run_brief(&house.operator(), run)
        .await
        .expect("a run");
    assert_eq!(view.steps.len(), 3, "provisioning is done");
    house.work(run, End::Well).await;

    assert_eq!(state(&house, "acme").await, S::Running);
}

#[tokio::test]
async fn a_phase_too_early_names_present_and_required_states() {
    let house = House::open().await;
    house.create("acme").await;
    let refused = start(&house, "acme", Action::Phase(Phase::Release)).await;
    assert_eq!(
        wrong_state(refused),
        (
            "created".into(),
            vec!["configured".into(), "releasing_failed".into()]
        )
    );
    let unknown = start(&house, "nobody", Action::Deploy).await;
    let Err(AppError::NotFound {
        hint: Some(hint), ..
    }) = unknown
    else {
        panic!("{unknown:?}");
    };
    assert!(hint.contains("automator create nobody"));
}

#[tokio::test]
async fn of_two_deploys_at_once_the_second_learns_who_holds_the_environment() {
    let house = House::open().await;
    house.create("acme").await;
    let deploy = || start(&house, "acme", Action::Deploy);

    let (one, two) = tokio::join!(deploy(), deploy());

    let (run, refused) = match (one, two) {
        (Ok(run), Err(refused)) | (Err(refused), Ok(run)) => (run.expect("a run"), refused),
        other => panic!("{other:?}"),
    };
    let AppError::Locked {
        environment,
        kind,
        run: held,
        by,
    } = refused
    else {
        panic!("{refused}");
    };
    assert_eq!(
        (environment.as_str(), kind.as_str()),
        ("acme/prod", "deploy")
    );
    assert_eq!((held, by.as_str()), (run.to_string(), "command line"));
}

#[tokio::test]
async fn a_dry_run_lists_steps_and_starts_nothing() {
    let house = House::open().await;
    house.create("acme").await;
    let plan = |action| {
        let by = house.operator::<OperateEnvironments>();
        async move { cases::plan_run(&by, &name("acme"), action).await }
    };

    let deploy = plan(Action::Deploy).await.expect("a plan");
    let destroy = plan(Action::Destroy).await.expect("a plan");
    let early = plan(Action::Phase(Phase::Run)).await;

    assert_eq!((deploy.steps.len(), deploy.phases.len()), (6, 4));
    assert!(destroy.steps.iter().all(|s| s.phase.is_none()));
    assert!(matches!(early, Err(AppError::WrongState(_))));
    assert_eq!(state(&house, "acme").await, S::Created);
}

#[tokio::test]
async fn a_failure_stands_with_the_environment_and_names_the_command_that_goes_on() {
    let house = House::open().await;
    house.create("acme").await;
    let run = start(&house, "acme", Action::Deploy)
        .await
        .expect("may")
        .expect("a run");
    house.work(run, End::Failing("dns")).await;

    let shown = cases::show_environment(&house.operator(), &name("acme"))
        .await
        .expect("shown");

    assert_eq!(shown.state, S::ProvisioningFailed);
    let failure = shown.last_failure.expect("a failure");
    assert_eq!(
        (failure.step.as_str(), failure.kind.as_str()),
        ("dns", "denied")
    );
    assert_eq!(failure.continue_with, "automator deploy acme");
    let again = start(&house, "acme", Action::Deploy)
        .await
        .expect("may")
        .expect("a run");
    house.work(again, End::Well).await;
    assert_eq!(state(&house, "acme").await, S::Running);
}

#[tokio::test]
async fn one_step_runs_alone_without_moving_the_environment() {
    let house = House::open().await;
    house.create("acme").await;
    let run = start(&house, "acme", Action::Step("dns".into()))
        .await
        .expect("may");
    house.work(run.expect("a run"), End::Well).await;

    assert_eq!(state(&house, "acme").await, S::Created);
    assert!(not_found(
        &start(&house, "acme", Action::Step("moon".into())).await
    ));
}

#[tokio::test]
async fn destroy_leaves_a_tombstone_and_purge_removes_it() {
    let house = House::open().await;
    house.create("acme").await;
    let by = || house.operator();
    let early = cases::purge_environment(&by(), &name("acme")).await;
    assert_eq!(
        wrong_state(early),
        ("created".into(), vec!["destroyed".into()])
    );

    let run = cases::destroy_environment(&house.operator(), &name("acme"), false)
        .await
        .expect("may");
    assert_eq!(state(&house, "acme").await, S::Destroying);
    house.work(run.run.expect("a run"), End::Well).await;
    assert_eq!(state(&house, "acme").await, S::Destroyed);
    let again = cases::destroy_environment(&house.operator(), &name("acme"), false).await;
    assert_eq!(again.expect("gone already").run, None);
    let deploy = start(&house, "acme", Action::Deploy).await;
    assert_eq!(wrong_state(deploy).0, "destroyed");

    cases::purge_environment(&by(), &name("acme"))
        .await
        .expect("purged");
    assert!(not_found(
        &cases::show_environment(&house.operator(), &name("acme")).await
    ));
    assert!(
        cases::create_environment(&house.operator(), new("acme"))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_check_tells_what_the_inspector_finds() {
    let house = House::open().await;
    house.create("acme").await;
    let findings = cases::check_environment(&house.operator(), &name("acme")).await;
    assert_eq!(findings.expect("findings").findings[0].detail, "acme/prod");
}

#[tokio::test]
async fn lists_are_paged_to_the_end_without_a_gap_or_a_double() {
    let house = House::open().await;
    for n in 1..=5 {
        house.create(&format!("tenant-{n}")).await;
    }
    let (mut cursor, mut seen) = (None, Vec::new());
    loop {
        let by = house.operator::<SeeTenants>();
        let page = cases::list_environments(&by, cursor.as_deref(), 2)
            .await
            .expect("a page");
        seen.extend(page.items.into_iter().map(|e| e.slug));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(
        seen,
        ["tenant-5", "tenant-4", "tenant-3", "tenant-2", "tenant-1"]
    );
    let odd = cases::list_environments(&house.operator(), Some("x"), 2).await;
    assert_eq!(faults(odd), ["cursor cursor"]);
    let by = house.operator::<SeeTenants>();
    let found = cases::list_tenants(&by, "TENANT-3", None, 10)
        .await
        .expect("a page");
    assert_eq!(found.items.len(), 1);
}

#[tokio::test]
async fn a_customer_sees_his_site_without_the_developers_part() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let by = house.by::<SeeTenants>(&owner);
    let view = cases::show_tenant(&by, &slug("acme"))
        .await
        .expect("his own");
    let run = view.environments[0].active_run.expect("a launch");
    house.work(run, End::Failing("dns")).await;

    let mine = cases::show_environment(&by, &name("acme"))
        .await
        .expect("his own");
    let brief = cases::show_run_brief(&by, run).await.expect("his own");

    assert_eq!(owner.role, Some(Role::Customer));
    assert!(mine.last_failure.is_none() && mine.next_step.is_none());
    assert!(brief.steps.iter().all(|s| s.error.is_none()));
    let events = cases::run_events(&by, run, 0).await.expect("his own");
    let text = serde_json::to_string(&events).expect("json");
    assert!(!events.is_empty() && !text.contains("10.0.0.7"), "{text}");
}
