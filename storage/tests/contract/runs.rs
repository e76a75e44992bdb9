use crate::{
    both,
    database::Database,
    fixtures::{failure, moment, now, plan, run},
    journal::{end, finish, step, succeeded},
};
use app::{
    ports::{Finish, Outcome, RunFilter, StepResult, StoreError},
    records::{NewEvent, NewRun, Run},
};
use domain::{
    run::RunKind,
    states::{RunState, StepState},
    views::RunSummary,
};
use serde_json::json;
use std::time::Duration;

both!(
    a_run_reads_back_as_it_was_asked_for,
    an_environment_has_one_active_run,
    a_failed_run_is_resumed_with_fresh_attempts,
    only_a_failed_run_is_resumed_and_only_beside_no_other,
    steps_that_wait_for_a_resumed_one_begin_after_it,
    a_skipped_step_is_passed_over,
    a_run_that_nobody_claimed_is_cancelled_at_once,
    runs_are_listed_by_page_and_by_filter,
    usual_seconds_are_the_mean_over_launches,
    an_event_without_a_run_stands_in_the_log,
);

async fn a_run_reads_back_as_it_was_asked_for(db: Database) {
    let asked = db
        .queued("acme", &[("a", &[]), ("b", &[]), ("c", &["a"])])
        .await;

    let stored = db.store.run(asked.id).await.expect("reads").expect("there");

    assert_eq!(
        stored,
        Run {
            id: asked.id,
            tenant: asked.tenant,
            environment: asked.environment,
            environment_name: "acme/prod".to_owned(),
            kind: RunKind::Deploy,
            state: RunState::Queued,
            plan: asked.plan,
            requested_by: asked.requested_by,
            trace_id: asked.trace_id,
            launch_started_at: Some(moment()),
            launch_seconds: None,
            epoch: 0,
            worker: None,
            cancel_requested: false,
            created_at: asked.created_at,
            started_at: None,
            ended_at: None,
        }
    );
    let steps = db.store.steps(asked.id).await.expect("reads");
    let steps: Vec<_> = steps
        .iter()
        .map(|s| (s.name.as_str(), s.position, s.state))
        .collect();
    assert_eq!(
        steps,
        [("a", 0, StepState::Pending), ("b", 1, StepState::Pending)]
    );
    let active = db.store.active_run(asked.environment).await.expect("reads");
    assert_eq!(active.map(|run| run.id), Some(asked.id));
    assert_eq!(db.told(asked.id).await, ["run.created"]);
}

async fn an_environment_has_one_active_run(db: Database) {
    let first = db.queued("acme", &[("a", &[])]).await;
    let site = db
        .store
        .environment_by_id(first.environment)
        .await
        .expect("reads")
        .expect("there");
    let second = run(&site, first.plan.clone());

    let refused = db.insert_run(&second).await;
    assert!(matches!(refused, Err(StoreError::Taken(what)) if what == "active_run"));
    let claimed = db.claimed(&first).await;
    let refused = db.insert_run(&second).await;
    assert!(matches!(refused, Err(StoreError::Taken(what)) if what == "active_run"));

    db.write(finish(&claimed, end(RunState::Succeeded), None))
        .await;
    db.insert_run(&second).await.expect("the first is over");
    let latest = db.store.latest_run(site.id).await.expect("reads");
    assert_eq!(latest.map(|run| run.id), Some(second.id));
}

/// A run whose step `a` has failed for good.
async fn failed(db: &Database, slug: &str) -> NewRun {
    let run = db.queued(slug, &[("a", &[]), ("b", &["a"])]).await;
    let claimed = db.claimed(&run).await;
    let result = StepResult {
        outcome: Outcome::Failed(failure("no")),
        finish: Some(end(RunState::Failed)),
        ..succeeded(&claimed, "a")
    };
    db.write(step(result)).await;
    run
}

async fn resume(db: &Database, run: &NewRun, steps: &[&str]) -> Result<bool, StoreError> {
    let steps: Vec<String> = steps.iter().map(|s| (*s).to_owned()).collect();
    let mut tx = db.begin().await;
    let done = tx
        .resume_run(run.id, &steps, now(), "eve@example.com")
        .await?;
    tx.commit().await.map(|()| done)
}

async fn a_failed_run_is_resumed_with_fresh_attempts(db: Database) {
    let run = failed(&db, "acme").await;
    let before = db.messages().await.len();

    assert!(resume(&db, &run, &["a"]).await.expect("asks"));

    let resumed = db.store.run(run.id).await.expect("reads").expect("there");
    assert_eq!((resumed.state, resumed.ended_at), (RunState::Running, None));
    let row = db.step(run.id, "a").await;
    assert_eq!(
        (row.state, row.attempts, row.error),
        (StepState::Pending, 0, None)
    );
    assert_eq!(row.failed_attempts.len(), 1, "history is kept");
    assert_eq!(db.messages().await.len(), before + 1);
    let claimed = db.claimed(&run).await;
    assert_eq!((claimed.epoch, claimed.steps[0].attempts), (2, 1));
    let told = db.told(run.id).await;
    assert_eq!(told[told.len() - 2..], ["run.resumed", "step.started a"]);
}

async fn only_a_failed_run_is_resumed_and_only_beside_no_other(db: Database) {
    let queued = db.queued("queued", &[("a", &[])]).await;
    assert!(!resume(&db, &queued, &["a"]).await.expect("asks"));

    let run = failed(&db, "acme").await;
    let site = db
        .store
        .environment_by_id(run.environment)
        .await
        .expect("reads")
        .expect("there");
    db.insert_run(&crate::fixtures::run(&site, plan(&[("a", &[])])))
        .await
        .expect("none active");
    let refused = resume(&db, &run, &["a"]).await;

    assert!(matches!(refused, Err(StoreError::Taken(what)) if what == "active_run"));
    assert_eq!(db.run_state(run.id).await, RunState::Failed);
}

async fn steps_that_wait_for_a_resumed_one_begin_after_it(db: Database) {
    let run = db
        .queued("acme", &[("a", &[]), ("b", &["a"]), ("c", &["b"])])
        .await;
    let claimed = db.claimed(&run).await;
    for (name, next) in [("a", ("b", 1)), ("b", ("c", 2))] {
        let next = vec![crate::journal::start(next.0, next.1)];
        db.write(step(StepResult {
            next,
            ..succeeded(&claimed, name)
        }))
        .await;
    }
    let result = StepResult {
        outcome: Outcome::Failed(failure("no")),
        finish: Some(end(RunState::Failed)),
        ..succeeded(&claimed, "c")
    };
    db.write(step(result)).await;

    assert!(resume(&db, &run, &["a", "b", "c"]).await.expect("asks"));
    let claimed = db.claimed(&run).await;

    let steps: Vec<_> = claimed
        .steps
        .iter()
        .map(|s| (s.name.as_str(), s.state))
        .collect();
    assert_eq!(steps, [("a", StepState::Running)]);
    let next = vec![crate::journal::start("b", 1)];
    db.write(step(StepResult {
        next,
        ..succeeded(&claimed, "a")
    }))
    .await;
    assert_eq!(db.step_state(run.id, "b").await, StepState::Running);
}

async fn a_skipped_step_is_passed_over(db: Database) {
    let run = failed(&db, "acme").await;

    let mut tx = db.begin().await;
    tx.skip_step(run.id, "a", 0, "not needed here", now())
        .await
        .expect("writes");
    tx.skip_step(run.id, "new", 7, "never started", now())
        .await
        .expect("writes");
    assert!(
        tx.resume_run(run.id, &[], now(), "ada")
            .await
            .expect("asks")
    );
    tx.commit().await.expect("commits");

    let claimed = db.claimed(&run).await;
    let steps: Vec<_> = claimed
        .steps
        .iter()
        .map(|s| (s.name.as_str(), s.position, s.state, s.note.as_deref()))
        .collect();
    let skipped = StepState::Skipped;
    assert_eq!(
        steps,
        [
            ("a", 0, skipped, Some("not needed here")),
            ("new", 7, skipped, Some("never started")),
        ]
    );
}

async fn a_run_that_nobody_claimed_is_cancelled_at_once(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;

    let mut tx = db.begin().await;
    let at_once = tx.cancel_run(run.id, now(), "ada").await.expect("asks");
    let again = tx.cancel_run(run.id, now(), "ada").await.expect("asks");
    tx.commit().await.expect("commits");

    assert!(at_once && !again);
    assert_eq!(db.run_state(run.id).await, RunState::Cancelled);
    assert_eq!(db.step_state(run.id, "a").await, StepState::Cancelled);
    assert_eq!(db.told(run.id).await, ["run.created", "run.cancelled"]);
    assert!(
        db.claim(run.id, "worker-1", Duration::from_secs(60))
            .await
            .is_none()
    );
}

async fn runs_are_listed_by_page_and_by_filter(db: Database) {
    let mut all = Vec::new();
    all.push(failed(&db, "one").await);
    all.push(db.queued("two", &[("a", &[])]).await);
    let running = db.queued("three", &[("a", &[])]).await;
    db.claimed(&running).await;
    all.push(running);
    let mut other = db.site("four").await.1;
    other.stage = domain::Stage::prod();
    let destroy = NewRun {
        kind: RunKind::Destroy,
        ..run(&other, plan(&[("a", &[])]))
    };
    db.insert_run(&destroy).await.expect("none active");
    all.push(destroy);
    let list = async |filter: RunFilter, after, limit| -> Vec<RunSummary> {
        db.store.runs(&filter, after, limit).await.expect("reads")
    };
    let ids = |page: &[RunSummary]| page.iter().map(|r| r.id).collect::<Vec<_>>();
    let id = |n: usize| all[n].id;
    let none = RunFilter::default;

    let first = list(none(), None, 3).await;
    assert_eq!(ids(&first), [id(3), id(2), id(1)]);
    assert_eq!(ids(&list(none(), Some(id(1)), 3).await), [id(0)]);
    assert_eq!(
        (first[0].tenant.as_str(), first[0].environment.as_str()),
        ("four", "four/prod")
    );
    let of = async |filter| ids(&list(filter, None, 10).await);
    assert_eq!(
        of(RunFilter {
            state: Some(RunState::Failed),
            ..none()
        })
        .await,
        [id(0)]
    );
    assert_eq!(
        of(RunFilter {
            state: Some(RunState::Queued),
            ..none()
        })
        .await,
        [id(3), id(1)]
    );
    assert_eq!(
        of(RunFilter {
            state: Some(RunState::Running),
            ..none()
        })
        .await,
        [id(2)]
    );
    assert_eq!(
        of(RunFilter {
            state: Some(RunState::Succeeded),
            ..none()
        })
        .await,
        []
    );
    assert_eq!(
        of(RunFilter {
            tenant: Some(all[1].tenant),
            ..none()
        })
        .await,
        [id(1)]
    );
    assert_eq!(
        of(RunFilter {
            kind: Some(RunKind::Destroy),
            ..none()
        })
        .await,
        [id(3)]
    );
    assert_eq!(
        of(RunFilter {
            step: Some("a".to_owned()),
            ..none()
        })
        .await,
        [id(0)]
    );
    assert_eq!(
        of(RunFilter {
            step: Some("b".to_owned()),
            ..none()
        })
        .await,
        []
    );
}

async fn usual_seconds_are_the_mean_over_launches(db: Database) {
    for (slug, seconds) in [("one", 2), ("two", 4)] {
        let run = db.queued(slug, &[("a", &[])]).await;
        let claimed = db.claimed(&run).await;
        let started_at = claimed.steps[0].started_at.expect("started");
        let finish = Finish::End {
            state: RunState::Succeeded,
            health: None,
            failure: None,
            launch_seconds: Some(1.0),
        };
        let result = StepResult {
            ended_at: started_at + Duration::from_secs(seconds),
            finish: Some(finish),
            ..succeeded(&claimed, "a")
        };
        db.write(step(result)).await;
    }
    let other = db.queued("no-launch", &[("b", &[])]).await;
    let claimed = db.claimed(&other).await;
    db.write(step(succeeded(&claimed, "b"))).await;

    let usual = db.store.usual_seconds().await.expect("reads");

    assert_eq!(
        usual.into_iter().collect::<Vec<_>>(),
        [("a".to_owned(), 3.0)]
    );
}

async fn an_event_without_a_run_stands_in_the_log(db: Database) {
    let (acme, _) = db.site("acme").await;
    let event = NewEvent {
        kind: "tenant.created".to_owned(),
        tenant: Some(acme.id),
        environment: None,
        run: None,
        payload: json!({ "slug": "acme" }),
        at: moment(),
    };

    let mut tx = db.begin().await;
    tx.insert_event(&event).await.expect("writes");
    tx.commit().await.expect("commits");

    assert_eq!(
        db.count("event where tenant is not null and run is null")
            .await,
        1
    );
}
