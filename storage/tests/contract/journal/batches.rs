use super::{LONG, SHORT, claim, end, is_done, is_lost, pause, start, step, succeeded};
use crate::{both, database::Database};
use app::ports::{Move, Out, StepResult};
use domain::states::{EnvironmentState, RunState, StepState};

both!(
    answers_come_in_the_order_of_the_writes,
    two_parallel_steps_end_in_one_batch_and_the_last_one_ends_the_run,
    moves_of_one_environment_in_one_batch_follow_each_other,
    a_whole_batch_is_undone_when_one_of_its_statements_fails,
    a_big_batch_of_many_runs_holds_together,
    no_message_is_left_after_runs,
);

async fn answers_come_in_the_order_of_the_writes(db: Database) {
    let first = db.queued("one", &[("a", &[])]).await;
    let second = db.queued("two", &[("a", &[])]).await;
    let third = db.queued("three", &[("a", &[])]).await;
    let zombie = db.claim(first.id, "worker-1", SHORT).await.expect("free");
    pause(20).await;
    db.claim(first.id, "worker-2", LONG).await.expect("over");
    let holder = db.claimed(&second).await;

    let batch = vec![
        step(succeeded(&zombie, "a")),
        claim(third.id, "worker-1", LONG, None),
        step(succeeded(&holder, "a")),
        claim(first.id, "worker-1", LONG, None),
    ];
    let outs = db.journal.commit(batch).await.expect("commits");

    let told = format!("{outs:?}");
    let Ok([zombie, taken, held, refused]) = <[Out; 4]>::try_from(outs) else {
        panic!("four answers: {told}");
    };
    assert!(is_lost(&zombie), "{told}");
    let Out::Claimed(taken) = taken else {
        panic!("free: {told}");
    };
    assert_eq!(taken.read().expect("reads").run.id, third.id);
    assert!(is_done(&held), "{told}");
    assert!(is_lost(&refused), "{told}");
}

async fn two_parallel_steps_end_in_one_batch_and_the_last_one_ends_the_run(db: Database) {
    let run = db.queued("acme", &[("a", &[]), ("b", &[])]).await;
    let message = db.messages().await.remove(0);
    let claimed = db.claimed(&run).await;
    let last = StepResult {
        finish: Some(end(RunState::Succeeded)),
        job: Some(message.id),
        ..succeeded(&claimed, "b")
    };

    let batch = vec![step(succeeded(&claimed, "a")), step(last)];
    let outs = db.journal.commit(batch).await.expect("commits");

    assert!(outs.iter().all(is_done));
    assert_eq!(db.run_state(run.id).await, RunState::Succeeded);
    assert_eq!(db.step_state(run.id, "a").await, StepState::Succeeded);
    assert_eq!(db.step_state(run.id, "b").await, StepState::Succeeded);
    assert_eq!(db.messages().await, []);
}

async fn moves_of_one_environment_in_one_batch_follow_each_other(db: Database) {
    use EnvironmentState::{Configuring, Created, Provisioned, Provisioning};
    let run = db.queued("acme", &[("a", &[]), ("b", &[])]).await;
    let claimed = db.claimed(&run).await;
    let moving = |name: &str, moves: &[(EnvironmentState, EnvironmentState)]| {
        let moves = moves
            .iter()
            .map(|(from, to)| Move {
                from: *from,
                to: *to,
            })
            .collect();
        step(StepResult {
            moves,
            ..succeeded(&claimed, name)
        })
    };

    let batch = vec![
        moving("a", &[(Created, Provisioning), (Provisioning, Provisioned)]),
        moving("b", &[(Provisioned, Configuring)]),
    ];
    db.journal.commit(batch).await.expect("commits");

    let site = db
        .store
        .environment_by_id(run.environment)
        .await
        .expect("reads")
        .expect("there");
    assert_eq!(site.state, Configuring);
    let told = db.told(run.id).await;
    let moves: Vec<_> = told
        .iter()
        .filter(|e| e.starts_with("environment.moved"))
        .collect();
    let to = ["provisioning", "provisioned", "configuring"];
    assert_eq!(
        moves,
        to.map(|to| format!("environment.moved {to}")).each_ref()
    );
}

async fn a_whole_batch_is_undone_when_one_of_its_statements_fails(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;
    let other = db.queued("other", &[("a", &[])]).await;
    let claimed = db.claimed(&run).await;
    let before = (
        db.told(run.id).await,
        db.store.steps(run.id).await.expect("reads"),
    );
    db.execute("alter table log_line rename to gone").await;
    let mut logging = succeeded(&claimed, "a");
    logging.log = vec![app::ports::NewLog {
        step: "a".to_owned(),
        attempt: 1,
        at: logging.ended_at,
        level: "info",
        text: "nowhere to go".to_owned(),
    }];

    let batch = vec![claim(other.id, "worker-1", LONG, None), step(logging)];
    let answer = db.journal.commit(batch).await;
    db.execute("alter table gone rename to log_line").await;

    assert!(answer.is_err());
    assert_eq!(
        (
            db.told(run.id).await,
            db.store.steps(run.id).await.expect("reads")
        ),
        before
    );
    assert_eq!(db.run_state(other.id).await, RunState::Queued);
    assert!(
        db.claim(other.id, "worker-1", LONG).await.is_some(),
        "the journal goes on"
    );
}

async fn a_big_batch_of_many_runs_holds_together(db: Database) {
    let mut runs = Vec::new();
    for n in 0..40 {
        runs.push(
            db.queued(&format!("site-{n}"), &[("a", &[]), ("b", &["a"])])
                .await,
        );
    }
    let claims = runs
        .iter()
        .map(|run| claim(run.id, "worker-1", LONG, None))
        .collect();
    let outs = db.journal.commit(claims).await.expect("commits");
    let claimed: Vec<_> = outs
        .into_iter()
        .map(|out| match out {
            Out::Claimed(taken) => taken.read().expect("reads"),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(
        claimed
            .iter()
            .zip(&runs)
            .all(|(claimed, run)| claimed.run.id == run.id)
    );

    let firsts = claimed
        .iter()
        .map(|c| {
            step(StepResult {
                next: vec![start("b", 1)],
                ..succeeded(c, "a")
            })
        })
        .collect();
    assert!(
        db.journal
            .commit(firsts)
            .await
            .expect("commits")
            .iter()
            .all(is_done)
    );
    let end = || Some(end(RunState::Succeeded));
    let lasts = claimed
        .iter()
        .map(|c| {
            step(StepResult {
                finish: end(),
                ..succeeded(c, "b")
            })
        })
        .collect();
    assert!(
        db.journal
            .commit(lasts)
            .await
            .expect("commits")
            .iter()
            .all(is_done)
    );

    let counted = db.store.count_runs().await.expect("counts");
    assert_eq!(
        counted.into_iter().collect::<Vec<_>>(),
        [(RunState::Succeeded, 40)]
    );
    assert!(db.store.count_open_runs().await.expect("counts").is_empty());
    assert_eq!(db.count("step_run where state = 'succeeded'").await, 80);
    let told = ["run.started, starts a", "step.succeeded a, starts b"];
    let told = [
        &["run.created"],
        &told[..],
        &["step.succeeded b", "run.succeeded"],
    ]
    .concat();
    for run in runs {
        assert_eq!(db.told(run.id).await, told);
    }
}

async fn no_message_is_left_after_runs(db: Database) {
    for n in 0..3 {
        db.queued(&format!("site-{n}"), &[("a", &[])]).await;
    }
    for message in db.messages().await {
        let claim = claim(message.run, "worker-1", LONG, Some(message.id.clone()));
        let Out::Claimed(taken) = db.write(claim).await else {
            panic!("free")
        };
        let claimed = taken.read().expect("reads");
        let finish = Some(end(RunState::Succeeded));
        let job = Some(message.id);
        db.write(step(StepResult {
            finish,
            job,
            ..succeeded(&claimed, "a")
        }))
        .await;
    }

    assert_eq!(db.messages().await, []);
}
