//! The command line: a thin translation of words to use cases, one file a verb.
//!
//! A command works on the local database or, with `--server`, on a portal; both answer the same
//! shapes. Results go to stdout, everything else to stderr, and the exit code says how it ended.

mod act;
mod backend;
mod check;
mod command;
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
mod paths;
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
mod workers;

use crate::{config::Config, wiring::Need};
pub use help::{command, markdown};

use backend::{Backend, Work};
use clap::{CommandFactory, FromArgMatches};
use command::{Cli, Command};
use domain::Phase;
use exit::{Failure, Outcome};
use flags::Flags;
use std::{num::NonZero, ops::ControlFlow, process::ExitCode};
use terminal::Terminal;

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
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(engine_threads())
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => ExitCode::from(runtime.block_on(run(cli))),
        Err(error) => {
            let failure = Failure::App(app::AppError::internal(error));
            Terminal::new(&cli.flags).failure(&failure);
            ExitCode::from(failure.code())
        }
    }
}

/// Half of the processors: the other half is the database's, which works while these wait for it. HTTP
/// is answered by threads of its own. Runs end together and begin together, and to spread them over
/// one thread more costs more than it saves.
fn engine_threads() -> usize {
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    processors.div_ceil(2)
}

/// Answers the exit code; why it is not 0 is told by then.
async fn run(cli: Cli) -> u8 {
    let Cli { flags, command } = cli;
    let terminal = Terminal::new(&flags);
    crate::log::start(log_level(&flags, &command));
    // One provider for every client of this process; a second call only says that it is there.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let command = match alone(&flags, &terminal, command).await {
        ControlFlow::Continue(command) => command,
        ControlFlow::Break(ended) => return told(&terminal, ended),
    };
    let need = match &command {
        Command::List(_)
        | Command::Check(_)
        | Command::Status(_)
        | Command::Runs(_)
        | Command::Workers => Need::Read,
        _ => Need::Write,
    };
    let backend = match open(&flags, reads_values(&command), need).await {
        Ok(backend) => backend,
        Err(failure) => return told(&terminal, Err(failure)),
    };
    let cx = Session {
        backend,
        terminal,
        flags,
    };
    let ended = dispatch(&cx, command).await;
    // Before closing, which may wait for steps at work; a second Ctrl-C does not.
    let code = told(&cx.terminal, ended);
    tokio::select! {
        () = cx.backend.close() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    code
}

fn told(terminal: &Terminal, ended: Outcome<()>) -> u8 {
    match ended {
        Ok(()) => 0,
        Err(failure) => {
            terminal.failure(&failure);
            failure.code()
        }
    }
}

/// Commands that are the whole process, or need nothing at all.
async fn alone(
    flags: &Flags,
    terminal: &Terminal,
    command: Command,
) -> ControlFlow<Outcome<()>, Command> {
    ControlFlow::Break(match command {
        Command::Serve(serve) => serve::run(flags, &serve).await,
        Command::Worker => serve::worker(flags).await,
        Command::Migrate => serve::migrate(flags, terminal).await,
        Command::Bench(bench) => crate::bench::run(bench).await.map_err(Failure::App),
        Command::Completions(shell) => generated::completions(&shell),
        Command::Openapi => {
            generated::openapi();
            Ok(())
        }
        Command::HelpAll => {
            generated::help_all();
            Ok(())
        }
        Command::StateDiagrams => {
            generated::state_diagrams();
            Ok(())
        }
        command => return ControlFlow::Continue(command),
    })
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
        Command::Workers => workers::run(cx).await,
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

fn log_level(flags: &Flags, command: &Command) -> &'static str {
    let serves = matches!(command, Command::Serve(_) | Command::Worker);
    match (flags.verbose, serves) {
        (0 | 1, false) => "warn",
        (0 | 1, true) => "info",
        _ => "debug",
    }
}
