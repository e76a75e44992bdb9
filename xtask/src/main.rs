//! The developer commands: `cargo xtask up | test | gen | bench | compare | site | pg`.
//!
//! They are a Rust program, not shell scripts, so that a fresh machine needs rustup and a C compiler
//! and nothing else: no Node, no cargo plug-ins, no make. Whatever a command still misses it
//! installs where it may (as root on Debian) or names with the line to type.
#![expect(
    clippy::print_stderr,
    reason = "a command line tool tells its progress on stderr"
)]

mod bench;
mod cluster;
mod compare;
mod generated;
mod process;
mod site;
mod stages;
mod test;
mod tools;
mod tree;
mod up;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Developer commands of Automator",
    version
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and start the portal
    Up(up::Arguments),
    /// Install or name what the tests need, and run all of them
    Test(test::Arguments),
    /// Write the generated files anew
    Gen(generated::Arguments),
    /// Build with optimisation and run the benchmarks
    Bench(bench::Arguments),
    /// Measure the engine beside the bare one, in turns on this machine
    Compare(compare::Arguments),
    /// Build the browser bundle: wasm, styles, static files
    Site,
    /// Run a command beside a PostgreSQL made for it
    Pg(cluster::Arguments),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Up(arguments) => up::run(&workspace, &arguments),
        Command::Test(arguments) => test::run(&workspace, &arguments),
        Command::Gen(arguments) => generated::run(&workspace, &arguments),
        Command::Bench(arguments) => bench::run(&workspace, &arguments),
        Command::Compare(arguments) => compare::run(&workspace, &arguments),
        Command::Site => site::build(&workspace),
        Command::Pg(arguments) => cluster::run(&arguments),
    }
}
