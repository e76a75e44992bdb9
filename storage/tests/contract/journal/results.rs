use super::{is_done, start, step, succeeded};
use crate::{
    both,
    database::Database,
    fixtures::{failure, now},
};
use app::{
    ports::{Claimed, NewLog, NewResource, Outcome, StepResult, Write},
    records::{Resource, StepRun},
};
use domain::{Time, ids::ResourceId, run::FailedAttempt, states::StepState};
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

both!(
    a_success_is_stored_with_its_output_and_starts_what_follows,
    a_step_that_is_there_already_begins_anew,
    each_outcome_writes_its_row,
    failed_attempts_are_kept_beside_the_step,
    waiting_is_not_an_attempt,
    a_start_without_a_result_begins_its_step,
    resources_are_made_adopted_and_removed,
    anothers_resource_is_not_adopted,
    a_nul_in_a_text_does_not_stop_the_batch,
    log_lines_keep_their_order,
    the_newest_output_of_a_step_wins,
);

async fn a_success_is_stored_with_its_output_and_starts_what_follows(db: Database) {
    let run = db
        .queued("acme", &[("a", &[]), ("b", &["a"]), ("c", &["a"])])
        .await;
    let claimed = db.claimed(&run).await;
    let output = json!({ "address": "10.0.0.7", "ports": [80, 443], "share": 0.5, "none": null });
    let result = StepResult {
        outcome: Outcome::Succeeded {
            output: output.clone(),
        },
        next: vec![start("b", 1), start("c", 2)],
        ..succeeded(&claimed, "a")
    };
    let ended_at = result.ended_at;

    assert!(is_done(&db.write(step(result)).await));

    let a = db.step(run.id, "a").await;
    assert_eq!(
        (a.state, a.output, a.ended_at),
        (StepState::Succeeded, Some(output), Some(ended_at))
    );
    for (name, position) in [("b", 1), ("c", 2)] {
        let begun = db.step(run.id, name).await;
        assert_eq!(
            begun,
            StepRun {
                name: name.to_owned(),
                position,
                state: StepState::Running,
                attempts: 1,
                crashes: 0,
                started_at: Some(ended_at),
                ended_at: None,
                next_at: None,
                output: None,
                error: None,
                note: None,
                failed_attempts: Vec::new(),
            }
        );
    }
}

/// Steps begin once; should one be there already, it begins anew and holds up nobody beside it.
async fn a_step_that_is_there_already_begins_anew(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &["a"])]).await;
    let other = db.queued("other", &[("a", &[]), ("b", &["a"])]).await;
    let (claimed, beside) = (db.claimed(&run).await, db.claimed(&other).await);
    let next = |of: &Claimed, ends: &str, begins: &str| {
        let next = vec![start(begins, 0)];
        step(StepResult {
            next,
            ..succeeded(of, ends)
        })
    };
    db.write(next(&claimed, "a", "b")).await;

    let batch = vec![next(&claimed, "b", "a"), next(&beside, "a", "b")];
    let outs = db.journal.commit(batch).await.expect("commits");

    assert!(outs.iter().all(is_done), "{outs:?}");
    let again = db.step(run.id, "a").await;
    assert_eq!((again.state, again.attempts), (StepState::Running, 1));
    assert_eq!(again.output, None);
    assert_eq!(db.step_state(run.id, "b").await, StepState::Succeeded);
    assert_eq!(db.step_state(other.id, "b").await, StepState::Running);
}

async fn each_outcome_writes_its_row(db: Database) {
    let later = now() + Duration::from_secs(30);
    let outcomes = [
        (Outcome::Failed(failure("no")), StepState::Failed),
        (Outcome::Degraded(failure("no")), StepState::Degraded),
        (Outcome::Retrying(failure("no"), later), StepState::Retrying),
        (
            Outcome::Waiting {
                why: "not yet".to_owned(),
                at: later,
            },
            StepState::Waiting,
        ),
        (
            Outcome::Skipped {
                reason: "not needed".to_owned(),
            },
            StepState::Skipped,
        ),
        (Outcome::Cancelled, StepState::Cancelled),
    ];
    let names = ["a", "b", "c", "d", "e", "f"];
    let run = db
        .queued("acme", &names.map(|name| (name, &[] as &[&str])))
        .await;
    let claimed = db.claimed(&run).await;
    let result = |(name, (outcome, _)): (&str, &(Outcome, StepState))| {
        step(StepResult {
            outcome: outcome.clone(),
            ..succeeded(&claimed, name)
        })
    };

    let batch = names.into_iter().zip(&outcomes).map(result).collect();
    let outs = db.journal.commit(batch).await.expect("commits");

    assert!(outs.iter().all(is_done));
    for (name, (outcome, state)) in names.into_iter().zip(outcomes) {
        let row = db.step(run.id, name).await;
        let ends = !matches!(state, StepState::Retrying | StepState::Waiting);
        assert_eq!((row.state, row.ended_at.is_some()), (state, ends), "{name}");
        let (error, note, next_at) = match outcome {
            Outcome::Failed(f) | Outcome::Degraded(f) => (Some(f), None, None),
            Outcome::Retrying(f, at) => (Some(f), None, Some(at)),
            Outcome::Waiting { why, at } => (None, Some(why), Some(at)),
            Outcome::Skipped { reason } => (None, Some(reason), None),
            _ => (None, None, None),
        };
        assert_eq!(
            (row.error, row.note, row.next_at),
            (error, note, next_at),
            "{name}"
        );
    }
}

async fn failed_attempts_are_kept_beside_the_step(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let first = db.claimed(&run).await;
    let started_at = first.steps[0].started_at.expect("started");
    let ended_at = started_at + Duration::from_micros(1_234_567);
    let retry = StepResult {
        outcome: Outcome::Retrying(failure("busy"), ended_at),
        ended_at,
        ..succeeded(&first, "a")
    };
    db.write(step(retry)).await;

    let row = db.step(run.id, "a").await;

    let kept = FailedAttempt {
        number: 1,
        started_at,
        ended_at,
        worker: "worker-1".to_owned(),
        error: failure("busy"),
    };
    assert_eq!(row.failed_attempts, [kept]);
    assert_eq!(row.error, Some(failure("busy")));
}

async fn waiting_is_not_an_attempt(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    let outcome = Outcome::Waiting {
        why: "booting".to_owned(),
        at: now(),
    };

    db.write(step(StepResult {
        outcome,
        ..succeeded(&claimed, "a")
    }))
    .await;

    let row = db.step(run.id, "a").await;
    assert_eq!(
        (row.attempts, row.crashes, row.failed_attempts),
        (0, 0, Vec::new())
    );
}

async fn a_start_without_a_result_begins_its_step(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &["a"])]).await;
    let claimed = db.claimed(&run).await;
    let starts = || Write::Start {
        run: run.id,
        epoch: claimed.epoch,
        environment: claimed.run.environment,
        moves: Vec::new(),
        steps: vec![start("b", 1)],
    };

    let outs = db
        .journal
        .commit(vec![starts(), starts()])
        .await
        .expect("commits");

    assert!(outs.iter().all(is_done));
    let begun = db.step(run.id, "b").await;
    assert_eq!(
        (begun.state, begun.attempts, begun.position),
        (StepState::Running, 1, 1)
    );
    assert!(begun.started_at.is_some());
    assert!(
        is_done(&db.write(step(succeeded(&claimed, "b"))).await),
        "under the same lease"
    );
}

fn made(id: &str, external_id: &str, name: &str) -> NewResource {
    NewResource {
        id: ResourceId(Uuid::parse_str(id).expect("an id")),
        kind: "dns_record".to_owned(),
        provider: "local".to_owned(),
        external_id: external_id.to_owned(),
        name: name.to_owned(),
    }
}

const ONE: &str = "01890000-0000-7000-8000-000000000001";
const TWO: &str = "01890000-0000-7000-8000-000000000002";

async fn resources_are_made_adopted_and_removed(db: Database) {
    let run = db
        .queued("acme", &[("a", &[]), ("b", &[]), ("c", &[])])
        .await;
    let claimed = db.claimed(&run).await;
    let at = now();
    let write = async |name: &str, resources, gone: Vec<(String, String)>| {
        let result = StepResult {
            resources,
            gone,
            ended_at: at,
            ..succeeded(&claimed, name)
        };
        assert!(is_done(&db.write(step(result)).await));
    };

    write("a", vec![made(ONE, "r-1", "old")], vec![]).await;
    write("b", vec![made(TWO, "r-1", "acme.example")], vec![]).await;

    let adopted = Resource {
        id: made(ONE, "", "").id,
        environment: run.environment,
        kind: "dns_record".to_owned(),
        provider: "local".to_owned(),
        external_id: "r-1".to_owned(),
        name: "acme.example".to_owned(),
        step: "b".to_owned(),
        run: Some(run.id),
        created_at: at,
        deleted_at: None,
    };
    assert_eq!(
        db.store.resources(run.environment).await.expect("reads"),
        std::slice::from_ref(&adopted)
    );
    let named = async || db.store.resource_named("dns_record", "acme.example").await;
    assert_eq!(named().await.expect("reads"), Some(adopted));

    write(
        "c",
        vec![],
        vec![("dns_record".to_owned(), "acme.example".to_owned())],
    )
    .await;

    assert_eq!(
        db.store.resources(run.environment).await.expect("reads"),
        []
    );
    assert_eq!(named().await.expect("reads"), None);
    assert_eq!(
        db.count("resource where deleted_at is not null").await,
        1,
        "kept as history"
    );
}

async fn anothers_resource_is_not_adopted(db: Database) {
    let (first, second) = (
        db.queued("one", &[("a", &[])]).await,
        db.queued("two", &[("a", &[])]).await,
    );
    for (run, id, name) in [(&first, ONE, "one.example"), (&second, TWO, "two.example")] {
        let claimed = db.claimed(run).await;
        let resources = vec![made(id, "r-1", name)];
        db.write(step(StepResult {
            resources,
            ..succeeded(&claimed, "a")
        }))
        .await;
    }

    let kept = db.store.resources(first.environment).await.expect("reads");
    assert_eq!(kept[0].name, "one.example");
    assert_eq!(
        db.store.resources(second.environment).await.expect("reads"),
        []
    );
}

async fn a_nul_in_a_text_does_not_stop_the_batch(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &[])]).await;
    let claimed = db.claimed(&run).await;
    let bad = StepResult {
        outcome: Outcome::Failed(failure("bad\0byte")),
        log: vec![line(1, "out\0put")],
        ..succeeded(&claimed, "a")
    };
    let worse = Outcome::Succeeded {
        output: json!({ "k\0": "v\0" }),
    };
    let worse = StepResult {
        outcome: worse,
        ..succeeded(&claimed, "b")
    };

    let outs = db
        .journal
        .commit(vec![step(bad), step(worse)])
        .await
        .expect("commits");

    assert!(outs.iter().all(is_done));
    let error = db.step(run.id, "a").await.error.expect("failed");
    assert_eq!(error.summary, "bad\u{fffd}byte");
    let log = db.store.run_log(run.id, 0, 10).await.expect("reads");
    assert_eq!(log[0].text, "out\u{fffd}put");
}

fn line(attempt: u32, text: &str) -> NewLog {
    NewLog {
        step: "a".to_owned(),
        attempt,
        at: Time::from_micros(1_800_000_000_000_000 + i64::from(attempt)),
        level: "warn",
        text: text.to_owned(),
    }
}

async fn log_lines_keep_their_order(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    let lines = |from: u32| {
        (from..from + 20)
            .map(|n| line(n, &format!("line {n}")))
            .collect()
    };
    let (id, epoch) = (run.id, claimed.epoch);

    db.write(Write::Log {
        run: id,
        epoch,
        lines: lines(0),
    })
    .await;
    db.write(step(StepResult {
        log: lines(20),
        ..succeeded(&claimed, "a")
    }))
    .await;

    let first = db.store.run_log(id, 0, 25).await.expect("reads");
    let rest = db.store.run_log(id, first[24].id, 25).await.expect("reads");
    let attempts: Vec<u32> = first.iter().chain(&rest).map(|line| line.attempt).collect();
    assert_eq!(attempts, (0..40).collect::<Vec<_>>());
    assert_eq!(
        (rest[0].step.as_str(), rest[0].level.as_str()),
        ("a", "warn")
    );
    assert_eq!(rest[0].text, "line 25");
}

async fn the_newest_output_of_a_step_wins(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &[])]).await;
    let claimed = db.claimed(&run).await;
    let end = super::end(domain::states::RunState::Succeeded);
    db.write(step(succeeded(&claimed, "a"))).await;
    db.write(step(StepResult {
        finish: Some(end.clone()),
        ..succeeded(&claimed, "b")
    }))
    .await;
    let environment = claimed.environment;
    let again = crate::fixtures::run(&environment, crate::fixtures::plan(&[("a", &[])]));
    db.insert_run(&again).await.expect("the first is over");
    let claimed = db.claimed(&again).await;
    let outcome = Outcome::Succeeded {
        output: json!("newer"),
    };
    db.write(step(StepResult {
        outcome,
        finish: Some(end),
        ..succeeded(&claimed, "a")
    }))
    .await;

    let outputs = db
        .store
        .latest_outputs(environment.id)
        .await
        .expect("reads");

    let outputs: Vec<_> = outputs.into_iter().collect();
    assert_eq!(
        outputs,
        [
            ("a".to_owned(), json!("newer")),
            ("b".to_owned(), json!({"made": "b"}))
        ]
    );
}
