//! The words of the command line; the names are fixed by the public surface.

use super::{
    act, create, destroy, flags::Flags, generated, help, list, purge, runs, serve, settings, token,
    user, work,
};
use clap::{Parser, Subcommand};
use domain::{EnvironmentName, ids::RunId};

#[derive(Debug, Parser)]
#[command(name = "automator", version, about = "From the form to a running, branded, isolated instance", before_help = help::TOP, after_help = help::EXIT_CODES)]
pub struct Cli {
    #[command(flatten)]
    pub flags: Flags,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the portal: API, screens, sites and, unless told otherwise, a worker
    #[command(before_help = help::SERVE)]
    Serve(serve::Serve),
    /// Run a worker alone (PostgreSQL)
    #[command(before_help = help::WORKER)]
    Worker,
    /// Bring the database up to this version
    #[command(before_help = help::MIGRATE)]
    Migrate,
    /// Make an environment, and its tenant if it is not there; no provider is called
    #[command(before_help = help::CREATE)]
    Create(create::Create),
    /// Make what the environment stands on: instance, database, bucket, mail, address
    #[command(before_help = help::PROVISION)]
    Provision(work::Target),
    /// Apply settings and look
    #[command(before_help = help::CONFIGURE)]
    Configure(work::Target),
    /// Place the software
    #[command(before_help = help::RELEASE)]
    Release(work::Target),
    /// Start it and check it
    #[command(before_help = help::RUN)]
    Run(work::Target),
    /// All phases that are left, in one run
    #[command(before_help = help::DEPLOY)]
    Deploy(work::Target),
    /// All environments
    #[command(before_help = help::LIST)]
    List(list::List),
    /// Compare with reality; changes nothing
    #[command(before_help = help::CHECK)]
    Check(Named),
    /// State, health, what it is made of, and the next step
    #[command(before_help = help::STATUS)]
    Status(Named),
    /// Take away everything that was made for an environment
    #[command(before_help = help::DESTROY)]
    Destroy(destroy::Destroy),
    /// Forget a destroyed environment
    #[command(before_help = help::PURGE)]
    Purge(purge::Purge),
    /// Runs, or one with its steps
    #[command(before_help = help::RUNS)]
    Runs(runs::Runs),
    /// Who works, and what waits in the queue
    #[command(before_help = help::WORKERS)]
    Workers,
    /// Follow a run
    #[command(before_help = help::WATCH)]
    Watch(RunNamed),
    /// Try failed steps again
    #[command(before_help = help::RETRY)]
    Retry(act::Retry),
    /// Leave a step out, with a reason, and go on
    #[command(before_help = help::SKIP)]
    Skip(act::Skip),
    /// Go on with a failed run where it stopped
    #[command(before_help = help::RESUME)]
    Resume(RunNamed),
    /// Stop a run
    #[command(before_help = help::CANCEL)]
    Cancel(RunNamed),
    /// Values of a tenant (`slug`) or an environment (`slug/stage`)
    #[command(subcommand, before_help = help::SETTINGS)]
    Settings(settings::Settings),
    /// Tokens for programs
    #[command(subcommand, before_help = help::TOKEN)]
    Token(token::Token),
    /// Accounts for people
    #[command(subcommand, before_help = help::USER)]
    User(user::User),
    /// Measure the workloads of the performance goals
    #[command(subcommand, before_help = help::BENCH)]
    Bench(crate::bench::Bench),
    /// Completions for a shell
    #[command(before_help = help::COMPLETIONS)]
    Completions(generated::Completions),
    /// The app of one environment, started by the portal
    #[command(hide = true)]
    TenantApp,
    /// Print the OpenAPI document
    #[command(hide = true)]
    Openapi,
    /// Print the help of all commands as Markdown
    #[command(hide = true)]
    HelpAll,
    /// Print the state machines as diagrams
    #[command(hide = true)]
    StateDiagrams,
}

#[derive(Debug, clap::Args)]
pub struct Named {
    /// `slug` (stage prod) or `slug/stage`
    #[arg(value_name = "ENV")]
    pub name: EnvironmentName,
}

#[derive(Debug, clap::Args)]
pub struct RunNamed {
    /// The run's id
    #[arg(value_name = "RUN")]
    pub run: RunId,
}
