use super::{LONG, end, finish, is_done, step, succeeded};
use crate::{
    both,
    database::Database,
    fixtures::{failure, moment, now},
};
use app::{
    ports::{Finish, Move, Outcome, StepResult, Write},
    records::Failure,
};
use domain::{
    ids::RunId,
    states::{EnvironmentState, Health, RunState, StepState},
};
use std::time::Duration;

both!(
    a_success_stops_the_clock_of_the_tenant_once,
    a_failure_is_stored_with_the_environment_and_a_success_clears_it,
    a_run_that_ends_cancels_the_steps_that_were_still_to_come,
    a_run_is_ended_without_a_result_and_moves_its_environment,
    a_deployment_is_noted_on_the_environment,
    a_run_without_a_told_failure_names_the_step_that_failed,
);

fn told(run: RunId, step: &str) -> Failure {
    Failure {
        run,
        step: step.to_owned(),
        kind: "denied".to_owned(),
        summary: "The zone refused the record".to_owned(),
        hint: "Check the key".to_owned(),
        at: moment(),
        seconds: 1.5,
        trace_id: "abc".to_owned(),
    }
}

fn ending(state: RunState, health: Option<Health>, failure: Option<Failure>) -> Finish {
    Finish::End {
        state,
        health,
        failure,
        launch_seconds: None,
    }
}

async fn a_success_stops_the_clock_of_the_tenant_once(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    let launched = |seconds| Finish::End {
        state: RunState::Succeeded,
        health: Some(Health::Degraded),
        failure: None,
        launch_seconds: Some(seconds),
    };
    let result = StepResult {
        finish: Some(launched(6.5)),
        ..succeeded(&claimed, "a")
    };
    let ended_at = result.ended_at;

    assert!(is_done(&db.write(step(result)).await));

    let ended = db.store.run(run.id).await.expect("reads").expect("there");
    assert_eq!(
        (ended.state, ended.ended_at),
        (RunState::Succeeded, Some(ended_at))
    );
    assert_eq!(
        (ended.launch_seconds, ended.worker.as_deref()),
        (Some(6.5), Some("worker-1"))
    );
    let site = db
        .store
        .environment_by_id(run.environment)
        .await
        .expect("reads")
        .expect("there");
    assert_eq!(site.health, Health::Degraded);

    let again = crate::fixtures::run(&site, run.plan.clone());
    db.insert_run(&again).await.expect("the first is over");
    let claimed = db.claimed(&again).await;
    db.write(step(StepResult {
        finish: Some(launched(99.0)),
        ..succeeded(&claimed, "a")
    }))
    .await;

    let tenant = db
        .store
        .tenant(run.tenant)
        .await
        .expect("reads")
        .expect("there");
    assert_eq!(
        tenant.launch_seconds,
        Some(6.5),
        "the first launch is the launch"
    );
    assert_eq!(db.store.past_launches().await.expect("reads"), [99.0, 6.5]);
}

async fn a_failure_is_stored_with_the_environment_and_a_success_clears_it(db: Database) {
    let run = db.queued("acme", &[("dns", &[])]).await;
    let claimed = db.claimed(&run).await;
    let failed = told(run.id, "dns");
    let result = StepResult {
        outcome: Outcome::Failed(failure("refused")),
        finish: Some(ending(RunState::Failed, None, Some(failed.clone()))),
        ..succeeded(&claimed, "dns")
    };
    db.write(step(result)).await;

    let site = db
        .store
        .environment_by_id(run.environment)
        .await
        .expect("reads")
        .expect("there");
    assert_eq!((site.last_failure, site.health), (Some(failed), Health::Ok));
    let listed = db
        .store
        .runs(&app::ports::RunFilter::default(), None, 10)
        .await
        .expect("reads");
    assert_eq!(listed[0].failed_step.as_deref(), Some("dns"));
    assert_eq!(listed[0].error, Some(failure("refused")));

    let mut tx = db.begin().await;
    assert!(
        tx.resume_run(run.id, &["dns".to_owned()], now(), "ada")
            .await
            .expect("asks")
    );
    tx.commit().await.expect("commits");
    let claimed = db.claim(run.id, "worker-2", LONG).await.expect("free");
    let finish = Some(ending(RunState::Succeeded, Some(Health::Ok), None));
    db.write(step(StepResult {
        finish,
        ..succeeded(&claimed, "dns")
    }))
    .await;

    let site = db
        .store
        .environment_by_id(run.environment)
        .await
        .expect("reads")
        .expect("there");
    assert_eq!(site.last_failure, None);
    let listed = db
        .store
        .runs(&app::ports::RunFilter::default(), None, 10)
        .await
        .expect("reads");
    assert_eq!(
        (listed[0].failed_step.as_deref(), &listed[0].error),
        (None, &None)
    );
}

async fn a_run_that_ends_cancels_the_steps_that_were_still_to_come(db: Database) {
    let run = db
        .queued("acme", &[("a", &[]), ("b", &[]), ("c", &[])])
        .await;
    let claimed = db.claimed(&run).await;
    let later = Outcome::Retrying(failure("busy"), now() + Duration::from_secs(60));
    db.write(step(StepResult {
        outcome: later,
        ..succeeded(&claimed, "b")
    }))
    .await;
    let result = StepResult {
        outcome: Outcome::Failed(failure("no")),
        finish: Some(end(RunState::Failed)),
        ..succeeded(&claimed, "a")
    };
    db.write(step(result)).await;

    assert_eq!(db.step_state(run.id, "a").await, StepState::Failed);
    for name in ["b", "c"] {
        let row = db.step(run.id, name).await;
        assert_eq!(
            (row.state, row.next_at),
            (StepState::Cancelled, None),
            "{name}"
        );
        assert!(row.ended_at.is_some());
    }
}

async fn a_run_is_ended_without_a_result_and_moves_its_environment(db: Database) {
    use EnvironmentState::{Created, Provisioning, ProvisioningFailed};
    let run = db.queued("acme", &[("a", &[])]).await;
    let job = db.messages().await.remove(0).id;
    let claimed = db.claimed(&run).await;
    let wrong = Move {
        from: Provisioning,
        to: ProvisioningFailed,
    };
    let write = Write::Finish {
        run: run.id,
        epoch: claimed.epoch,
        environment: run.environment,
        moves: vec![
            Move {
                from: Created,
                to: Provisioning,
            },
            wrong.clone(),
        ],
        finish: end(RunState::Cancelled),
        job: Some(job),
    };

    assert!(is_done(&db.write(write).await));

    let site = db
        .store
        .environment_by_id(run.environment)
        .await
        .expect("reads")
        .expect("there");
    assert_eq!(site.state, ProvisioningFailed);
    assert_eq!(db.run_state(run.id).await, RunState::Cancelled);
    assert_eq!(db.messages().await, []);
    assert_eq!(
        db.told(run.id).await,
        [
            "run.created",
            "run.started, starts a",
            "environment.moved provisioning",
            "environment.moved provisioning_failed",
            "run.cancelled",
        ]
    );
}

async fn a_deployment_is_noted_on_the_environment(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    let deployment = Some("2.1.0".to_owned());

    db.write(step(StepResult {
        deployment: deployment.clone(),
        ..succeeded(&claimed, "a")
    }))
    .await;

    let site = db
        .store
        .environment_by_id(run.environment)
        .await
        .expect("reads")
        .expect("there");
    assert_eq!(site.deployment, deployment);
}

async fn a_run_without_a_told_failure_names_the_step_that_failed(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &[])]).await;
    let claimed = db.claimed(&run).await;
    let failed = Outcome::Failed(failure("no"));
    db.write(step(StepResult {
        outcome: failed,
        ..succeeded(&claimed, "b")
    }))
    .await;
    db.write(finish(&claimed, end(RunState::Failed), None))
        .await;

    let listed = db
        .store
        .runs(&app::ports::RunFilter::default(), None, 10)
        .await
        .expect("reads");
    assert_eq!(listed[0].failed_step.as_deref(), Some("b"));
    assert_eq!(listed[0].error, Some(failure("no")));
}
