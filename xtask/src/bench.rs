//! `cargo xtask bench`: the optimised server's own benchmarks, on SQLite and on a PostgreSQL made for it.

use crate::cluster::Cluster;
use crate::workspace::Workspace;
use crate::{process, site, up};
use anyhow::Result;
use std::process::Command;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Passed to `automator bench`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    bench: Vec<String>,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    // An optimised server embeds the bundle.
    site::build(workspace)?;
    up::build_server(workspace, true)?;
    let variable = "AUTOMATOR_BENCH_POSTGRES";
    let cluster = match std::env::var_os(variable) {
        Some(_) => None,
        None => Some(Cluster::start()?),
    };
    let mut server = Command::new(workspace.server("release"));
    server.arg("bench").args(&arguments.bench);
    if let Some(cluster) = &cluster {
        server.env(variable, cluster.url());
    }
    process::run(&mut server)
}
