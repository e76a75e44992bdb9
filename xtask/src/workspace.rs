//! Where the checkout and its target directory are, and a `cargo` that builds as a developer's own does.
//!
//! `cargo run` hands its program variables that describe *this* crate. Passed on to a second cargo
//! they change what build scripts see, and half the tree compiles again; so they are taken out here, once.

use anyhow::{Context, Result, ensure};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Debug, Clone)]
pub struct Workspace {
    pub root: PathBuf,
    /// Honours `CARGO_TARGET_DIR` and cargo's configuration, because cargo is asked.
    pub target: PathBuf,
}

impl Workspace {
    pub fn find() -> Result<Self> {
        let output = Command::new("cargo")
            .args([
                "metadata",
                "--no-deps",
                "--offline",
                "--format-version",
                "1",
            ])
            .output()
            .context("cannot run cargo")?;
        ensure!(
            output.status.success(),
            "cargo metadata: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        let path = |key: &str| {
            let text = metadata[key].as_str();
            text.map(PathBuf::from)
                .with_context(|| format!("cargo metadata names no {key}"))
        };
        Ok(Self {
            root: path("workspace_root")?,
            target: path("target_directory")?,
        })
    }

    /// The browser bundle. A debug server finds it beside its own folder, a release server embeds it.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    pub fn server(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join("automator")
    }

    /// A folder beside the others.
    pub fn target(&self, name: &str) -> PathBuf {
        self.target.join(name)
    }

    pub fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        self.prepare(&mut cargo);
        cargo
    }

    /// Sets folder and environment as every child of ours expects them.
    pub fn prepare(&self, command: &mut Command) {
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(describes_this_crate) {
                command.env_remove(name);
            }
        }
        match library_path(&self.target) {
            Some(path) => command.env("LD_LIBRARY_PATH", path),
            None => command.env_remove("LD_LIBRARY_PATH"),
        };
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("AUTOMATOR_SITE_DIR", self.site());
    }
}

fn describes_this_crate(name: &str) -> bool {
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO"
}

/// What the developer had set, without the folders `cargo run` and rustup put before it.
fn library_path(target: &Path) -> Option<std::ffi::OsString> {
    let path = env::var_os("LD_LIBRARY_PATH")?;
    let ours = |folder: &PathBuf| {
        folder.starts_with(target)
            || folder
                .components()
                .any(|part| part.as_os_str() == "toolchains")
    };
    let kept: Vec<_> = env::split_paths(&path)
        .filter(|folder| !ours(folder))
        .collect();
    if kept.is_empty() {
        None
    } else {
        env::join_paths(kept).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::describes_this_crate;

    #[test]
    fn only_variables_about_this_crate_are_taken_out() {
        assert!(describes_this_crate("CARGO_PKG_NAME"));
        assert!(describes_this_crate("CARGO_MANIFEST_DIR"));
        assert!(!describes_this_crate("CARGO_HOME"));
        assert!(!describes_this_crate("CARGO_TARGET_DIR"));
        assert!(!describes_this_crate("CARGO_REGISTRIES_MIRROR_INDEX"));
    }
}
