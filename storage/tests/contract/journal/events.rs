use super::{LONG, SHORT, end, is_done, pause, start, step, succeeded};
use crate::{
    both,
    database::Database,
    fixtures::{failure, now},
};
use app::ports::{Finish, Move, Outcome, StepResult};
use domain::states::{EnvironmentState, RunState};
use serde_json::json;

both!(
    a_run_tells_its_story_in_order,
    events_are_read_on_from_the_last_one_seen,
    a_move_that_did_not_take_place_is_not_told,
    an_event_knows_the_tenant_and_environment_of_its_run,
);

async fn a_run_tells_its_story_in_order(db: Database) {
    use EnvironmentState::{Created, Provisioned, Provisioning};
    let run = db.queued("acme", &[("a", &[]), ("b", &["a"])]).await;
    let first = db.claim(run.id, "worker-1", SHORT).await.expect("free");
    let at = now();
    let retry = StepResult {
        outcome: Outcome::Retrying(failure("busy"), at),
        finish: Some(Finish::Park { at }),
        ..succeeded(&first, "a")
    };
    db.write(step(retry)).await;
    pause(20).await;
    let second = db.claim(run.id, "worker-2", LONG).await.expect("due");
    let passed = StepResult {
        next: vec![start("b", 1)],
        moves: vec![Move {
            from: Created,
            to: Provisioning,
        }],
        ..succeeded(&second, "a")
    };
    db.write(step(passed)).await;
    let last = StepResult {
        moves: vec![Move {
            from: Provisioning,
            to: Provisioned,
        }],
        finish: Some(Finish::End {
            state: RunState::Succeeded,
            health: None,
            failure: None,
            launch_seconds: Some(3.5),
        }),
        ..succeeded(&second, "b")
    };
    db.write(step(last)).await;

    let events = db.store.run_events(run.id, 0, 100).await.expect("reads");

    let told: Vec<_> = events
        .iter()
        .map(|e| (e.kind.as_str(), e.payload.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "run.created",
                json!({ "kind": "deploy", "by": "ada@example.com" })
            ),
            (
                "run.started",
                json!({ "worker": "worker-1", "starts": ["a"] })
            ),
            (
                "step.retrying",
                json!({ "step": "a", "attempt": 1, "summary": "busy", "at": at })
            ),
            ("run.parked", json!({ "at": at })),
            ("step.started", json!({ "step": "a", "attempt": 2 })),
            (
                "step.succeeded",
                json!({ "step": "a", "starts": ["b"], "attempt": 2 })
            ),
            (
                "environment.moved",
                json!({ "from": "created", "to": "provisioning" })
            ),
            ("step.succeeded", json!({ "step": "b", "attempt": 1 })),
            (
                "environment.moved",
                json!({ "from": "provisioning", "to": "provisioned" })
            ),
            ("run.succeeded", json!({ "launch_seconds": 3.5 })),
        ]
    );
    assert!(events.is_sorted_by(|a, b| a.id < b.id));
}

async fn events_are_read_on_from_the_last_one_seen(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let other = db.queued("other", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    db.claimed(&other).await;
    let finish = Some(end(RunState::Succeeded));
    db.write(step(StepResult {
        finish,
        ..succeeded(&claimed, "a")
    }))
    .await;

    let all = db.store.run_events(run.id, 0, 100).await.expect("reads");
    let first = db.store.run_events(run.id, 0, 2).await.expect("reads");
    let rest = db
        .store
        .run_events(run.id, first[1].id, 100)
        .await
        .expect("reads");

    assert_eq!([first, rest].concat(), all);
    assert_eq!(all.len(), 4);
    assert!(all.iter().all(|event| event.run == Some(run.id)));
}

async fn a_move_that_did_not_take_place_is_not_told(db: Database) {
    use EnvironmentState::{Created, Provisioning, Running, Stopping};
    let run = db.queued("acme", &[("a", &[]), ("b", &[])]).await;
    let claimed = db.claimed(&run).await;
    let moving = |name, from, to| {
        step(StepResult {
            moves: vec![Move { from, to }],
            ..succeeded(&claimed, name)
        })
    };

    let batch = vec![
        moving("a", Running, Stopping),
        moving("b", Created, Provisioning),
    ];
    let outs = db.journal.commit(batch).await.expect("commits");

    assert!(outs.iter().all(is_done));
    let told = db.told(run.id).await;
    let moves: Vec<_> = told
        .iter()
        .filter(|e| e.starts_with("environment.moved"))
        .collect();
    assert_eq!(moves, ["environment.moved provisioning"]);
}

async fn an_event_knows_the_tenant_and_environment_of_its_run(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    db.claimed(&run).await;

    let events = db.store.run_events(run.id, 0, 100).await.expect("reads");

    assert_eq!(events.len(), 2);
    for event in events {
        let named = (event.tenant, event.environment, event.run);
        assert_eq!(
            named,
            (Some(run.tenant), Some(run.environment), Some(run.id))
        );
    }
}
