//! The workloads of the performance goals, as commands of the product: anybody can measure his own
//! machine. Each works on a database of its own and refuses one that holds anything.

mod figures;
mod launch;
mod limits;
mod list;
mod machine;
mod nothing;
mod place;
mod portal;
mod rows;
mod settings;
mod steps;
mod upgrade;

use app::AppResult;

#[derive(Clone, Debug, clap::Args)]
pub struct StepsArgs {
    /// How many tenants, each with one run.
    #[arg(long, default_value_t = 1000, value_parser = some)]
    pub tenants: usize,
    /// Steps that do nothing, one after the other, in each run.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=8))]
    pub steps: u8,
    /// Runs in work at once.
    #[arg(long, default_value_t = 16, value_parser = some)]
    pub concurrency: usize,
    /// So many such runs are done before the clock starts: what full tables cost.
    #[arg(long, default_value_t = 0)]
    pub after: usize,
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
    #[arg(long, default_value_t = 5, value_parser = some)]
    pub tenants: usize,
    /// An empty PostgreSQL database to measure besides SQLite.
    #[arg(long, env = "AUTOMATOR_BENCH_POSTGRES", hide_env_values = true)]
    pub postgres: Option<String>,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct SettingsArgs {
    /// Changes that are waited for, and as many again that are not.
    #[arg(long, default_value_t = 100, value_parser = some)]
    pub changes: usize,
    /// An empty PostgreSQL database to measure besides SQLite.
    #[arg(long, env = "AUTOMATOR_BENCH_POSTGRES", hide_env_values = true)]
    pub postgres: Option<String>,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct ListArgs {
    /// How many rows the tables hold, each size after the other.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000], value_parser = some)]
    pub rows: Vec<usize>,
    /// An empty PostgreSQL database to measure besides SQLite.
    #[arg(long, env = "AUTOMATOR_BENCH_POSTGRES", hide_env_values = true)]
    pub postgres: Option<String>,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct UpgradeArgs {
    /// How many environments get the release.
    #[arg(long, default_value_t = 100, value_parser = some)]
    pub environments: usize,
    /// An empty PostgreSQL database to measure besides SQLite.
    #[arg(long, env = "AUTOMATOR_BENCH_POSTGRES", hide_env_values = true)]
    pub postgres: Option<String>,
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
    /// From a changed setting to the page of the running instance that shows it
    Settings(SettingsArgs),
    /// Pages of lists, at the beginning and far behind it, at several sizes
    List(ListArgs),
    /// A release for a whole fleet
    Upgrade(UpgradeArgs),
}

impl Bench {
    fn postgres(&self) -> Option<&str> {
        let given = match self {
            Self::Steps(args) => &args.postgres,
            Self::Launch(args) => &args.postgres,
            Self::Settings(args) => &args.postgres,
            Self::List(args) => &args.postgres,
            Self::Upgrade(args) => &args.postgres,
        };
        given.as_deref()
    }
}

/// Of nothing there is nothing to measure.
fn some(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("give a whole number, 1 or more".to_owned()),
        Ok(number) => Ok(number),
    }
}

/// Before anything is measured, so that a refusal costs nobody a minute.
pub async fn run(bench: Bench) -> AppResult<()> {
    if let Some(url) = bench.postgres() {
        place::refuse_unless_empty(url).await?;
    }
    match bench {
        Bench::Steps(args) => steps::run(&args).await,
        Bench::Launch(args) => launch::run(&args).await,
        Bench::Settings(args) => settings::run(&args).await,
        Bench::List(args) => list::run(&args).await,
        Bench::Upgrade(args) => upgrade::run(&args).await,
    }
}
