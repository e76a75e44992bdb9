use super::{LONG, SHORT, end, finish, is_done, is_lost, pause, start, step, succeeded};
use crate::{both, database::Database, fixtures::now};
use app::{
    ports::{Claimed, Finish, Move, NewLog, NewResource, StepResult, Write},
    records::StepRun,
};
use domain::{
    ids::ResourceId,
    states::{EnvironmentState, RunState, StepState},
};
use uuid::Uuid;

both!(
    a_late_result_is_lost_and_writes_nothing_at_all,
    a_result_counts_once,
    no_write_of_an_earlier_lease_counts,
    nothing_counts_after_the_lease_was_given_back,
    a_worker_that_writes_on_after_its_lease_is_stopped_by_the_next_claim,
);

fn line(text: &str) -> NewLog {
    NewLog {
        step: "a".to_owned(),
        attempt: 1,
        at: now(),
        level: "info",
        text: text.to_owned(),
    }
}

/// A result with everything that can come with one.
fn full(claimed: &Claimed) -> StepResult {
    StepResult {
        next: vec![start("b", 1)],
        moves: vec![Move {
            from: EnvironmentState::Created,
            to: EnvironmentState::Provisioning,
        }],
        deployment: Some("1.0.0".to_owned()),
        resources: vec![NewResource {
            id: ResourceId(Uuid::now_v7()),
            kind: "instance".to_owned(),
            provider: "local".to_owned(),
            external_id: "i-1".to_owned(),
            name: "acme".to_owned(),
        }],
        log: vec![line("made it")],
        finish: Some(end(RunState::Succeeded)),
        job: Some("no such message".to_owned()),
        ..succeeded(claimed, "a")
    }
}

async fn a_late_result_is_lost_and_writes_nothing_at_all(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &["a"])]).await;
    let zombie = db.claim(run.id, "worker-1", SHORT).await.expect("free");
    pause(20).await;
    let owner = db.claim(run.id, "worker-2", LONG).await.expect("over");
    let before = db.told(run.id).await;

    let out = db.write(step(full(&zombie))).await;

    assert!(is_lost(&out));
    assert_eq!(db.told(run.id).await, before);
    assert_eq!(db.store.steps(run.id).await.expect("reads"), owner.steps);
    assert_eq!(
        db.store.run(run.id).await.expect("reads"),
        Some(owner.run.clone())
    );
    assert_eq!(
        db.store
            .environment_by_id(run.environment)
            .await
            .expect("reads"),
        Some(owner.environment.clone())
    );
    assert_eq!(
        db.store.resources(run.environment).await.expect("reads"),
        []
    );
    assert_eq!(db.store.run_log(run.id, 0, 10).await.expect("reads"), []);
    assert!(
        is_done(&db.write(step(full(&owner))).await),
        "the owner's counts"
    );
}

async fn a_result_counts_once(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &[])]).await;
    let claimed = db.claimed(&run).await;
    let result = || step(succeeded(&claimed, "a"));

    let outs = db
        .journal
        .commit(vec![result(), result()])
        .await
        .expect("commits");

    assert!(is_done(&outs[0]) && is_lost(&outs[1]), "in one batch");
    assert!(is_lost(&db.write(result()).await), "and in the next");
    let told = db.told(run.id).await;
    assert_eq!(told.iter().filter(|e| *e == "step.succeeded a").count(), 1);
}

async fn no_write_of_an_earlier_lease_counts(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &["a"])]).await;
    let zombie = db.claim(run.id, "worker-1", SHORT).await.expect("free");
    pause(20).await;
    let owner = db.claim(run.id, "worker-2", LONG).await.expect("over");
    let writes = |claimed: &Claimed| {
        let (run, epoch) = (claimed.run.id, claimed.epoch);
        vec![
            Write::Start {
                run,
                epoch,
                environment: claimed.run.environment,
                moves: Vec::new(),
                steps: vec![start("b", 1)],
            },
            Write::Log {
                run,
                epoch,
                lines: vec![line("here")],
            },
            finish(claimed, end(RunState::Failed), None),
        ]
    };

    let zombies = db.journal.commit(writes(&zombie)).await.expect("commits");
    let state = db.run_state(run.id).await;
    let owners = db.journal.commit(writes(&owner)).await.expect("commits");

    assert!(zombies.iter().all(is_lost));
    assert_eq!(state, RunState::Running);
    assert!(owners.iter().all(is_done));
    assert_eq!(db.run_state(run.id).await, RunState::Failed);
    assert_eq!(
        db.store.run_log(run.id, 0, 10).await.expect("reads").len(),
        1
    );
}

async fn nothing_counts_after_the_lease_was_given_back(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    assert!(is_done(
        &db.write(finish(&claimed, Finish::Release, None)).await
    ));

    let (run_id, epoch) = (run.id, claimed.epoch);
    let starts = Write::Start {
        run: run_id,
        epoch,
        environment: claimed.run.environment,
        moves: Vec::new(),
        steps: vec![start("b", 1)],
    };

    assert!(is_lost(&db.write(step(succeeded(&claimed, "a"))).await));
    assert!(is_lost(&db.write(starts).await));
    assert!(is_lost(
        &db.write(finish(&claimed, end(RunState::Failed), None))
            .await
    ));
    assert_eq!(db.step_state(run.id, "a").await, StepState::Pending);
}

/// The zombie commits result after result while others claim; with each claim it must be out.
async fn a_worker_that_writes_on_after_its_lease_is_stopped_by_the_next_claim(db: Database) {
    let run = db.queued("acme", &[("step-0", &[])]).await;
    let mut claimed = db.claim(run.id, "worker-0", SHORT).await.expect("free");
    for n in 1..=10 {
        let zombie = db.again().await;
        let work = tokio::spawn(async move { write_until_lost(&zombie, &claimed).await });
        pause(10 + n).await;

        claimed = loop {
            if let Some(next) = db.claim(run.id, &format!("worker-{n}"), SHORT).await {
                break next;
            }
        };

        let foreign = format!(
            "step_run where state = 'running' and epoch <> {}",
            claimed.epoch
        );
        assert_eq!(db.count(&foreign).await, 0);
        let passed = db.count("step_run where state = 'succeeded'").await;
        work.await.expect("ends");
        assert_eq!(db.count("step_run where state = 'succeeded'").await, passed);
    }
    let open = "step_run where state in ('running', 'waiting')";
    assert_eq!(db.count(open).await, 1);
}

async fn write_until_lost(db: &Database, claimed: &Claimed) {
    let open = |s: &&StepRun| s.state == StepState::Running || s.waits_for_its_turn();
    let found = claimed.steps.iter().find(open).expect("one is open");
    let mut name = found.name.clone();
    if found.waits_for_its_turn() {
        let begin = Write::Start {
            run: claimed.run.id,
            epoch: claimed.epoch,
            environment: claimed.environment.id,
            moves: Vec::new(),
            steps: vec![start(&name, found.position)],
        };
        if is_lost(&db.write(begin).await) {
            return;
        }
    }
    loop {
        let number: i32 = name[5..].parse().expect("a number");
        let next = format!("step-{}", number + 1);
        let result = StepResult {
            next: vec![start(&next, number + 1)],
            ..succeeded(claimed, &name)
        };
        if is_lost(&db.write(step(result)).await) {
            return;
        }
        name = next;
    }
}
