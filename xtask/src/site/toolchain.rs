//! A compiler for the browser, from where there is one.
//!
//! rustup's target where it is installed; else rustup is asked for it, with a limit, because without its
//! download host it hangs rather than fails; else Debian's compiler, which builds the standard library
//! from its packaged source. Debian ships no `rust-lld`: the one of the rustup toolchain links.

use crate::workspace::Workspace;
use crate::{process, tools};
use anyhow::{Context, Result, bail};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

pub const TARGET: &str = "wasm32-unknown-unknown";
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const FIRST_LIMIT: Duration = Duration::from_secs(30);
const LAST_LIMIT: Duration = Duration::from_mins(3);
const FAILURE_COUNTS: Duration = Duration::from_hours(24);
/// Set to leave rustup alone.
const NO_RUSTUP: &str = "AUTOMATOR_NO_RUSTUP";

#[derive(Debug)]
pub enum Toolchain {
    Rustup,
    Debian { linker: PathBuf },
}

impl fmt::Display for Toolchain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rustup => "the installed target",
            Self::Debian { .. } => "Debian's rustc-web",
        })
    }
}

impl Toolchain {
    pub fn find(workspace: &Workspace) -> Result<Self> {
        if target_installed(workspace)? {
            return Ok(Self::Rustup);
        }
        let marker = workspace.target.join("rustup-target-failed");
        if !is_fresh(&marker) {
            match add_target(workspace, FIRST_LIMIT) {
                Ok(()) => return Ok(Self::Rustup),
                Err(error) => {
                    eprintln!("site: {error:#}; trying Debian's compiler");
                    fs::write(&marker, "")?;
                }
            }
        }
        let debian = match debian(workspace) {
            Ok(linker) => return Ok(Self::Debian { linker }),
            Err(error) => error,
        };
        // Nothing else is left, so a slow network gets its time; rustup goes on where it was cut off.
        eprintln!("site: {debian:#}; trying rustup with more patience");
        match add_target(workspace, LAST_LIMIT) {
            Ok(()) => Ok(Self::Rustup),
            Err(rustup) => bail!(
                "there is no compiler for the browser. One of these is needed:\n  \
                 rustup target add {TARGET}   ({rustup:#})\n  \
                 apt-get install {}   ({debian:#})",
                PACKAGES.join(" ")
            ),
        }
    }

    pub fn cargo(&self, workspace: &Workspace) -> Command {
        let mut cargo = match self {
            Self::Rustup => workspace.cargo(),
            Self::Debian { linker } => {
                let mut cargo = Command::new("/usr/bin/cargo");
                workspace.prepare(&mut cargo);
                cargo
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("RUSTC_BOOTSTRAP", "1");
                cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                cargo.env_remove("RUSTUP_TOOLCHAIN");
                cargo
            }
        };
        // Flags meant for this machine's processor or linker do not fit the browser's.
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
            cargo.env_remove(name);
        }
        cargo
    }

    pub fn arguments(&self) -> &'static [&'static str] {
        match self {
            Self::Rustup => &[],
            Self::Debian { .. } => &[
                "-Zbuild-std=std,panic_abort",
                "-Zbuild-std-features=optimize_for_size",
            ],
        }
    }
}

fn rustc(workspace: &Workspace, arguments: &[&str]) -> Result<PathBuf> {
    let mut rustc = Command::new("rustc");
    workspace.prepare(&mut rustc);
    let output = rustc.args(arguments).output().context("cannot run rustc")?;
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}

fn target_installed(workspace: &Workspace) -> Result<bool> {
    let folder = rustc(workspace, &["--print", "target-libdir", "--target", TARGET])?;
    // The folder alone may be left over from a broken installation.
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(false);
    };
    Ok(entries
        .flatten()
        .any(|entry| entry.path().extension().is_some_and(|end| end == "rlib")))
}

/// A failure of today is remembered: where Debian's compiler serves, nobody waits for rustup at each build.
fn is_fresh(marker: &Path) -> bool {
    let changed = marker.metadata().and_then(|data| data.modified()).ok();
    let age = changed.and_then(|at| at.elapsed().ok());
    age.is_some_and(|age| age < FAILURE_COUNTS)
}

fn add_target(workspace: &Workspace, limit: Duration) -> Result<()> {
    if std::env::var_os(NO_RUSTUP).is_some() {
        bail!("rustup is not asked, {NO_RUSTUP} is set");
    }
    let Some(rustup) = tools::on_path("rustup") else {
        bail!("there is no rustup")
    };
    eprintln!(
        "site: rustup target add {TARGET} (at most {} s)",
        limit.as_secs()
    );
    let mut command = Command::new(rustup);
    workspace.prepare(&mut command);
    command.args(["target", "add", TARGET]).stdin(Stdio::null());
    run_within(&mut command, limit)?;
    if !target_installed(workspace)? {
        bail!("rustup added the target, and rustc does not see it");
    }
    Ok(())
}

fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let words = process::words(command);
    let start = Instant::now();
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {words}"))?;
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => bail!("{words} ended with {status}"),
            None if start.elapsed() > limit => {
                child.kill()?;
                child.wait()?;
                bail!("{words} gave no answer in {} s", limit.as_secs());
            }
            None => sleep(Duration::from_millis(50)),
        }
    }
}

/// Makes sure of Debian's compiler and answers the linker.
fn debian(workspace: &Workspace) -> Result<PathBuf> {
    let parts = [
        "/usr/bin/rustc",
        "/usr/bin/cargo",
        "/usr/lib/rustlib/src/rust/library",
    ]
    .map(Path::new);
    if !parts.iter().all(|part| part.exists()) {
        tools::install("Debian's compiler for the browser", &PACKAGES)?;
    }
    let wanted = env!("CARGO_PKG_RUST_VERSION");
    let (major, minor) = tools::rust_version(parts[0])?;
    if (major, minor) < tools::parse_version(wanted)? {
        bail!("Debian's is {major}.{minor}, {wanted} or newer is needed");
    }
    linker(workspace)
}

fn linker(workspace: &Workspace) -> Result<PathBuf> {
    let libraries = rustc(workspace, &["--print", "target-libdir"])?;
    let lld = libraries.parent().map(|folder| folder.join("bin/rust-lld"));
    if let Some(lld) = lld.filter(|file| file.is_file()) {
        return Ok(lld);
    }
    tools::on_path("wasm-ld").context("neither rust-lld nor wasm-ld (package lld) is installed")
}

#[cfg(test)]
mod tests {
    use super::run_within;
    use std::process::Command;
    use std::time::{Duration, Instant};

    #[test]
    fn a_program_that_hangs_is_ended_at_the_limit() {
        let start = Instant::now();
        let result = run_within(Command::new("sleep").arg("20"), Duration::from_millis(200));
        let error = result.expect_err("it hangs").to_string();
        assert!(error.contains("no answer"), "{error}");
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn a_program_that_fails_is_told_at_once() {
        assert!(run_within(&mut Command::new("false"), Duration::from_secs(5)).is_err());
        assert!(run_within(&mut Command::new("true"), Duration::from_secs(5)).is_ok());
    }
}
