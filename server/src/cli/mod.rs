//! The command line: a thin translation of words to use cases, one file a verb.
//!
//! A command works on the local database or, with `--server`, on a portal; both answer the same
//! shapes. Results go to stdout, everything else to stderr, and the exit code says how it ended.

mod act;
mod backend;
mod check;
mod confirm;
mod create;
mod destroy;
mod exit;
mod flags;
mod follow;
mod generated;
mod help;
mod list;
mod local;
mod progress;
mod purge;
mod remote;
mod runs;
mod serve;
mod settings;
mod status;
mod stream;
mod terminal;
mod token;
mod user;
mod values;
mod watch;
mod work;

use crate::{config::Config, wiring::Need};
pub use help::{command, markdown};

use backend::{Backend, Work};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use domain::{EnvironmentName, Phase, ids::RunId};
use exit::{Failure, Outcome};
use flags::Flags;
use std::process::ExitCode;
use terminal::Terminal;

#[derive(Debug, Parser)]
#[command(name = "automator", version, about = "From the form to a running, branded, isolated instance", before_help = help::TOP, after_help = help::EXIT_CODES)]
pub struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
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
    Purge(destroy::Destroy),
    /// Runs, or one with its steps
    #[command(before_help = help::RUNS)]
    Runs(runs::Runs),
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
struct Named {
    /// `slug` (stage prod) or `slug/stage`
    #[arg(value_name = "ENV")]
    name: EnvironmentName,
}

#[derive(Debug, clap::Args)]
struct RunNamed {
    /// The run's id
    #[arg(value_name = "RUN")]
    run: RunId,
}

/// What a command has at hand.
struct Session {
    backend: Box<dyn Backend>,
    terminal: Terminal,
    flags: Flags,
}

/// The whole life of the process.
pub fn main() -> ExitCode {
    let matches = match help::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.format(&mut Cli::command()).print();
            return ExitCode::from(2);
        }
    };
    // Its own runtime, its own log: nothing of the portal may come first.
    if matches!(cli.command, Command::TenantApp) {
        return sample::tenant_app();
    }
    let terminal = Terminal::new(&cli.flags);
    let ended = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| Failure::App(app::AppError::internal(e)))
        .and_then(|runtime| runtime.block_on(run(cli)));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal.failure(&failure);
            ExitCode::from(failure.code())
        }
    }
}

async fn run(cli: Cli) -> Outcome<()> {
    let Cli { flags, command } = cli;
    let terminal = Terminal::new(&flags);
    crate::log::start(&flags_log(&flags, &command));
    // One provider for every client of this process; a second call only says that it is there.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let command = match command {
        Command::Serve(serve) => return serve::run(&flags, &serve).await,
        Command::Worker => return serve::worker(&flags).await,
        Command::Migrate => return serve::migrate(&flags, &terminal).await,
        Command::Bench(bench) => return Ok(crate::bench::run(bench).await?),
        Command::Completions(shell) => return generated::completions(&shell),
        Command::Openapi => {
            generated::openapi();
            return Ok(());
        }
        Command::HelpAll => {
            generated::help_all();
            return Ok(());
        }
        Command::StateDiagrams => {
            generated::state_diagrams();
            return Ok(());
        }
        command => command,
    };
    let need = match &command {
        Command::List(_) | Command::Check(_) | Command::Status(_) | Command::Runs(_) => Need::Read,
        _ => Need::Write,
    };
    let cx = Session {
        backend: open(&flags, reads_values(&command), need).await?,
        terminal,
        flags,
    };
    let ended = dispatch(&cx, command).await;
    cx.backend.close().await;
    ended
}

async fn dispatch(cx: &Session, command: Command) -> Outcome<()> {
    match command {
        Command::Create(create) => create::run(cx, create).await,
        Command::Provision(target) => work::run(cx, &target, Work::Phase(Phase::Provision)).await,
        Command::Configure(target) => work::run(cx, &target, Work::Phase(Phase::Configure)).await,
        Command::Release(target) => work::run(cx, &target, Work::Phase(Phase::Release)).await,
        Command::Run(target) => work::run(cx, &target, Work::Phase(Phase::Run)).await,
        Command::Deploy(target) => work::run(cx, &target, Work::Deploy).await,
        Command::List(list) => list::run(cx, &list).await,
        Command::Check(named) => check::run(cx, &named.name).await,
        Command::Status(named) => status::run(cx, &named.name).await,
        Command::Destroy(destroy) => destroy::run(cx, &destroy).await,
        Command::Purge(purge) => purge::run(cx, &purge).await,
        Command::Runs(runs) => runs::run(cx, &runs).await,
        Command::Watch(named) => watch::run(cx, named.run).await,
        Command::Retry(retry) => act::retry(cx, &retry).await,
        Command::Skip(skip) => act::skip(cx, &skip).await,
        Command::Resume(named) => act::resume(cx, named.run).await,
        Command::Cancel(named) => act::cancel(cx, named.run).await,
        Command::Settings(settings) => settings::run(cx, settings).await,
        Command::Token(token) => token::run(cx, token).await,
        Command::User(user) => user::run(cx, user).await,
        Command::Serve(_)
        | Command::Worker
        | Command::Migrate
        | Command::Bench(_)
        | Command::Completions(_)
        | Command::TenantApp
        | Command::Openapi
        | Command::HelpAll
        | Command::StateDiagrams => Ok(()),
    }
}

/// For these `--config` names a file of setting values.
fn reads_values(command: &Command) -> bool {
    matches!(command, Command::Create(_) | Command::Settings(_))
}

async fn open(flags: &Flags, reads_values: bool, need: Need) -> Outcome<Box<dyn Backend>> {
    if let Some(server) = flags.server.as_deref().filter(|s| !s.is_empty()) {
        let remote = remote::RemoteBackend::new(server, flags.token.as_deref())?;
        return Ok(Box::new(remote));
    }
    let config = configuration(flags, reads_values)?;
    Ok(Box::new(local::LocalBackend::open(&config, need).await?))
}

fn configuration(flags: &Flags, reads_values: bool) -> Outcome<Config> {
    let named = flags.config.as_deref().filter(|_| !reads_values);
    let by_variable = std::env::var_os("AUTOMATOR_CONFIG").map(std::path::PathBuf::from);
    Ok(Config::load(
        &flags.given(),
        named.or(by_variable.as_deref()),
    )?)
}

fn flags_log(flags: &Flags, command: &Command) -> String {
    let serves = matches!(command, Command::Serve(_) | Command::Worker);
    match (flags.verbose, serves) {
        (0 | 1, false) => "warn",
        (0 | 1, true) => "info",
        _ => "debug",
    }
    .to_owned()
}
