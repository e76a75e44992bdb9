use crate::{
    both,
    database::Database,
    fixtures::{moment, now},
};
use app::records::{ApiToken, NewSession, StoredSession, User};
use domain::{
    Time,
    email::Email,
    ids::{TenantId, TokenId, UserId},
    role::Role,
};
use std::time::Duration;
use uuid::Uuid;

both!(
    accounts_are_found_by_address_and_by_tenant,
    a_session_lives_until_its_end_or_until_it_is_deleted,
    a_token_lives_until_its_end_or_until_it_is_deleted,
    sign_ups_are_counted_by_bucket_within_a_window,
    sign_ups_at_once_are_counted_one_after_the_other,
);

fn user(email: &str, role: Role, tenant: Option<TenantId>) -> User {
    User {
        id: UserId(Uuid::now_v7()),
        email: Email::parse(email).expect("an address"),
        password_hash: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA".to_owned(),
        role,
        tenant,
        created_at: moment(),
    }
}

async fn insert(db: &Database, users: &[&User]) {
    let mut tx = db.begin().await;
    for user in users {
        tx.insert_user(user).await.expect("writes");
    }
    tx.commit().await.expect("commits");
}

async fn accounts_are_found_by_address_and_by_tenant(db: Database) {
    let (acme, _) = db.site("acme").await;
    let owner = user("ada@example.com", Role::Customer, Some(acme.id));
    let staff = user("ada@example.com", Role::Operator, None);
    insert(&db, &[&owner, &staff]).await;

    let mut tx = db.begin().await;
    tx.set_password(staff.id, "$argon2id$other")
        .await
        .expect("writes");
    tx.commit().await.expect("commits");

    let changed = User {
        password_hash: "$argon2id$other".to_owned(),
        ..staff
    };
    let found = db
        .store
        .users_by_email("ada@example.com")
        .await
        .expect("reads");
    assert_eq!(found, [owner.clone(), changed]);
    assert_eq!(
        db.store
            .users_by_email("eve@example.com")
            .await
            .expect("reads"),
        []
    );
    assert_eq!(
        db.store.owner_of(acme.id).await.expect("reads"),
        Some(owner)
    );
    assert_eq!(db.store.count_staff().await.expect("reads"), 1);
}

async fn a_session_lives_until_its_end_or_until_it_is_deleted(db: Database) {
    let (acme, _) = db.site("acme").await;
    let (other, _) = db.site("other").await;
    let owner = user("ada@example.com", Role::Customer, Some(acme.id));
    insert(&db, &[&owner]).await;
    let end = moment() + Duration::from_secs(60);
    let session = NewSession {
        token_hash: "a1".to_owned(),
        user: owner.id,
        tenants: vec![acme.id, other.id],
        csrf: "c1".to_owned(),
        created_at: moment(),
        expires_at: end,
    };
    let mut tx = db.begin().await;
    tx.insert_session(&session).await.expect("writes");
    tx.commit().await.expect("commits");
    let ask = async |at: Time| db.store.session("a1", at).await.expect("reads");

    assert_eq!(
        ask(moment()).await,
        Some(StoredSession {
            user: owner,
            tenants: vec![acme.id, other.id],
            csrf: "c1".to_owned(),
            expires_at: end,
        })
    );
    assert_eq!(ask(end).await, None, "its end is not part of it");

    let mut tx = db.begin().await;
    tx.delete_session("a1").await.expect("writes");
    tx.commit().await.expect("commits");
    assert_eq!(ask(moment()).await, None);
    assert_eq!(db.count("session_tenant").await, 0);
}

async fn a_token_lives_until_its_end_or_until_it_is_deleted(db: Database) {
    let (acme, site) = db.site("acme").await;
    let end = moment() + Duration::from_secs(60);
    let token = |hash: &str, expires_at| ApiToken {
        id: TokenId(Uuid::now_v7()),
        token_hash: hash.to_owned(),
        role: Role::Environment,
        tenant: Some(acme.id),
        environment: Some(site.id),
        name: "instance".to_owned(),
        created_at: moment(),
        expires_at,
    };
    let (ending, lasting) = (token("a1", Some(end)), token("b2", None));
    let mut tx = db.begin().await;
    tx.insert_token(&ending).await.expect("writes");
    tx.insert_token(&lasting).await.expect("writes");
    tx.commit().await.expect("commits");
    let ask = async |hash: &str, at: Time| db.store.token(hash, at).await.expect("reads");

    assert_eq!(ask("a1", moment()).await, Some(ending));
    assert_eq!(ask("a1", end).await, None);
    assert_eq!(ask("b2", end).await, Some(lasting.clone()));

    let mut tx = db.begin().await;
    tx.delete_token(lasting.id).await.expect("writes");
    tx.commit().await.expect("commits");
    assert_eq!(ask("b2", moment()).await, None);
}

async fn sign_ups_are_counted_by_bucket_within_a_window(db: Database) {
    let hour = Duration::from_secs(3600);
    let count = async |bucket: &str, at: Time| {
        let mut tx = db.begin().await;
        let since = Time::from_micros(at.micros() - 3_600_000_000);
        let buckets = [(bucket.to_owned(), since), ("all".to_owned(), since)];
        let counts = tx.count_sign_up(&buckets, at).await.expect("counts");
        tx.commit().await.expect("commits");
        counts
    };

    assert_eq!(count("10.0.0.1", moment()).await, [1, 1]);
    assert_eq!(count("10.0.0.2", moment()).await, [1, 2]);
    assert_eq!(count("10.0.0.1", moment() + hour).await, [2, 3]);
    let later = moment() + hour + Duration::from_micros(1);
    assert_eq!(
        count("10.0.0.1", later).await,
        [2, 2],
        "what is older has left the window"
    );
}

async fn sign_ups_at_once_are_counted_one_after_the_other(db: Database) {
    let at = now();
    let one = |n: usize| {
        let store = db.store.clone();
        tokio::spawn(async move {
            let mut tx = store.begin().await.expect("begins");
            let buckets = [("all".to_owned(), Time::from_micros(0))];
            let counts = tx.count_sign_up(&buckets, at).await.expect("counts");
            tokio::time::sleep(Duration::from_millis(n as u64 % 3)).await;
            tx.commit().await.expect("commits");
            counts[0]
        })
    };

    let mut counts = Vec::new();
    for task in (0..8).map(one).collect::<Vec<_>>() {
        counts.push(task.await.expect("ends"));
    }

    counts.sort_unstable();
    assert_eq!(counts, [1, 2, 3, 4, 5, 6, 7, 8]);
}
