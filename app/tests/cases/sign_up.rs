//! From the form to a launch that is under way.

use crate::{
    house::{House, faults, form, name, not_found, png, slug, values},
    worker::End,
};
use app::{
    AppError,
    access::{SeeSettings, SeeTenants, Visit},
    cases,
};
use domain::{
    states::{EnvironmentState, RunState, StepState, TenantState},
    views::TenantView,
};
use serde_json::json;

async fn tenant(house: &House, text: &str) -> TenantView {
    let found = cases::show_tenant(&house.operator::<SeeTenants>(), &slug(text)).await;
    found.expect("a tenant")
}

#[tokio::test]
async fn a_form_becomes_a_tenant_whose_launch_is_under_way() {
    let house = House::open().await;
    let work = house.portal.work.listen();
    let mut form = form("Acme");
    form.email = "ada@example.com".into();
    form.settings = values(&[("branding.primary_color", json!("#ABCDEF"))]);

    let signed_up = cases::sign_up(&house.visitor(), form, Some(png()), None).await;
    let signed_up = signed_up.expect("signed up");

    let accepted = signed_up.accepted;
    assert_eq!(accepted.tenant, "acme");
    assert_eq!(accepted.site_url, "http://acme.localhost:8080");
    let token = accepted
        .status_url
        .strip_prefix("http://localhost:8080/launch/");
    assert_eq!(token.expect("the launch page").len(), 32);
    assert!(work.has_changed().expect("a bell"), "a worker is rung");
    let tenant = tenant(&house, "acme").await;
    assert_eq!(
        (tenant.status, tenant.plan.as_str()),
        (TenantState::Trial, "trial")
    );
    assert_eq!(tenant.owner.as_deref(), Some("ada@example.com"));
    let days = tenant.trial_ends_at.expect("a trial ends") - tenant.created_at;
    assert_eq!(days.num_days(), 14);
    let environment = &tenant.environments[0];
    assert_eq!(environment.state, EnvironmentState::Provisioning);
    assert_eq!(environment.active_run, accepted.run);
    let session = house
        .cookie(&signed_up.session)
        .await
        .expect("signed in on arrival");
    let by = house.by::<SeeSettings>(&session);
    let settings = cases::show_settings(&by, &slug("acme"), None).await;
    let settings = settings.expect("settings").values;
    assert_eq!(settings["branding.primary_color"].value, json!("#abcdef"));
    let logo = settings["branding.logo"].value.as_str().expect("a logo");
    assert!(logo.starts_with("branding/"), "{logo}");
}

#[tokio::test]
async fn all_faults_of_form_and_logo_are_told_at_once_and_nothing_is_kept() {
    let house = House::open().await;
    let mut form = form("acme");
    form.email = "ada".into();
    form.settings = values(&[("signup.max_trials", json!(1))]);

    let refused = cases::sign_up(&house.visitor(), form, Some(b"<svg>".to_vec()), None).await;

    assert_eq!(
        faults(refused),
        [
            "email no_at",
            "settings.signup.max_trials not_allowed",
            "settings.branding.logo svg"
        ]
    );
    assert!(not_found(
        &cases::show_tenant(&house.operator(), &slug("acme")).await
    ));
}

#[tokio::test]
async fn a_taken_address_is_told_with_a_free_one() {
    let house = House::open().await;
    house.sign_up("acme").await;
    house.sign_up("acme-2").await;

    let refused = cases::sign_up(&house.visitor(), form("acme"), None, None).await;

    let Err(AppError::Taken(fault)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (fault.field.as_str(), fault.code.as_str()),
        ("slug", "taken")
    );
    assert_eq!(
        fault.message,
        "acme.localhost is taken. Choose another address, for example acme-3"
    );
}

#[tokio::test]
async fn an_address_that_looks_like_a_taken_one_is_refused() {
    let house = House::open().await;
    house.sign_up("paypal-shop").await;

    let refused = cases::sign_up(&house.visitor(), form("paypa1-sh0p"), None, None).await;
    let answer = cases::check_slug(&house.visitor(), "paypa1-shop")
        .await
        .expect("an answer");

    assert_eq!(faults(refused), ["slug look_alike"]);
    assert!(!answer.available);
    assert!(
        answer
            .reason
            .expect("a reason")
            .contains("paypal-shop.localhost")
    );
}

#[tokio::test]
async fn a_slug_is_answered_whatever_is_typed() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let ask = |typed: &'static str| {
        let visitor = house.visitor::<Visit>();
        async move { cases::check_slug(&visitor, typed).await.expect("an answer") }
    };

    let (free, taken, odd, reserved) = (
        ask(" FREE ").await,
        ask("acme").await,
        ask("Müller & Co").await,
        ask("admin").await,
    );

    assert_eq!(
        (free.available, free.host.as_str()),
        (true, "free.localhost")
    );
    assert_eq!(
        (taken.available, taken.suggestion.as_deref()),
        (false, Some("acme-2"))
    );
    assert_eq!(
        (odd.available, odd.suggestion.as_deref()),
        (false, Some("mueller-co"))
    );
    assert!(!reserved.available && reserved.reason.is_some());
}

#[tokio::test]
async fn the_same_form_with_the_same_key_is_one_sign_up() {
    let house = House::open().await;
    let send = |company: &'static str| {
        let house = &house;
        async move {
            let mut form = form("acme");
            form.company = company.into();
            cases::sign_up(&house.visitor(), form, None, Some("form-1")).await
        }
    };

    let (one, two) = (
        send("Acme").await.expect("one"),
        send("Acme").await.expect("two"),
    );
    let other = send("Other").await;

    assert_eq!(one.accepted, two.accepted);
    assert_ne!(one.session, two.session);
    assert!(house.cookie(&two.session).await.is_some());
    assert_eq!(faults(other), ["idempotency_key key_reused"]);
}

#[tokio::test]
async fn two_tabs_that_send_one_form_at_once_get_one_answer() {
    let house = House::open().await;
    let send =
        || async { cases::sign_up(&house.visitor(), form("acme"), None, Some("form-1")).await };

    let (one, two, three) = tokio::join!(send(), send(), send());

    let one = one.expect("one").accepted;
    assert_eq!(two.expect("two").accepted, one);
    assert_eq!(three.expect("three").accepted, one);
}

#[tokio::test]
async fn two_strangers_who_want_one_address_get_one_tenant() {
    let house = House::open().await;
    let send = |email: &'static str| {
        let house = &house;
        async move {
            let mut form = form("acme");
            form.email = email.into();
            cases::sign_up(&house.visitor(), form, None, None).await
        }
    };

    let (one, two) = tokio::join!(send("ada@example.com"), send("grace@example.com"));

    let taken = |r: &Result<_, AppError>| matches!(r, Err(AppError::Taken(_)));
    assert!(one.is_ok() != two.is_ok());
    assert!(taken(&one) || taken(&two));
}

#[tokio::test]
async fn only_accepted_sign_ups_count_and_the_limits_are_settings() {
    let house = House::open().await;
    let limits = values(&[
        ("signup.max_per_hour", json!(2)),
        ("signup.max_per_email", json!(3)),
    ]);
    let changed = cases::change_house_settings(&house.operator(), limits).await;
    changed.expect("changed");
    let from = |address: &'static str, slug: &'static str| {
        let house = &house;
        async move {
            let mut form = form(slug);
            form.email = format!("ada+{slug}@example.com");
            cases::sign_up(&house.from(address), form, None, None).await
        }
    };
    let many = |r: Result<_, AppError>| matches!(r, Err(AppError::TooMany { .. }));

    assert!(from("192.0.2.1", "one").await.is_ok());
    assert!(
        from("192.0.2.1", "one").await.is_err(),
        "taken, so not counted"
    );
    assert!(from("192.0.2.1", "two").await.is_ok());
    assert!(many(from("192.0.2.1", "three").await), "third of the hour");
    assert!(from("192.0.2.2", "three").await.is_ok(), "another address");
    assert!(
        many(from("192.0.2.3", "four").await),
        "fourth of the mailbox"
    );

    house.clock.pass(chrono::TimeDelta::minutes(61));
    assert!(
        many(from("192.0.2.1", "four").await),
        "the mailbox has its limit a day"
    );
    house.clock.pass(chrono::TimeDelta::hours(24));
    assert!(from("192.0.2.1", "four").await.is_ok());
}

#[tokio::test]
async fn trials_are_capped_and_throw_away_addresses_refused() {
    let house = House::open().await;
    house.sign_up("acme").await;
    let cap = values(&[("signup.max_trials", json!(1))]);
    cases::change_house_settings(&house.operator(), cap)
        .await
        .expect("changed");
    let (trial, mut paid, mut thrown) = (form("one"), form("two"), form("three"));
    paid.plan = Some("standard".into());
    thrown.email = "x@mail.yopmail.com".into();

    let trial = cases::sign_up(&house.visitor(), trial, None, None).await;
    let paid = cases::sign_up(&house.visitor(), paid, None, None).await;
    let thrown = cases::sign_up(&house.visitor(), thrown, None, None).await;

    assert!(matches!(trial, Err(AppError::TooMany { .. })));
    assert!(paid.is_ok());
    assert_eq!(faults(thrown), ["email disposable"]);
    assert_eq!(tenant(&house, "two").await.status, TenantState::Active);
}

#[tokio::test]
async fn sign_ups_at_once_do_not_pass_the_cap_of_trials() {
    let house = std::sync::Arc::new(House::open().await);
    let cap = values(&[("signup.max_trials", json!(2))]);
    cases::change_house_settings(&house.operator(), cap)
        .await
        .expect("changed");

    let mut coming = tokio::task::JoinSet::new();
    for n in 0..8 {
        let house = house.clone();
        coming.spawn(async move {
            let form = form(&format!("site-{n}"));
            cases::sign_up(&house.visitor(), form, None, None).await
        });
    }
    let done = coming.join_all().await;

    assert_eq!(done.iter().filter(|r| r.is_ok()).count(), 2);
    assert_eq!(house.portal.store.count_trials().await.expect("counts"), 2);
}

#[tokio::test]
async fn the_launch_page_follows_to_the_end_and_tells_no_developers_matter() {
    let house = House::open().await;
    let accepted = house.sign_up("acme").await.accepted;
    let (run, token) = (accepted.run.expect("a run"), accepted.status_url);
    let token = token.rsplit('/').next().expect("a token");
    let look = || async {
        let view = cases::launch_status(&house.visitor::<Visit>(), token).await;
        view.expect("a view")
    };

    let begun = look().await;
    assert_eq!(
        (begun.state, begun.done(), begun.steps.len()),
        (RunState::Queued, 0, 6)
    );
    assert_eq!(begun.email, "a…@example.com");
    assert_eq!((begun.past, begun.signed_in), (None, false));

    house.work(run, End::Failing("branding")).await;
    let failed = look().await;
    let text = serde_json::to_string(&failed).expect("json");
    assert_eq!(failed.state, RunState::Failed);
    assert!(
        !text.contains("10.0.0.7") && !text.contains("credentials"),
        "{text}"
    );
    let note = |name: &str| {
        let step = failed
            .steps
            .iter()
            .find(|s| s.name == name)
            .expect("a step");
        (step.state, step.note.clone().unwrap_or_default())
    };
    assert_eq!(note("branding").0, StepState::Failed);
    assert!(
        note("branding")
            .1
            .contains("Nothing that you entered is lost")
    );
    assert!(note("start").1.starts_with("Waits"));

    cases::resume_run(&house.operator(), run)
        .await
        .expect("resumed");
    house.clock.pass(chrono::TimeDelta::seconds(5));
    house.work(run, End::Degraded("mail")).await;
    let done = look().await;
    assert_eq!((done.state, done.done()), (RunState::Succeeded, 6));
    assert!(done.launch_seconds.expect("a time to launch") >= 5.0);
    assert_eq!(done.past.expect("a past").launches, 1);
}

#[tokio::test]
async fn a_guessed_launch_address_leads_nowhere() {
    let house = House::open().await;
    house.sign_up("acme").await;
    for token in ["", "0", "' or 1=1 --", &"0".repeat(32), &"é".repeat(16)] {
        let view = cases::launch_status(&house.visitor::<Visit>(), token).await;
        assert!(not_found(&view), "{token}");
    }
}

#[tokio::test]
async fn who_signs_up_again_stays_signed_in_to_what_he_has() {
    let house = House::open().await;
    let mut first = form("acme");
    first.email = "ada@example.com".into();
    let one = cases::sign_up(&house.visitor(), first, None, None)
        .await
        .expect("one");
    let session = house.cookie(&one.session).await.expect("a session");
    let again = |slug: &str, email: &str| {
        let mut form = form(slug);
        form.email = email.into();
        form
    };

    let by = house.by::<Visit>(&session);
    let mine = cases::sign_up(&by, again("acme-two", "ada@example.com"), None, None).await;
    let other = cases::sign_up(&by, again("rival", "grace@example.com"), None, None).await;

    let tenants = |token: String| {
        let house = &house;
        async move { house.cookie(&token).await.expect("a session").tenants.len() }
    };
    assert_eq!(tenants(mine.expect("two").session).await, 2);
    assert_eq!(tenants(other.expect("three").session).await, 1);
    assert!(
        cases::show_environment(&house.operator(), &name("rival"))
            .await
            .is_ok()
    );
}
