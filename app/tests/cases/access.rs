//! Who may do what, and that nobody sees what is not his.

use crate::house::{House, name, not_found, slug};
use app::{
    AppError, Session,
    access::{self, Capability, grant},
    cases::{self, NewToken, RunQuery},
    session,
};
use domain::{FieldError, machine::State, role::Role};
use std::sync::Arc;

/// What a grant answers: may, must sign in, may not.
fn answer<C: Capability>(house: &House, role: Option<Role>) -> &'static str {
    let session = Session {
        role,
        ..Session::visitor("192.0.2.1")
    };
    match grant::<C>(&house.portal, &Arc::new(session)) {
        Ok(_) => "may",
        Err(AppError::Unauthenticated) => "must sign in",
        Err(AppError::Forbidden { .. }) => "may not",
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn every_role_gets_exactly_what_the_table_gives_it() {
    type Ask = fn(&House, Option<Role>) -> &'static str;
    let house = House::open().await;
    let asks: &[(&str, Ask)] = &[
        ("SeeTenants", answer::<access::SeeTenants>),
        ("SeeSettings", answer::<access::SeeSettings>),
        ("ChangeSettings", answer::<access::ChangeSettings>),
        ("SeeMail", answer::<access::SeeMail>),
        ("SeeRuns", answer::<access::SeeRuns>),
        ("OperateRuns", answer::<access::OperateRuns>),
        ("CreateEnvironments", answer::<access::CreateEnvironments>),
        ("OperateEnvironments", answer::<access::OperateEnvironments>),
        ("Destroy", answer::<access::Destroy>),
        ("ManageAccess", answer::<access::ManageAccess>),
        ("UseRuntime", answer::<access::UseRuntime>),
    ];
    let names: Vec<_> = access::ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        asks.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        names
    );

    for ((name, ask), (_, roles)) in asks.iter().zip(access::ALL) {
        assert_eq!(ask(&house, None), "must sign in", "{name}");
        for role in Role::ALL {
            let want = if roles.contains(role) {
                "may"
            } else {
                "may not"
            };
            assert_eq!(ask(&house, Some(*role)), want, "{role}: {name}");
        }
    }
    assert_eq!(answer::<access::Visit>(&house, None), "may");
}

#[tokio::test]
async fn the_dangerous_capabilities_are_given_to_those_who_are_meant() {
    let house = House::open().await;
    for role in Role::ALL.iter().copied().filter(|r| *r != Role::Operator) {
        assert_eq!(answer::<access::Destroy>(&house, Some(role)), "may not");
        assert_eq!(
            answer::<access::ManageAccess>(&house, Some(role)),
            "may not"
        );
    }
    assert_eq!(
        answer::<access::SeeRuns>(&house, Some(Role::Customer)),
        "may not"
    );
    assert_eq!(
        answer::<access::SeeTenants>(&house, Some(Role::Environment)),
        "may not"
    );
}

#[tokio::test]
async fn another_tenants_things_do_not_exist_for_a_customer() {
    let house = House::open().await;
    let mine = house.owner("acme").await;
    let theirs = house.sign_up("rival").await;
    let run = theirs.accepted.run.expect("a run");

    let (tenants, page) = (
        house.by::<access::SeeTenants>(&mine),
        cases::list_tenants(&house.by(&mine), "", None, 10).await,
    );
    let page = page.expect("a page");

    assert_eq!(
        page.items
            .iter()
            .map(|t| t.slug.as_str())
            .collect::<Vec<_>>(),
        ["acme"]
    );
    assert!(not_found(
        &cases::show_tenant(&tenants, &slug("rival")).await
    ));
    assert!(not_found(
        &cases::show_environment(&tenants, &name("rival")).await
    ));
    assert!(not_found(
        &cases::check_environment(&tenants, &name("rival")).await
    ));
    assert!(not_found(&cases::show_run_brief(&tenants, run).await));
    assert!(not_found(&cases::run_events(&tenants, run, 0).await));
    let settings = cases::show_settings(&house.by(&mine), &slug("rival"), None).await;
    assert!(not_found(&settings));
    let image = cases::show_image(&house.by(&mine), &slug("rival"), None, "branding.logo").await;
    assert!(not_found(&image));
}

#[tokio::test]
async fn a_token_reaches_what_its_role_needs_and_nothing_after_its_time() {
    let house = House::open().await;
    house.sign_up("acme").await;
    house.sign_up("rival").await;
    let token = |role, tenant: Option<&str>, environment: Option<&str>| {
        let new = NewToken {
            role,
            tenant: tenant.map(slug),
            environment: environment.map(name),
            name: "nightly".into(),
            expires: Some(chrono::TimeDelta::days(1)),
        };
        let by = house.operator();
        async move { cases::create_token(&by, new).await }
    };

    let token = token(Role::Customer, Some("acme"), None)
        .await
        .expect("a token");
    let session = session::by_bearer(&house.portal, &token, "192.0.2.1")
        .await
        .expect("known");
    assert_eq!(
        (session.role, session.name.as_str()),
        (Some(Role::Customer), "nightly")
    );
    let access = house.by::<access::SeeTenants>(&session);
    assert!(cases::show_tenant(&access, &slug("acme")).await.is_ok());
    assert!(not_found(
        &cases::show_tenant(&access, &slug("rival")).await
    ));

    house.clock.pass(chrono::TimeDelta::days(2));
    let late = session::by_bearer(&house.portal, &token, "192.0.2.1").await;
    assert!(matches!(late, Err(AppError::Unauthenticated)));
}

#[tokio::test]
async fn a_token_that_reaches_too_much_or_nothing_is_refused() {
    let house = House::open().await;
    house.sign_up("acme").await;
    for (role, tenant, environment, want) in [
        (Role::Customer, None, None, "tenant required"),
        (Role::Environment, None, None, "environment required"),
        (Role::Operator, Some("acme"), None, "tenant not_allowed"),
        (
            Role::Customer,
            Some("acme"),
            Some("acme"),
            "environment not_allowed",
        ),
        (
            Role::Environment,
            Some("other"),
            Some("acme"),
            "tenant differs",
        ),
    ] {
        let new = NewToken {
            role,
            tenant: tenant.map(slug),
            environment: environment.map(name),
            name: String::new(),
            expires: None,
        };
        let refused = cases::create_token(&house.operator(), new).await;
        let Err(AppError::Invalid(faults)) = refused else {
            panic!("{role} got a token");
        };
        let FieldError { field, code, .. } = &faults[0];
        assert_eq!(format!("{field} {code}"), want);
    }
}

#[tokio::test]
async fn a_developer_may_look_and_mend_but_not_destroy() {
    let house = House::open().await;
    house.create("acme").await;
    let developer = House::anybody(Role::Developer);

    let runs = cases::list_runs(&house.by(&developer), RunQuery::default(), None, 10).await;
    let action = cases::Action::Destroy;
    let destroy = cases::start_run(&house.by(&developer), &name("acme"), action, false).await;

    assert!(runs.is_ok());
    assert!(matches!(destroy, Err(AppError::Forbidden { .. })));
}
