//! `cargo xtask up`: from a fresh clone to a running portal.

use crate::workspace::Workspace;
use crate::{process, site, tools};
use anyhow::{Context, Result};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Instant;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Optimise the server (minutes more; the bundle is then embedded in it)
    #[arg(long)]
    release: bool,
    /// Passed to `automator serve`
    #[arg(last = true)]
    serve: Vec<String>,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    tools::compilers()?;
    site::build(workspace)?;
    build_server(workspace, arguments.release)?;
    let profile = if arguments.release {
        "release"
    } else {
        "debug"
    };
    let mut server = Command::new(workspace.server(profile));
    server.arg("serve").args(&arguments.serve);
    // Takes our place, so that signals and the terminal are the server's own. The folder stays the caller's.
    let error = server.exec();
    Err(error).with_context(|| format!("cannot start {}", process::words(&server)))
}

pub fn build_server(workspace: &Workspace, release: bool) -> Result<()> {
    let start = Instant::now();
    eprintln!("server: compiling (minutes the first time)");
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--bin", "automator", "--locked"]);
    if release {
        cargo.args(["--package", "automator", "--release"]);
    } else {
        // The features of the whole workspace, as in the tests, so that neither compiles for the other again.
        cargo.arg("--workspace");
    }
    process::run(&mut cargo)?;
    eprintln!("server: ready, {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}
