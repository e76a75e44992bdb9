//! The workloads of the performance goals, as commands of the product: anybody can measure his own
//! machine. Each works on a database of its own and refuses one that holds anything.

mod figures;
mod launch;
mod machine;
mod steps;

use app::{AppError, AppResult};

#[derive(Clone, Debug, clap::Args)]
pub struct StepsArgs {
    /// How many tenants, each with one run.
    #[arg(long, default_value_t = 1000)]
    pub tenants: usize,
    /// Steps that do nothing, one after the other, in each run.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=8))]
    pub steps: u8,
    /// Runs in work at once.
    #[arg(long, default_value_t = 16)]
    pub concurrency: usize,
    /// An empty PostgreSQL database to measure besides SQLite.
    #[arg(long, env = "AUTOMATOR_BENCH_POSTGRES", hide_env_values = true)]
    pub postgres: Option<String>,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct LaunchArgs {
    /// Sign-ups, one after the other.
    #[arg(long, default_value_t = 5)]
    pub tenants: usize,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// `automator bench …`
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Bench {
    /// Engine throughput and latency: tenants × steps that do nothing
    Steps(StepsArgs),
    /// Time from an accepted sign-up to a running site, on a portal of its own
    Launch(LaunchArgs),
}

/// A folder that goes when the benchmark ends.
fn folder() -> AppResult<tempfile::TempDir> {
    tempfile::tempdir().map_err(AppError::internal)
}

pub async fn run(bench: Bench) -> AppResult<()> {
    match bench {
        Bench::Steps(args) => steps::run(&args).await,
        Bench::Launch(args) => launch::run(&args).await,
    }
}
