//! Programs that are not ours: found, installed where that is allowed, or named with the line to type.

use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// Installs Debian packages when we are root there; otherwise the error is the line to type.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    let line = format!(
        "apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    );
    let Some(apt) = on_path("apt-get").filter(|_| is_root()) else {
        bail!("{what} is missing. On Debian or Ubuntu: sudo {line}");
    };
    eprintln!("{what} is missing: {line}");
    let apt = |arguments: &[&str]| {
        let mut command = Command::new(&apt);
        command
            .args(["-q", "-o", "Dpkg::Use-Pty=0"])
            .args(arguments);
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(Stdio::null());
        process::run(&mut command)
    };
    // Old lists name packages that are gone, so they come first; a failure here may still do no harm.
    if let Err(error) = apt(&["update"]) {
        eprintln!("warning: {error:#}");
    }
    let install = ["install", "-y", "--no-install-recommends"];
    apt(&[&install, packages].concat()).with_context(|| format!("cannot install {what}"))
}

/// Whoever runs us has both, or cargo would not have got here; a kept binary on a changed machine has not.
pub fn compilers() -> Result<()> {
    let wanted = env!("CARGO_PKG_RUST_VERSION");
    let found =
        rust_version(Path::new("rustc")).context("no rustc on PATH: install Rust with rustup")?;
    ensure!(
        found >= parse_version(wanted)?,
        "Rust {wanted} or newer is needed, rustc is {}.{}: rustup update stable",
        found.0,
        found.1
    );
    if on_path("cc").is_none() {
        install("a C compiler (cc)", &["gcc", "libc6-dev"])?;
    }
    Ok(())
}

pub fn nextest(workspace: &Workspace) -> Result<()> {
    if on_path("cargo-nextest").is_some() {
        return Ok(());
    }
    eprintln!(
        "cargo-nextest is missing: cargo install --locked cargo-nextest (some minutes, once)"
    );
    process::run(
        workspace
            .cargo()
            .args(["install", "--locked", "cargo-nextest"]),
    )
}

pub fn browser() -> Result<()> {
    if on_path("chromium").is_some() && on_path("chromedriver").is_some() {
        return Ok(());
    }
    install("Chromium with its driver", &["chromium", "chromium-driver"])
}

/// The folder of `initdb` and `postgres`, newest version first. Debian keeps it off PATH.
pub fn postgres() -> Result<PathBuf> {
    if let Some(folder) = postgres_folder() {
        return Ok(folder);
    }
    install("PostgreSQL", &["postgresql"])?;
    postgres_folder().context("the package postgresql brought no initdb")
}

fn postgres_folder() -> Option<PathBuf> {
    if let Some(initdb) = on_path("initdb") {
        // A link on PATH may point to a folder that holds the rest.
        return initdb.canonicalize().ok()?.parent().map(Path::to_path_buf);
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let folder = |name: u32| PathBuf::from(format!("/usr/lib/postgresql/{name}/bin"));
    let mut numbers: Vec<u32> = versions
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers
        .into_iter()
        .rev()
        .map(folder)
        .find(|folder| folder.join("initdb").is_file())
}

/// Major and minor version of a compiler, from `rustc 1.95.0 (…)`.
pub fn rust_version(rustc: &Path) -> Result<(u32, u32)> {
    let output = Command::new(rustc)
        .arg("-V")
        .output()
        .with_context(|| format!("cannot run {}", rustc.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    parse_version(text.split_whitespace().nth(1).unwrap_or_default())
}

pub fn parse_version(text: &str) -> Result<(u32, u32)> {
    let mut numbers = text.split(['.', '-']).map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => Ok((major, minor)),
        _ => bail!("`{text}` is no Rust version"),
    }
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(parse_version("1.95.0").expect("a version"), (1, 95));
        assert_eq!(parse_version("1.97.0-nightly").expect("a version"), (1, 97));
        assert!(
            parse_version("1.100").expect("a version") > parse_version("1.95").expect("a version")
        );
        assert!(parse_version("").is_err());
        assert!(parse_version("stable").is_err());
    }
}
