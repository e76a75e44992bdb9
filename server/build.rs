//! Says where the browser's bundle lies, for `site.rs`: what `xtask` names, else beside the build.

use std::{env, fs, path::PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=AUTOMATOR_SITE_DIR");
    println!("cargo::rerun-if-env-changed=CARGO_TARGET_DIR");
    let named = env::var_os("AUTOMATOR_SITE_DIR").map(PathBuf::from);
    let dir = named.unwrap_or_else(|| {
        let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let target =
            target.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target"));
        target.join("site")
    });
    // An empty one is fine for checks and tests of other parts; pages then come without script.
    fs::create_dir_all(&dir).expect("the folder of the browser's bundle can be made");
    println!("cargo::rerun-if-changed={}", dir.display());
    println!("cargo::rustc-env=AUTOMATOR_SITE_DIR={}", dir.display());
}
