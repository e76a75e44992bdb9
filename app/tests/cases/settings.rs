//! Settings change in the running system, with history, undo and secrets that stay secret.

use crate::house::{House, faults, name, not_found, png, slug, values};
use app::{
    AppError, Session,
    access::{ChangeSettings, SeeSettings},
    cases,
    ports::Bucket,
};
use domain::{
    Stage,
    role::Role,
    settings::Source,
    views::{SettingsSaved, SettingsView},
};
use serde_json::{Value, json};

async fn set(
    house: &House,
    who: &Session,
    pairs: &[(&str, Value)],
    if_match: Option<i64>,
) -> Result<SettingsSaved, AppError> {
    let by = house.by::<ChangeSettings>(who);
    cases::change_settings(&by, &slug("acme"), None, values(pairs), if_match).await
}

async fn show(house: &House, who: &Session, stage: Option<&Stage>) -> SettingsView {
    let shown = cases::show_settings(&house.by::<SeeSettings>(who), &slug("acme"), stage).await;
    shown.expect("settings")
}

#[tokio::test]
async fn a_change_holds_at_once_and_rings_and_null_takes_it_back() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let bell = house.portal.settings.listen();
    let key = "branding.primary_color";

    let saved = set(&house, &owner, &[(key, json!("#ABCDEF"))], None)
        .await
        .expect("saved");

    assert!(bell.has_changed().expect("a bell"));
    let shown = show(&house, &owner, None).await;
    assert_eq!(
        (shown.revision, &shown.values[key].value),
        (saved.revision, &json!("#abcdef"))
    );
    assert_eq!(shown.values[key].source, Source::Tenant);
    set(&house, &owner, &[(key, Value::Null)], None)
        .await
        .expect("reset");
    assert_eq!(
        show(&house, &owner, None).await.values[key].source,
        Source::Default
    );
}

#[tokio::test]
async fn what_changes_nothing_makes_no_revision() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let change = [
        ("branding.site_title", json!("Acme")),
        ("mail.smtp.password", json!("s3cret")),
    ];

    let one = set(&house, &owner, &change, None)
        .await
        .expect("saved")
        .revision;
    let two = set(&house, &owner, &change, None)
        .await
        .expect("saved")
        .revision;
    let none = set(&house, &owner, &[], None)
        .await
        .expect("saved")
        .revision;

    assert_eq!((two, none), (one, one));
}

#[tokio::test]
async fn a_stale_change_is_refused_also_when_what_is_inherited_has_changed() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let change = |title: &str| vec![("branding.site_title", json!(title))];
    let seen = show(&house, &owner, None).await.revision;
    let new = set(&house, &owner, &change("One"), Some(seen))
        .await
        .expect("fresh")
        .revision;

    let stale = set(&house, &owner, &change("Two"), Some(seen)).await;
    let Err(AppError::Stale { expected, present }) = stale else {
        panic!("{stale:?}");
    };
    assert_eq!((expected, present), (seen, new));

    let global = values(&[("branding.primary_color", json!("#111111"))]);
    cases::change_house_settings(&house.operator(), global)
        .await
        .expect("changed");
    assert!(
        set(&house, &owner, &change("Two"), Some(new))
            .await
            .is_err()
    );
    assert_eq!(
        show(&house, &owner, None).await.values["branding.site_title"].value,
        json!("One")
    );
}

#[tokio::test]
async fn of_two_changes_with_one_etag_one_wins() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let seen = Some(show(&house, &owner, None).await.revision);
    let change = |title: &'static str| {
        let (house, owner) = (&house, &owner);
        async move { set(house, owner, &[("branding.site_title", json!(title))], seen).await }
    };

    let (one, two) = tokio::join!(change("One"), change("Two"));

    assert!(one.is_ok() != two.is_ok());
}

#[tokio::test]
async fn a_customer_sees_and_changes_his_own_keys_only() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let staff = House::anybody(Role::CustomerService);
    let limit = [("limits.users", json!(99)), ("signup.max_trials", json!(1))];

    let refused = set(&house, &owner, &limit, None).await;
    assert_eq!(
        faults(refused),
        [
            "settings.limits.users not_allowed",
            "settings.signup.max_trials not_allowed"
        ]
    );
    set(&house, &staff, &limit[..1], None)
        .await
        .expect("staff may");

    let (mine, theirs) = (
        show(&house, &owner, None).await,
        show(&house, &staff, None).await,
    );
    assert!(!mine.values.contains_key("limits.users"));
    assert_eq!(theirs.values["limits.users"].value, json!(99));
    let history = cases::settings_history(&house.by(&owner), &slug("acme"), None, None, 10).await;
    assert!(
        history.expect("a history").items.is_empty(),
        "staff's changes are staff's"
    );
}

#[tokio::test]
async fn a_secret_is_kept_sealed_and_never_comes_back() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let key = "mail.smtp.password";
    let one = set(&house, &owner, &[(key, json!("s3cret-one"))], None)
        .await
        .expect("saved");
    let two = set(&house, &owner, &[(key, json!("s3cret-two"))], None)
        .await
        .expect("saved");

    let undone = cases::undo_settings(&house.by(&owner), &slug("acme"), None, two.revision).await;
    undone.expect("undone");

    let shown = show(&house, &owner, None).await;
    assert_eq!(shown.values[key].value, json!({"set": true}));
    let history = cases::settings_history(&house.by(&owner), &slug("acme"), None, None, 10).await;
    let history = serde_json::to_string(&history.expect("a history")).expect("json");
    assert!(
        !history.contains("s3cret") && !history.contains("sealed"),
        "{history}"
    );
    let stored = house
        .portal
        .store
        .revision(one.revision)
        .await
        .expect("read")
        .expect("kept");
    let stored = format!("{stored:?}");
    assert!(
        !stored.contains("s3cret") && stored.contains("v1:"),
        "{stored}"
    );
    let same = set(&house, &owner, &[(key, json!("s3cret-one"))], None)
        .await
        .expect("saved");
    assert_eq!(
        same.revision, shown.revision,
        "the undo has brought the first one back"
    );
}

#[tokio::test]
async fn history_tells_who_changed_what_and_undo_takes_it_back() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let key = "branding.site_title";
    let one = set(&house, &owner, &[(key, json!("One"))], None)
        .await
        .expect("saved");
    let two = set(&house, &owner, &[(key, json!("Two"))], None)
        .await
        .expect("saved");

    let undone = cases::undo_settings(&house.by(&owner), &slug("acme"), None, two.revision).await;
    let undone = undone.expect("undone").revision;

    assert_eq!(
        show(&house, &owner, None).await.values[key].value,
        json!("One")
    );
    let history = cases::settings_history(&house.by(&owner), &slug("acme"), None, None, 2).await;
    let history = history.expect("a history");
    let newest = &history.items[0];
    assert_eq!(
        (newest.revision, newest.undoes),
        (undone, Some(two.revision))
    );
    assert_eq!(
        (newest.subject.as_str(), newest.changed_by.as_str()),
        ("acme", "acme@example.com")
    );
    let change = &newest.changes[0];
    assert_eq!(
        (&change.before, &change.after),
        (&json!("Two"), &json!("One"))
    );
    let cursor = history.next_cursor.expect("more");
    let rest =
        cases::settings_history(&house.by(&owner), &slug("acme"), None, Some(&cursor), 2).await;
    assert_eq!(rest.expect("a history").items[0].revision, one.revision);
}

#[tokio::test]
async fn undo_overwrites_nothing_that_it_has_not_seen() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    house.sign_up("rival").await;
    let key = "branding.site_title";
    let one = set(&house, &owner, &[(key, json!("One"))], None)
        .await
        .expect("saved")
        .revision;
    set(&house, &owner, &[(key, json!("Two"))], None)
        .await
        .expect("saved");
    let undo = |tenant: &'static str, revision| {
        let by = house.operator::<ChangeSettings>();
        async move { cases::undo_settings(&by, &slug(tenant), None, revision).await }
    };

    let late = undo("acme", one).await;
    assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
    assert!(
        not_found(&undo("rival", one).await),
        "a revision of another tenant"
    );
    assert!(not_found(&undo("acme", 9_999).await));
}

#[tokio::test]
async fn an_environments_value_wins_over_its_tenants() {
    let house = House::open().await;
    house.create("acme").await;
    let (operator, stage) = (Session::command_line(), Stage::prod());
    let title = |text: &str| values(&[("branding.site_title", json!(text))]);
    let change = |stage: Option<Stage>, text: &'static str| {
        let by = house.operator::<ChangeSettings>();
        let values = title(text);
        async move { cases::change_settings(&by, &slug("acme"), stage.as_ref(), values, None).await }
    };

    change(Some(stage.clone()), "Here").await.expect("saved");
    change(None, "Everywhere").await.expect("saved");

    let shown = show(&house, &operator, Some(&stage)).await.values["branding.site_title"].clone();
    assert_eq!(
        (shown.value, shown.source),
        (json!("Here"), Source::Environment)
    );
    let shown = show(&house, &operator, None).await.values["branding.site_title"].clone();
    assert_eq!(
        (shown.value, shown.source),
        (json!("Everywhere"), Source::Tenant)
    );
    assert!(not_found(
        &change(Some("stg".parse().expect("a stage")), "x").await
    ));
}

#[tokio::test]
async fn an_environments_revision_is_undone_where_it_was_made() {
    let house = House::open().await;
    house.create("acme").await;
    let (operator, stage) = (Session::command_line(), Stage::prod());
    let here = values(&[("branding.site_title", json!("Here"))]);
    let by = house.operator::<ChangeSettings>();
    let saved = cases::change_settings(&by, &slug("acme"), Some(&stage), here, None).await;
    let revision = saved.expect("saved").revision;

    let undone = cases::undo_settings(&by, &slug("acme"), None, revision).await;

    undone.expect("undone");
    let shown = show(&house, &operator, Some(&stage)).await;
    assert_eq!(shown.values["branding.site_title"].source, Source::Default);
    let by = house.operator::<SeeSettings>();
    let history = cases::settings_history(&by, &slug("acme"), None, None, 10).await;
    assert_eq!(history.expect("a history").items[0].subject, "acme/prod");
}

#[tokio::test]
async fn a_picture_goes_to_the_files_of_the_instances_before_the_setting_names_it() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    house
        .files
        .ensure_prefix(&name("acme"))
        .await
        .expect("a prefix");
    let upload = |key: &'static str, bytes: Vec<u8>| {
        let by = house.by::<ChangeSettings>(&owner);
        async move { cases::upload_image(&by, &slug("acme"), None, key, bytes).await }
    };

    let uploaded = upload("branding.logo", png()).await.expect("uploaded");

    assert_eq!(
        house.files.list(&name("acme")).await.expect("files"),
        std::slice::from_ref(&uploaded.key)
    );
    assert_eq!(
        show(&house, &owner, None).await.values["branding.logo"].value,
        json!(uploaded.key)
    );
    assert_eq!(
        uploaded.url,
        "http://localhost:8080/api/v1/tenants/acme/assets/branding.logo"
    );
    let picture = cases::show_image(&house.by(&owner), &slug("acme"), None, "branding.logo").await;
    assert_eq!(picture.expect("a picture").content_type, "image/png");

    let odd = |r| faults(r);
    assert_eq!(
        odd(upload("branding.logo", b"GIF89a".to_vec()).await),
        ["settings.branding.logo type"]
    );
    assert_eq!(
        odd(upload("branding.site_title", png()).await),
        ["settings.branding.site_title no_image"]
    );
    assert_eq!(
        odd(upload("branding.moon", png()).await),
        ["settings.branding.moon unknown_key"]
    );
    let unknown = format!("branding/{}.png", "0".repeat(64));
    let named = set(&house, &owner, &[("branding.icon", json!(unknown))], None).await;
    assert_eq!(
        odd(named.map(|_| unreachable!())),
        ["settings.branding.icon image"]
    );
}

#[tokio::test]
async fn low_contrast_is_a_warning_and_no_refusal() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    let grey = [
        ("branding.text_color", json!("#888888")),
        ("branding.background_color", json!("#999999")),
    ];

    let saved = set(&house, &owner, &grey, None).await.expect("saved");

    let warned: Vec<_> = saved
        .warnings
        .iter()
        .map(|w| format!("{} {}", w.field, w.code))
        .collect();
    assert!(
        warned.contains(&"settings.branding.text_color low_contrast".to_owned()),
        "{warned:?}"
    );
    assert_eq!(show(&house, &owner, None).await.warnings, saved.warnings);
}

#[tokio::test]
async fn a_diff_tells_what_would_change_and_changes_nothing() {
    let house = House::open().await;
    let owner = house.owner("acme").await;
    set(
        &house,
        &owner,
        &[("branding.site_title", json!("One"))],
        None,
    )
    .await
    .expect("saved");
    let before = show(&house, &owner, None).await;
    let wanted = values(&[
        ("branding.site_title", Value::Null),
        (
            "branding.accent_color",
            before.values["branding.accent_color"].value.clone(),
        ),
        ("mail.smtp.password", json!("s3cret")),
    ]);

    let diff = cases::diff_settings(&house.by(&owner), &slug("acme"), None, wanted).await;

    let diff = diff.expect("a diff");
    let keys: Vec<_> = diff.iter().map(|c| c.key.as_str()).collect();
    assert_eq!(keys, ["branding.site_title", "mail.smtp.password"]);
    assert_eq!(
        (&diff[0].before, &diff[0].after),
        (&json!("One"), &json!("Harbour & Pine"))
    );
    assert_eq!(
        (&diff[1].before, &diff[1].after),
        (&json!({"set": false}), &json!({"set": true}))
    );
    assert_eq!(show(&house, &owner, None).await, before);
}

#[tokio::test]
async fn the_house_sets_no_pictures_and_no_unknown_keys() {
    let house = House::open().await;
    let odd = values(&[("branding.logo", Value::Null), ("moon", json!(1))]);
    let refused = cases::change_house_settings(&house.operator(), odd).await;
    assert_eq!(
        faults(refused),
        [
            "settings.branding.logo not_allowed",
            "settings.moon unknown_key"
        ]
    );
    let known = cases::setting_definitions(&house.visitor())
        .await
        .expect("definitions");
    assert!(known.iter().any(|d| d.key == "signup.max_trials"));
}
