//! Which program is tested, and what it was built with.
//!
//! The tests need the cargo feature `crash-points`, or ordered faults would silently not happen.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// `<target>/<profile>` of this test program, which stands in `deps` below it.
fn profile_folder() -> PathBuf {
    let program = std::env::current_exe().expect("a running program has a path");
    let deps = program.parent().expect("the program is in a folder");
    let folder = if deps.ends_with("deps") {
        deps.parent()
    } else {
        Some(deps)
    };
    folder.expect("deps is in a folder").to_owned()
}

pub fn target_folder() -> PathBuf {
    let profile = profile_folder();
    profile.parent().unwrap_or(&profile).to_owned()
}

/// The program under test: `AUTOMATOR_BIN`, else the one cargo has built beside this one.
pub fn automator() -> PathBuf {
    let named = std::env::var_os("AUTOMATOR_BIN").map(PathBuf::from);
    let path = named.unwrap_or_else(|| profile_folder().join("automator"));
    let build = "cargo build -p automator --features crash-points";
    assert!(
        path.is_file(),
        "{} is not there. Build it: {build}",
        path.display()
    );
    path
}

/// A program of the tests' own, such as the ledger.
pub fn beside(name: &str) -> PathBuf {
    let path = profile_folder().join(name);
    assert!(
        path.is_file(),
        "{} is not there. Build it: cargo build --workspace --all-targets",
        path.display()
    );
    path
}

/// Whether a program holds these bytes anywhere.
pub fn holds(program: &Path, text: &str) -> bool {
    let mut grep = Command::new("grep");
    grep.args(["-q", "-a", "-F", "-e", text]).arg(program);
    let status = grep.status().expect("grep can be run");
    match status.code() {
        Some(0) => true,
        Some(1) => false,
        _ => panic!("grep ended with {status}"),
    }
}

/// How every fault on order begins to tell of itself.
const ORDERED: &str = "ordered fault";

/// Every word that only a build with faults may hold.
pub const FAULT_WORDS: [&str; 8] = [
    "AUTOMATOR_FAULTS",
    "AUTOMATOR_CRASH_ORDERS",
    "AUTOMATOR_PACE",
    "AUTOMATOR_LEDGER",
    "after-effect",
    "after-provider-effect",
    "before-ack",
    ORDERED,
];

pub fn assert_faults_work(program: &Path) {
    assert!(
        holds(program, ORDERED),
        "{} was built without the feature crash-points",
        program.display()
    );
}
