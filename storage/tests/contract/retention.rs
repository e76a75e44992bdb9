//! What is old goes in batches, and what is still needed stays.

use crate::{
    both,
    content::mail,
    database::Database,
    fixtures::{moment, now, plan, run},
    journal::{end, step, succeeded},
};
use app::{
    ports::{NewLog, Outcome, RunsGone, StepResult, Tx},
    records::{Environment, IdempotentAnswer, Mail, NewEvent, NewRun, NewSession, User},
};
use chrono::TimeDelta;
use domain::{
    Time,
    email::Email,
    ids::{MailId, RunId, UserId},
    role::Role,
    states::{MailState, RunState},
};
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

both!(
    one_of_many_takes_the_turn_in_each_span,
    old_mails_lose_their_text_first_and_queued_ones_keep_it,
    old_answers_go_oldest_first,
    sessions_go_when_they_are_over,
    old_events_and_log_lines_go_in_batches,
    a_run_goes_with_all_that_belongs_to_it_when_a_later_one_did_its_steps_again,
    a_run_stays_while_something_needs_it,
    runs_are_walked_through_in_batches,
);

const DAY: TimeDelta = TimeDelta::days(1);

/// Answers what `work` answers, committed.
macro_rules! done {
    ($db:expr, $work:ident($($argument:expr),*)) => {{
        let mut tx: Box<dyn Tx> = $db.begin().await;
        let answer = tx.$work($($argument),*).await.expect("works");
        tx.commit().await.expect("commits");
        answer
    }};
}

async fn one_of_many_takes_the_turn_in_each_span(db: Database) {
    let hour = Duration::from_hours(1);
    let later = moment() + hour;

    assert!(done!(db, take_turn("retention", moment(), hour)));
    assert!(!done!(db, take_turn("retention", moment(), hour)));
    let almost = later + -TimeDelta::seconds(1);
    assert!(!done!(db, take_turn("retention", almost, hour)));
    assert!(done!(db, take_turn("retention", later, hour)));
    assert!(!done!(db, take_turn("nothing", later, hour)));
}

async fn old_mails_lose_their_text_first_and_queued_ones_keep_it(db: Database) {
    let old = moment() + -DAY;
    for _ in 0..3 {
        done!(db, insert_mail(&mail(None, None, old)));
    }
    let queued = Mail {
        id: MailId(Uuid::now_v7()),
        state: MailState::Queued,
        next_at: Some(moment()),
        ..mail(None, None, old)
    };
    done!(db, insert_mail(&queued));
    done!(db, insert_mail(&mail(None, None, moment())));

    assert_eq!(done!(db, erase_mail_texts(moment(), 2)), 2);
    assert_eq!(done!(db, erase_mail_texts(moment(), 2)), 1);
    assert_eq!(done!(db, erase_mail_texts(moment(), 2)), 0);
    assert_eq!(db.count("mail where text <> ''").await, 2);

    assert_eq!(done!(db, delete_mails(moment(), 2)), 2);
    assert_eq!(done!(db, delete_mails(moment(), 2)), 1);
    assert_eq!(done!(db, delete_mails(moment(), 2)), 0);
    let left = db.store.mails(None, None, 10).await.expect("reads");
    assert_eq!(left.len(), 2);
    assert!(left.contains(&queued));
}

async fn old_answers_go_oldest_first(db: Database) {
    let answer = |key: &str, created_at: Time| IdempotentAnswer {
        scope: "ada".to_owned(),
        key: key.to_owned(),
        body_hash: "ff".to_owned(),
        status: 201,
        body: "{}".to_owned(),
        created_at,
    };
    let (oldest, old) = (moment() + -DAY * 2, moment() + -DAY);
    for (key, at) in [("new", moment()), ("old", old), ("oldest", oldest)] {
        done!(db, insert_answer(&answer(key, at)));
    }
    let kept = async |key: &str| {
        let kept = db.store.idempotent_answer("ada", key).await;
        kept.expect("reads").is_some()
    };

    assert_eq!(done!(db, delete_answers(moment(), 1)), 1);
    assert!(!kept("oldest").await && kept("old").await);
    assert_eq!(done!(db, delete_answers(moment(), 9)), 1);
    assert!(!kept("old").await && kept("new").await);
}

async fn sessions_go_when_they_are_over(db: Database) {
    let (acme, _) = db.site("acme").await;
    let ada = User {
        id: UserId(Uuid::now_v7()),
        email: Email::parse("ada@example.com").expect("an address"),
        password_hash: "x".to_owned(),
        role: Role::Customer,
        tenant: Some(acme.id),
        created_at: moment(),
    };
    done!(db, insert_user(&ada));
    for (token, hours) in [("a", 1), ("b", 1), ("c", 48)] {
        let session = NewSession {
            token_hash: token.to_owned(),
            user: ada.id,
            tenants: vec![acme.id],
            csrf: token.to_owned(),
            created_at: moment(),
            expires_at: moment() + TimeDelta::hours(hours),
        };
        done!(db, insert_session(&session));
    }
    let tomorrow = moment() + DAY;

    assert_eq!(done!(db, delete_sessions(tomorrow, 1)), 1);
    assert_eq!(done!(db, delete_sessions(tomorrow, 9)), 1);
    assert_eq!(done!(db, delete_sessions(tomorrow, 9)), 0);
    let left = db.store.session("c", tomorrow).await.expect("reads");
    assert!(left.is_some());
    assert_eq!(db.count("session_tenant").await, 1);
}

async fn old_events_and_log_lines_go_in_batches(db: Database) {
    let asked = db.queued("acme", &[("a", &[])]).await;
    let claimed = db.claimed(&asked).await;
    let line = |days: i64| NewLog {
        step: "a".to_owned(),
        attempt: 1,
        at: moment() + -DAY * i32::try_from(days).expect("few"),
        level: "info",
        text: format!("{days} days old"),
    };
    db.write(step(StepResult {
        log: vec![line(3), line(2), line(0)],
        ..succeeded(&claimed, "a")
    }))
    .await;
    // The run's own events are of today, as `now` is; these are older and were written later.
    let told = db.count("event").await;
    done!(
        db,
        insert_event(&NewEvent {
            kind: "settings.changed".to_owned(),
            tenant: None,
            environment: None,
            run: None,
            payload: json!({}),
            at: now(),
        })
    );

    assert_eq!(done!(db, delete_log_lines(moment(), 1)), 1);
    assert_eq!(done!(db, delete_log_lines(moment(), 9)), 1);
    assert_eq!(done!(db, delete_log_lines(moment(), 9)), 0);
    let left = db.store.run_log(asked.id, 0, 9).await.expect("reads");
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].text, "0 days old");

    assert_eq!(done!(db, delete_events(now() + -DAY, 9)), 0);
    assert_eq!(done!(db, delete_events(now() + DAY, 2)), 2);
    let rest = u64::try_from(told - 2).expect("some");
    assert_eq!(done!(db, delete_events(now() + DAY, 900)), rest);
    assert_eq!(db.count("event").await, 1, "the newest stays");
    let newest = db.rows("select cast(max(id) as text) from event").await;
    db.queued("umbrella", &[("a", &[])]).await;
    assert!(
        number(&db.rows("select cast(max(id) as text) from event").await) > number(&newest),
        "no number is given twice"
    );
}

fn number(rows: &[Vec<Option<String>>]) -> i64 {
    let text = rows[0][0].as_ref().expect("a value");
    text.parse().expect("a number")
}

/// A run of these steps on this environment, ended well.
async fn ended(db: &Database, environment: &Environment, steps: &[&str]) -> NewRun {
    let graph: Vec<(&str, &[&str])> = steps.iter().map(|name| (*name, &[][..])).collect();
    let asked = run(environment, plan(&graph));
    db.insert_run(&asked).await.expect("no other run");
    let claimed = db.claimed(&asked).await;
    for (i, name) in steps.iter().enumerate() {
        let is_last = i + 1 == steps.len();
        db.write(step(StepResult {
            log: vec![NewLog {
                step: (*name).to_owned(),
                attempt: 1,
                at: now(),
                level: "info",
                text: "made it".to_owned(),
            }],
            finish: is_last.then(|| end(RunState::Succeeded)),
            ..succeeded(&claimed, name)
        }))
        .await;
    }
    asked
}

async fn exists(db: &Database, run: &NewRun) -> bool {
    db.store.run(run.id).await.expect("reads").is_some()
}

async fn a_run_goes_with_all_that_belongs_to_it_when_a_later_one_did_its_steps_again(db: Database) {
    let (_, site) = db.site("acme").await;
    let first = ended(&db, &site, &["a", "b"]).await;
    let second = ended(&db, &site, &["a", "b"]).await;
    let outputs = db.store.latest_outputs(site.id).await.expect("reads");

    let gone = done!(db, delete_runs(now() + DAY, None, 10));

    assert_eq!(
        gone,
        RunsGone {
            runs: 1,
            next: None
        }
    );
    assert!(!exists(&db, &first).await && exists(&db, &second).await);
    assert_eq!(db.count("step_run").await, 2);
    assert_eq!(db.count("log_line").await, 2);
    let left = db.store.run_events(first.id, 0, 9).await.expect("reads");
    assert_eq!(left, []);
    let still = db.store.latest_outputs(site.id).await.expect("reads");
    assert_eq!(still, outputs);
}

async fn a_run_stays_while_something_needs_it(db: Database) {
    let (_, site) = db.site("acme").await;
    // Its step b is done by nobody again.
    let needed = ended(&db, &site, &["a", "b"]).await;
    ended(&db, &site, &["a"]).await;
    let newest = ended(&db, &site, &["a"]).await;
    let working = db.queued("globe", &[("a", &[])]).await;

    let too_young = done!(db, delete_runs(now() + -DAY, None, 10));
    assert_eq!(
        too_young,
        RunsGone {
            runs: 0,
            next: None
        }
    );
    let gone = done!(db, delete_runs(now() + DAY, None, 10));

    assert_eq!(gone.runs, 1);
    for kept in [&needed, &newest, &working] {
        assert!(exists(&db, kept).await);
    }
    let claimed = db.claimed(&working).await;
    let failed = StepResult {
        outcome: Outcome::Failed(crate::fixtures::failure("no")),
        finish: Some(end(RunState::Failed)),
        ..succeeded(&claimed, "a")
    };
    db.write(step(failed)).await;
    assert_eq!(done!(db, delete_runs(now() + DAY, None, 10)).runs, 0);
    assert!(exists(&db, &working).await, "it may be resumed");
}

async fn runs_are_walked_through_in_batches(db: Database) {
    let (_, site) = db.site("acme").await;
    let mut asked = Vec::new();
    for _ in 0..5 {
        asked.push(ended(&db, &site, &["a"]).await);
    }
    let (mut after, mut gone): (Option<RunId>, Vec<u64>) = (None, Vec::new());

    loop {
        let batch = done!(db, delete_runs(now() + DAY, after, 2));
        gone.push(batch.runs);
        after = batch.next;
        if after.is_none() {
            break;
        }
    }

    assert_eq!(gone, [2, 2, 0]);
    assert!(exists(&db, &asked[4]).await);
}
