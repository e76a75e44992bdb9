//! Runs that stopped: looked at, resumed, retried, skipped, cancelled.

use crate::{
    house::{House, faults, name, wrong_state},
    worker::End,
};
use app::{
    AppError,
    access::{OperateRuns, SeeRuns},
    cases::{self, Action, RunQuery},
};
use domain::{
    ids::RunId,
    run::RunKind,
    states::{EnvironmentState as S, RunState, StepState},
    views::RunDetail,
};

async fn deploy(house: &House, text: &str) -> RunId {
    let run = cases::start_run(&house.operator(), &name(text), Action::Deploy, false).await;
    run.expect("may").run.expect("a run")
}

/// A deploy that stopped at this step.
async fn stopped(house: &House, text: &str, step: &str) -> RunId {
    house.create(text).await;
    let run = deploy(house, text).await;
    house.work(run, End::Failing(step)).await;
    run
}

async fn show(house: &House, run: RunId) -> RunDetail {
    let shown = cases::show_run(&house.operator::<SeeRuns>(), run).await;
    shown.expect("a run")
}

fn state(detail: &RunDetail, step: &str) -> StepState {
    let found = detail.run.steps.iter().find(|s| s.name == step);
    found.expect("a step").state
}

#[tokio::test]
async fn a_run_is_shown_with_plan_cause_and_place() {
    let house = House::open().await;
    let run = stopped(&house, "acme", "branding").await;

    let detail = show(&house, run).await;

    assert_eq!(
        (detail.run.state, detail.run.tenant.as_str()),
        (RunState::Failed, "acme")
    );
    assert_eq!(detail.run.environment, "acme/prod");
    assert_eq!(detail.environment_state, S::ConfiguringFailed);
    let names: Vec<_> = detail.run.steps.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(
        names,
        ["instance", "mail", "dns", "branding", "release", "start"]
    );
    let failed = &detail.run.steps[3];
    assert_eq!(failed.error.as_ref().expect("a cause").kind, "denied");
    assert_eq!(state(&detail, "start"), StepState::Pending);
    assert!(detail.details.iter().any(|d| d.output.is_some()));
}

#[tokio::test]
async fn a_resumed_run_goes_on_where_it_stopped() {
    let house = House::open().await;
    let run = stopped(&house, "acme", "branding").await;

    let accepted = cases::resume_run(&house.operator(), run)
        .await
        .expect("may");

    assert_eq!(accepted.run, Some(run));
    let detail = show(&house, run).await;
    assert_eq!(detail.environment_state, S::Configuring);
    assert_eq!(state(&detail, "branding"), StepState::Pending);
    assert_eq!(state(&detail, "instance"), StepState::Succeeded);
    house.work(run, End::Well).await;
    assert_eq!(show(&house, run).await.environment_state, S::Running);
}

#[tokio::test]
async fn only_a_failed_run_can_be_resumed() {
    let house = House::open().await;
    house.create("acme").await;
    let run = deploy(&house, "acme").await;
    let resume = || async { cases::resume_run(&house.operator(), run).await };

    assert_eq!(
        wrong_state(resume().await),
        ("queued".into(), vec!["failed".into()])
    );
    house.work(run, End::Well).await;
    assert_eq!(wrong_state(resume().await).0, "succeeded");
}

#[tokio::test]
async fn a_run_that_a_later_one_has_overtaken_cannot_be_resumed() {
    let house = House::open().await;
    let old = stopped(&house, "acme", "dns").await;
    let newer = deploy(&house, "acme").await;

    let held = cases::resume_run(&house.operator(), old).await;
    assert!(matches!(held, Err(AppError::Locked { .. })), "{held:?}");

    house.work(newer, End::Failing("start")).await;
    let (present, _) = wrong_state(cases::resume_run(&house.operator(), old).await);
    assert!(present.contains(&newer.to_string()), "{present}");
}

#[tokio::test]
async fn one_failed_step_is_retried_and_the_run_goes_on() {
    let house = House::open().await;
    let run = stopped(&house, "acme", "release").await;
    let by = || house.operator::<OperateRuns>();

    let wrong = cases::retry_step(&by(), run, "dns").await;
    assert_eq!(wrong_state(wrong).0, "succeeded");
    assert!(matches!(
        cases::retry_step(&by(), run, "moon").await,
        Err(AppError::NotFound { .. })
    ));
    cases::retry_step(&by(), run, "release").await.expect("may");

    house.work(run, End::Well).await;
    assert_eq!(show(&house, run).await.environment_state, S::Running);
}

#[tokio::test]
async fn a_degraded_step_of_a_finished_run_gets_a_run_of_its_own() {
    let house = House::open().await;
    house.create("acme").await;
    let run = deploy(&house, "acme").await;
    house.work(run, End::Degraded("mail")).await;
    assert_eq!(show(&house, run).await.run.state, RunState::Succeeded);

    let retried = cases::retry_step(&house.operator(), run, "mail")
        .await
        .expect("may");

    let own = retried.run.expect("a run");
    assert_ne!(own, run);
    let detail = show(&house, own).await;
    assert_eq!(
        (detail.run.kind, detail.run.steps.len()),
        (RunKind::Step, 1)
    );
    assert_eq!(detail.environment_state, S::Running);
    let wrong = cases::retry_step(&house.operator(), run, "dns").await;
    assert_eq!(
        wrong_state(wrong),
        ("succeeded".into(), vec!["degraded".into()])
    );
}

#[tokio::test]
async fn a_rerun_takes_along_what_depends_on_the_step() {
    let house = House::open().await;
    let run = stopped(&house, "acme", "branding").await;

    cases::rerun_from(&house.operator(), run, "instance")
        .await
        .expect("may");

    let detail = show(&house, run).await;
    for step in ["instance", "mail", "dns", "branding"] {
        assert_eq!(state(&detail, step), StepState::Pending, "{step}");
    }
}

#[tokio::test]
async fn a_step_is_skipped_for_a_reason_only() {
    let house = House::open().await;
    let run = stopped(&house, "acme", "branding").await;
    let skip = |step: &'static str, reason: &'static str| {
        let by = house.operator::<OperateRuns>();
        async move { cases::skip_step(&by, run, step, reason).await }
    };

    assert_eq!(faults(skip("branding", " \n").await), ["reason required"]);
    assert_eq!(wrong_state(skip("dns", "why not").await).0, "succeeded");
    skip("branding", "the customer sends it later")
        .await
        .expect("may");

    let detail = show(&house, run).await;
    assert_eq!(state(&detail, "branding"), StepState::Skipped);
    let note = detail.run.steps[3].note.clone();
    assert_eq!(note.as_deref(), Some("the customer sends it later"));
    assert_eq!(detail.run.state, RunState::Running);
}

#[tokio::test]
async fn a_run_that_nobody_has_begun_is_cancelled_at_once_and_can_be_deployed_anew() {
    let house = House::open().await;
    house.create("acme").await;
    let run = deploy(&house, "acme").await;

    cases::cancel_run(&house.operator(), run)
        .await
        .expect("may");

    let detail = show(&house, run).await;
    assert_eq!(detail.run.state, RunState::Cancelled);
    assert_eq!(detail.environment_state, S::ProvisioningFailed);
    assert!(
        detail
            .run
            .steps
            .iter()
            .all(|s| s.state == StepState::Cancelled)
    );
    let again = cases::cancel_run(&house.operator(), run).await;
    assert_eq!(wrong_state(again).0, "cancelled");
    let anew = deploy(&house, "acme").await;
    house.work(anew, End::Well).await;
}

#[tokio::test]
async fn runs_are_found_by_what_went_wrong() {
    let house = House::open().await;
    let failed = stopped(&house, "acme", "dns").await;
    house.create("rival").await;
    deploy(&house, "rival").await;
    let find = |query: RunQuery| {
        let by = house.operator::<SeeRuns>();
        async move { cases::list_runs(&by, query, None, 10).await }
    };
    let text = |t: &str| Some(t.to_owned());

    let all = find(RunQuery::default()).await.expect("runs");
    let by_step = RunQuery {
        step: text("dns"),
        state: text("failed"),
        ..RunQuery::default()
    };
    let by_step = find(by_step).await.expect("runs");
    let nobody = RunQuery {
        tenant: text("nobody"),
        ..RunQuery::default()
    };
    let nobody = find(nobody).await.expect("runs");
    let rival = RunQuery {
        tenant: text("rival"),
        kind: text("deploy"),
        ..RunQuery::default()
    };

    assert_eq!((all.items.len(), nobody.items.len()), (2, 0));
    assert_eq!(
        by_step.items.iter().map(|r| r.id).collect::<Vec<_>>(),
        [failed]
    );
    assert_eq!(by_step.items[0].failed_step.as_deref(), Some("dns"));
    assert_eq!(find(rival).await.expect("runs").items.len(), 1);
}

#[tokio::test]
async fn events_come_in_order_and_only_those_that_are_new() {
    let house = House::open().await;
    let run = stopped(&house, "acme", "dns").await;
    let events = |after| {
        let by = house.operator();
        async move { cases::run_events(&by, run, after).await.expect("events") }
    };

    let all = events(0).await;

    let kinds: Vec<_> = all.iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds.first(), Some(&"run.created"));
    assert!(
        kinds.contains(&"step.failed") && kinds.contains(&"run.failed"),
        "{kinds:?}"
    );
    assert!(all.windows(2).all(|pair| pair[0].id < pair[1].id));
    assert_eq!(events(all[2].id).await.len(), all.len() - 3);
}
