use crate::{both, database::Database, fixtures::moment};
use app::{
    ports::StoreError,
    records::{Asset, IdempotentAnswer, Mail},
};
use domain::{
    Time,
    ids::{EnvironmentId, MailId, TenantId},
    states::MailState,
};
use std::{sync::Arc, time::Duration};
use tokio::task::JoinSet;
use uuid::Uuid;

both!(
    an_image_is_stored_once_under_its_key,
    a_mail_with_a_known_key_is_not_stored_again,
    mails_are_paged_and_limited_to_tenants,
    a_queued_mail_is_taken_in_hand_by_one_and_settled_once,
    mails_counted_at_once_wait_for_each_other,
    an_answer_is_kept_for_its_scope_and_key,
);

pub fn mail(tenant: Option<(TenantId, &str)>, key: Option<&str>, at: Time) -> Mail {
    Mail {
        id: MailId(Uuid::now_v7()),
        tenant: tenant.map(|(id, _)| id),
        slug: tenant.map(|(_, slug)| slug.to_owned()),
        environment: None,
        from: "no-reply@example.com".to_owned(),
        to: "ada@example.com".to_owned(),
        reply_to: None,
        subject: "Welcome".to_owned(),
        text: "Hello\n".to_owned(),
        state: MailState::Sent,
        via: "captured".to_owned(),
        notice: None,
        attempts: 1,
        next_at: None,
        idempotency_key: key.map(str::to_owned),
        at,
    }
}

async fn insert(db: &Database, mail: &Mail) -> bool {
    let mut tx = db.begin().await;
    let new = tx.insert_mail(mail).await.expect("writes");
    tx.commit().await.expect("commits");
    new
}

async fn an_image_is_stored_once_under_its_key(db: Database) {
    let logo = Asset {
        key: "branding/ab12.png".to_owned(),
        content_type: "image/png".to_owned(),
        bytes: vec![0x89, 0, 255, 10],
        created_at: moment(),
    };
    let mut tx = db.begin().await;
    tx.put_asset(&logo).await.expect("writes");
    tx.put_asset(&Asset {
        bytes: vec![1],
        ..logo.clone()
    })
    .await
    .expect("changes nothing");
    tx.commit().await.expect("commits");

    assert_eq!(db.store.asset(&logo.key).await.expect("reads"), Some(logo));
    assert_eq!(
        db.store.asset("branding/\0.png").await.expect("reads"),
        None
    );
}

async fn a_mail_with_a_known_key_is_not_stored_again(db: Database) {
    assert!(insert(&db, &mail(None, Some("run-1"), moment())).await);
    assert!(!insert(&db, &mail(None, Some("run-1"), moment())).await);
    assert!(insert(&db, &mail(None, None, moment())).await);
    assert!(insert(&db, &mail(None, None, moment())).await);

    assert_eq!(
        db.store.mails(None, None, 10).await.expect("reads").len(),
        3
    );
}

async fn mails_are_paged_and_limited_to_tenants(db: Database) {
    let (acme, site) = db.site("acme").await;
    let (other, _) = db.site("other").await;
    let mut sent = Vec::new();
    for n in 0..3 {
        let at = moment() + Duration::from_secs(n);
        sent.push(Mail {
            environment: Some(EnvironmentId(site.id.0)),
            reply_to: Some("desk@example.com".to_owned()),
            ..mail(Some((acme.id, "acme")), None, at)
        });
        sent.push(mail(Some((other.id, "other")), None, at));
        sent.push(mail(None, None, at));
    }
    for mail in &sent {
        insert(&db, mail).await;
    }
    let of = async |tenants: Option<&[TenantId]>, after, limit| {
        db.store.mails(tenants, after, limit).await.expect("reads")
    };

    let newest: Vec<Mail> = sent.iter().rev().cloned().collect();
    let page = of(None, None, 4).await;
    assert_eq!(page, newest[..4]);
    assert_eq!(of(None, Some(page[3].id), 100).await, newest[4..]);
    let acmes: Vec<Mail> = newest
        .iter()
        .filter(|m| m.tenant == Some(acme.id))
        .cloned()
        .collect();
    assert_eq!(of(Some(&[acme.id]), None, 10).await, acmes);
    assert_eq!(of(Some(&[acme.id, other.id]), None, 10).await.len(), 6);
    assert_eq!(of(Some(&[]), None, 10).await, []);
    let since = moment() + Duration::from_secs(1);
    let mut tx = db.begin().await;
    assert_eq!(tx.count_mails(acme.id, since).await.expect("counts"), 2);
}

async fn a_queued_mail_is_taken_in_hand_by_one_and_settled_once(db: Database) {
    let (acme, _) = db.site("acme").await;
    let (soon, later) = (Duration::from_secs(10), Duration::from_secs(60));
    let queued = Mail {
        state: MailState::Queued,
        via: String::new(),
        next_at: Some(moment()),
        ..mail(Some((acme.id, "acme")), None, moment())
    };
    let waits = Mail {
        id: MailId(Uuid::now_v7()),
        next_at: Some(moment() + later),
        ..queued.clone()
    };
    for mail in [&queued, &waits, &mail(None, None, moment())] {
        insert(&db, mail).await;
    }
    let claim = async |now| {
        let mut tx = db.begin().await;
        let claimed = tx.claim_mails(now, now + later, 10).await.expect("claims");
        tx.commit().await.expect("commits");
        claimed
    };

    let taken = claim(moment() + soon).await;
    assert_eq!(claim(moment() + soon).await, []);
    let held = Mail {
        attempts: 2,
        next_at: Some(moment() + soon + later),
        ..queued
    };
    assert_eq!(taken, std::slice::from_ref(&held));

    let sent = Mail {
        state: MailState::Sent,
        via: "own".to_owned(),
        notice: Some("a word".to_owned()),
        from: "desk@harbour.example".to_owned(),
        next_at: None,
        ..held
    };
    let mut tx = db.begin().await;
    assert!(tx.settle_mail(&sent).await.expect("writes"));
    assert!(!tx.settle_mail(&sent).await.expect("writes"));
    tx.commit().await.expect("commits");
    let id = sent.id;
    assert_eq!(db.store.mail(id).await.expect("reads"), Some(sent));
}

async fn mails_counted_at_once_wait_for_each_other(db: Database) {
    let (acme, _) = db.site("acme").await;
    let db = Arc::new(db);
    let mut sending = JoinSet::new();
    for _ in 0..16 {
        let (db, of) = (db.clone(), Some((acme.id, "acme")));
        sending.spawn(async move {
            let mail = mail(of, None, moment());
            let mut tx = db.begin().await;
            let free = tx.count_mails(acme.id, moment()).await.expect("counts") < 5;
            if free {
                tx.insert_mail(&mail).await.expect("writes");
            }
            tx.commit().await.expect("commits");
            free
        });
    }
    let sent = sending.join_all().await;

    assert_eq!(sent.iter().filter(|sent| **sent).count(), 5);
    let stored = db.store.mails(None, None, 100).await.expect("reads");
    assert_eq!(stored.len(), 5);
}

async fn an_answer_is_kept_for_its_scope_and_key(db: Database) {
    let answer = IdempotentAnswer {
        scope: "ada POST /sign-up".to_owned(),
        key: "k1".to_owned(),
        body_hash: "ff".to_owned(),
        status: 201,
        body: "{\"slug\":\"acme\"}".to_owned(),
        created_at: moment(),
    };
    let mut tx = db.begin().await;
    tx.insert_answer(&answer).await.expect("writes");
    tx.insert_answer(&IdempotentAnswer {
        scope: "eve".to_owned(),
        ..answer.clone()
    })
    .await
    .expect("another scope");
    tx.commit().await.expect("commits");

    let mut tx = db.begin().await;
    let again = tx
        .insert_answer(&IdempotentAnswer {
            status: 500,
            ..answer.clone()
        })
        .await;
    assert!(matches!(again, Err(StoreError::Taken(what)) if what == "idempotency_key"));
    drop(tx);

    let kept = db
        .store
        .idempotent_answer(&answer.scope, "k1")
        .await
        .expect("reads");
    assert_eq!(kept, Some(answer));
    assert_eq!(
        db.store
            .idempotent_answer("ada", "k1")
            .await
            .expect("reads"),
        None
    );
}
