//! `cargo xtask test`: everything that must hold, in one command; the same one that CI runs.
//!
//! With a filter only the tests that match run, since that is what one waits for while writing.

use crate::cluster::{self, Cluster};
use crate::stages::Stages;
use crate::workspace::Workspace;
use crate::{generated, process, site, tools, tree};
use anyhow::{Context, Result};
use std::process::Command;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Also the tests that take minutes
    #[arg(long)]
    full: bool,
    /// Only tests whose name contains one of these, and nothing else
    filter: Vec<String>,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let everything = arguments.filter.is_empty();
    let mut stages = Stages::new("test");
    stages.need("tools", || {
        tools::compilers()?;
        tools::nextest(workspace)?;
        tools::postgres()?;
        tools::browser()
    });
    let cargo = |words: &str| process::run(workspace.cargo().args(words.split_whitespace()));
    if everything {
        stages.run("format", || cargo("fmt --all --check"));
        stages.run("tree", || tree::check(workspace));
    }
    stages.need("site", || site::build(workspace));
    if everything {
        stages.run("clippy", || {
            cargo("clippy --workspace --all-targets --locked --keep-going -- -D warnings")
        });
    }
    // All targets at once: cargo then chooses features once, and the tests find the server built.
    stages.need("build", || {
        cargo("build --workspace --all-targets --locked")
    });
    stages.run("tests", || tests(workspace, arguments));
    if everything {
        stages.run("doc tests", || cargo("test --doc --workspace --locked"));
        stages.run("gen", || generated::each(workspace, true));
    }
    stages.finish()
}

fn tests(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let cluster = match std::env::var_os(cluster::TEST_VARIABLE) {
        Some(_) => None,
        None => Some(Cluster::start().context("no PostgreSQL for the tests")?),
    };
    let mut nextest = workspace.cargo();
    nextest.args([
        "nextest",
        "run",
        "--workspace",
        "--locked",
        "--config-file",
        "xtask/nextest.toml",
    ]);
    choose(&mut nextest, arguments);
    if let Some(cluster) = &cluster {
        nextest.env(cluster::TEST_VARIABLE, cluster.url());
    }
    process::run(&mut nextest)
}

/// A test that takes minutes is `#[ignore]`d with the reason, and runs in full.
fn choose(nextest: &mut Command, arguments: &Arguments) {
    if arguments.full {
        nextest.args(["--run-ignored", "all"]);
    }
    nextest.args(&arguments.filter);
}
