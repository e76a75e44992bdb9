//! A plan is stored once, whoever asks for runs with it, and read by whoever has not met it.

use super::{LONG, claim, step, succeeded};
use crate::{
    both,
    database::Database,
    fixtures::{plan, run},
};
use app::ports::{Claimed, Out, StoreResult, Write};
use domain::ids::RunId;

both!(
    runs_with_equal_plans_share_one,
    another_process_reads_a_plan_that_it_never_met,
    a_plan_that_makes_no_sense_sinks_no_other_run,
    a_run_from_before_plans_were_shared_has_its_own,
);

async fn claims(db: &Database, runs: [RunId; 2]) -> Vec<StoreResult<Claimed>> {
    let claims = runs.map(|run| claim(run, "worker-1", LONG, None));
    let outs = db.journal.commit(claims.into()).await.expect("commits");
    let read = outs.into_iter().map(|out| match out {
        Out::Claimed(taken) => taken.read(),
        other => panic!("free: {other:?}"),
    });
    read.collect()
}

/// One is asked for by a request, one through the journal, and one waits longer.
async fn runs_with_equal_plans_share_one(db: Database) {
    let asked = db.queued("acme", &[("a", &[])]).await;
    let (_, site) = db.site("other").await;
    let other = run(&site, plan(&[("a", &[])]));
    let submit = Write::Submit(Box::new(other.clone()));
    db.journal.commit(vec![submit]).await.expect("commits");
    db.queued("third", &[("a", &[]), ("b", &["a"])]).await;

    assert_eq!(db.count("run_plan").await, 2);
    for id in [asked.id, other.id] {
        let stored = db.store.run(id).await.expect("reads").expect("is there");
        assert_eq!(stored.plan, asked.plan);
    }
}

async fn another_process_reads_a_plan_that_it_never_met(db: Database) {
    let one = db.queued("acme", &[("a", &[])]).await;
    let two = db.queued("other", &[("a", &[]), ("b", &["a"])]).await;

    let read = claims(&db.again().await, [one.id, two.id]).await;

    for (claimed, asked) in read.into_iter().zip([one, two]) {
        assert_eq!(claimed.expect("reads").run.plan, asked.plan);
    }
}

async fn a_plan_that_makes_no_sense_sinks_no_other_run(db: Database) {
    let broken = db.queued("broken", &[("z", &[])]).await;
    let sound = db.queued("sound", &[("a", &[])]).await;
    db.execute(
        "update run_plan set body = '{}' where id in (select r.plan from run r
        join tenant t on t.id = r.tenant where t.slug = 'broken')",
    )
    .await;

    let read = claims(&db.again().await, [broken.id, sound.id]).await;

    let why = read[0].as_ref().expect_err("makes no sense").to_string();
    assert!(why.contains("run"), "{why}");
    assert_eq!(read[1].as_ref().expect("reads").run.plan, sound.plan);
}

async fn a_run_from_before_plans_were_shared_has_its_own(db: Database) {
    let old = db.queued("acme", &[("a", &[]), ("b", &["a"])]).await;
    db.execute("update run set own_plan = (select p.body from run_plan p where p.id = run.plan)")
        .await;
    db.execute("update run set plan = null").await;
    db.execute("delete from run_plan").await;

    let stored = db.store.run(old.id).await.expect("reads");
    let claimed = db.claimed(&old).await;

    assert_eq!(stored.expect("is there").plan, old.plan);
    assert_eq!(claimed.run.plan, old.plan);
    let result = step(succeeded(&claimed, "a"));
    assert!(matches!(db.write(result).await, Out::Done));
}
