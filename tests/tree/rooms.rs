//! Dependencies point one way (docs/decisions/0001-rooms.md). Only what a room is built from counts;
//! a room's own tests may use others.

use serde_json::Value;
use std::{collections::BTreeMap, process::Command};

/// Room → the rooms it may be built from. A new room has a line here or the test fails.
const ROOMS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("app", &["domain"]),
    ("storage", &["app", "domain"]),
    ("jobs", &["app", "domain"]),
    ("frontend", &["app", "domain"]),
    ("sample", &[]),
    (
        "automator",
        &["app", "domain", "frontend", "jobs", "sample", "storage"],
    ),
    ("blackbox", &[]),
    ("xtask", &[]),
    ("yardstick", &[]),
];

/// Package → dependencies on other packages of this workspace, each with whether it is optional.
fn found() -> BTreeMap<String, Vec<(String, bool)>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut metadata = Command::new(cargo);
    metadata.args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]);
    let output = metadata.current_dir(blackbox::crate_folder()).output();
    let output = output.expect("cargo can be run");
    let metadata: Value =
        serde_json::from_slice(&output.stdout).expect("cargo describes the workspace");
    let packages = metadata["packages"].as_array().expect("it has packages");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let names: Vec<_> = packages
        .iter()
        .map(|package| text(&package["name"]))
        .collect();
    let of = |package: &Value| {
        let all = package["dependencies"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let built = all
            .into_iter()
            .filter(|dependency| dependency["kind"] != "dev");
        let ours = built.filter(|dependency| names.contains(&text(&dependency["name"])));
        let mut ours: Vec<_> = ours
            .map(|dependency| (text(&dependency["name"]), dependency["optional"] == true))
            .collect();
        ours.sort();
        ours
    };
    packages
        .iter()
        .map(|package| (text(&package["name"]), of(package)))
        .collect()
}

#[test]
fn dependencies_point_one_way() {
    let found = found();

    let known: Vec<_> = ROOMS.iter().map(|(room, _)| *room).collect();
    let unknown: Vec<_> = found
        .keys()
        .filter(|name| !known.contains(&name.as_str()))
        .collect();
    assert!(unknown.is_empty(), "no line for {unknown:?}");
    for (room, allowed) in ROOMS {
        let used = found
            .get(room)
            .unwrap_or_else(|| panic!("there is no room {room}"));
        let wrong: Vec<_> = used
            .iter()
            .filter(|(name, _)| !allowed.contains(&name.as_str()))
            .collect();
        assert!(wrong.is_empty(), "{room} may not be built from {wrong:?}");
    }
}

/// In the browser there is no use case: what it gets of `app` is switched on by the server only.
#[test]
fn the_browser_gets_the_domain_alone() {
    let found = found();
    let always: Vec<_> = found["frontend"]
        .iter()
        .filter(|(_, optional)| !optional)
        .collect();
    assert_eq!(always, [&("domain".to_owned(), false)]);
}
