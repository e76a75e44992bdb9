//! Sign-in, sign-out and the accounts of the house.

use crate::house::{House, PASSWORD, faults, form};
use app::{AppError, access::Visit, cases};
use domain::role::Role;

#[tokio::test]
async fn a_customer_signs_in_to_all_tenants_whose_password_fits() {
    let house = House::open().await;
    for (slug, password) in [
        ("acme", PASSWORD),
        ("acme-two", PASSWORD),
        ("acme-three", "other-tide-lantern"),
    ] {
        let mut form = form(slug);
        form.email = "ada@example.com".into();
        form.password = password.into();
        let done = cases::sign_up(&house.visitor(), form, None, None).await;
        done.expect("signed up");
    }

    let visitor = house.visitor::<Visit>();
    let signed_in = cases::sign_in(&visitor, "ada@example.com", PASSWORD)
        .await
        .expect("in");

    assert_eq!(
        (signed_in.role, signed_in.tenants.len()),
        (Role::Customer, 2)
    );
    let session = house.cookie(&signed_in.session).await.expect("a session");
    let view = cases::session_view(&house.by(&session))
        .await
        .expect("seen")
        .expect("signed in");
    let mut tenants = view.tenants;
    tenants.sort();
    assert_eq!(tenants, ["acme", "acme-two"]);
    assert!(view.csrf.len() >= 32);
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_are_told_in_the_same_words() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let visitor = house.visitor::<Visit>();
    let mut said = Vec::new();

    for (email, password) in [
        ("acme@example.com", "not-the-password"),
        ("nobody@example.com", PASSWORD),
        ("no address", PASSWORD),
    ] {
        match cases::sign_in(&visitor, email, password).await {
            Err(AppError::Invalid(faults)) => said.push(faults),
            other => panic!("{other:?}"),
        }
    }

    assert!(said.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(said[0][0].field, "password");
    assert_eq!(said[0][0].code, "wrong");
}

#[tokio::test]
async fn a_session_ends_with_sign_out_and_with_its_time() {
    let house = House::open().await;
    let (one, two) = (house.sign_up("acme").await, house.sign_up("rival").await);

    cases::sign_out(&house.visitor(), &one.session)
        .await
        .expect("out");
    cases::sign_out(&house.visitor(), &one.session)
        .await
        .expect("out twice");
    assert!(house.cookie(&one.session).await.is_none());
    assert!(house.cookie(&two.session).await.is_some());

    house.clock.pass(chrono::TimeDelta::days(31));
    assert!(house.cookie(&two.session).await.is_none());
    assert!(house.cookie("no token").await.is_none());
}

#[tokio::test]
async fn staff_wins_where_an_address_has_both_kinds_of_account() {
    let house = House::open().await;
    let mut form = form("acme");
    form.email = "ada@example.com".into();
    cases::sign_up(&house.visitor(), form, None, None)
        .await
        .expect("signed up");
    let password = Some(PASSWORD.to_owned());
    let made = cases::create_user(
        &house.operator(),
        "ada@example.com",
        Role::Developer,
        password,
    )
    .await;
    assert!(
        made.expect("an account").1.is_none(),
        "a chosen password is not told back"
    );

    let visitor = house.visitor::<Visit>();
    let signed_in = cases::sign_in(&visitor, "ada@example.com", PASSWORD)
        .await
        .expect("in");

    assert_eq!(
        (signed_in.role, signed_in.tenants.len()),
        (Role::Developer, 0)
    );
}

#[tokio::test]
async fn an_account_of_the_house_gets_a_password_that_works_and_exists_once() {
    let house = House::open().await;
    let make = |role| {
        let by = house.operator();
        async move { cases::create_user(&by, "grace@example.com", role, None).await }
    };

    let (user, password) = make(Role::Operator).await.expect("an account");

    let password = password.expect("a password");
    assert!(!user.password_hash.contains(&password));
    let visitor = house.visitor::<Visit>();
    assert!(
        cases::sign_in(&visitor, "grace@example.com", &password)
            .await
            .is_ok()
    );
    assert!(matches!(
        make(Role::Developer).await,
        Err(AppError::Taken(_))
    ));
}

#[tokio::test]
async fn accounts_for_customers_and_programs_are_not_made_by_hand() {
    let house = House::open().await;
    for role in [Role::Customer, Role::Ci, Role::Environment] {
        let weak = Some("short".to_owned());
        let refused = cases::create_user(&house.operator(), "x", role, weak).await;
        assert_eq!(
            faults(refused),
            ["email no_at", "role choice", "password too_short"]
        );
    }
}

#[tokio::test]
async fn guessing_is_slowed_and_locks_out_nobody_else() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let try_from = |address: &'static str, password: &'static str| {
        let house = &house;
        async move { cases::sign_in(&house.from(address), "acme@example.com", password).await }
    };
    let refused = |r: Result<_, AppError>| match r {
        Err(AppError::TooMany { after, .. }) => Some(after.as_secs()),
        _ => None,
    };

    for _ in 0..10 {
        assert_eq!(
            refused(try_from("203.0.113.9", "a wrong password").await),
            None
        );
    }
    let after = refused(try_from("203.0.113.9", PASSWORD).await).expect("refused");
    assert!((1..=30).contains(&after), "{after}");
    assert!(
        try_from("192.0.2.1", PASSWORD).await.is_ok(),
        "the owner, elsewhere"
    );

    let by = house.from("203.0.113.9");
    let other = cases::sign_in(&by, "x@example.com", "a wrong password").await;
    assert_eq!(faults(other), ["password wrong"], "another account");

    house.clock.pass(chrono::TimeDelta::seconds(31));
    assert!(
        try_from("203.0.113.9", PASSWORD).await.is_ok(),
        "after a while"
    );
}

#[tokio::test]
async fn one_address_tries_only_so_many_accounts() {
    let house = House::open().await;
    let mut refused = 0;
    for n in 0..110 {
        let who = format!("guest-{n}@example.com");
        house.clock.pass(chrono::TimeDelta::milliseconds(1));
        let tried = house.portal.sign_ins.count("2001:db8::1", &who);
        refused += i32::from(tried.is_err());
    }

    assert_eq!(refused, 10);
    let neighbour = house
        .portal
        .sign_ins
        .count("2001:db8::2", "guest@example.com");
    assert!(neighbour.is_err(), "the same network");
    let other = house
        .portal
        .sign_ins
        .count("2001:db8:1::1", "guest@example.com");
    assert!(other.is_ok());
}
