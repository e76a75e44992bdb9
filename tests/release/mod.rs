//! What a release must not hold. Minutes of building, so only `cargo xtask test --full` runs it.

use blackbox::binary::{FAULT_WORDS, automator, holds, target_folder};
use std::process::Command;

#[test]
#[ignore = "builds the release, which takes minutes"]
fn a_release_cannot_be_made_to_fail_on_order() {
    for word in FAULT_WORDS {
        assert!(
            holds(&automator(), word),
            "{word:?} is no word of the tested program any more"
        );
    }
    let workspace = blackbox::crate_folder().join("..");
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build
        .args([
            "build",
            "--release",
            "--locked",
            "--package",
            "automator",
            "--target-dir",
        ])
        .arg(target_folder())
        .current_dir(workspace);

    let status = build.status().expect("cargo can be run");

    assert!(status.success(), "the release does not build");
    let release = target_folder().join("release/automator");
    for word in FAULT_WORDS {
        assert!(!holds(&release, word), "{word:?} is in the release");
    }
}
