//! Help: examples first, then the words, then the flags; and all of it as one Markdown file.

use super::command::Cli;
use clap::{Command, CommandFactory};
use std::fmt::Write;

const TEMPLATE: &str =
    "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

pub const TOP: &str = "Examples:
  automator serve                      the portal at http://localhost:8080
  automator create acme                an environment, not yet made
  automator deploy acme                all steps to its running site
  automator status acme                state, health, next step
  automator settings set acme branding.primary_color=#0e5f68";
pub const EXIT_CODES: &str = "Exit codes:
  0 done, or nothing to do   2 usage   3 not found   4 wrong state   5 locked by another run
  6 invalid configuration or settings   7 a step failed   8 not allowed
  9 cannot reach server, database or portal   130 interrupted   1 anything else";
pub const SERVE: &str = "Examples:
  automator serve
  automator serve --listen 0.0.0.0:80 --base-domain example.com --public-url https://example.com";
pub const WORKER: &str = "Examples:
  AUTOMATOR_DATABASE_URL=postgres://automator@db/automator automator worker";
pub const MIGRATE: &str = "Examples:
  automator migrate";
pub const CREATE: &str = "Examples:
  automator create acme
  automator create acme/stg --company \"Acme Ltd\" --plan standard
  automator create acme --set branding.site_title=Acme --config values.toml";
pub const PROVISION: &str = "Examples:
  automator provision acme
  automator provision acme/stg --dry-run";
pub const CONFIGURE: &str = "Examples:
  automator configure acme";
pub const RELEASE: &str = "Examples:
  automator release acme";
pub const RUN: &str = "Examples:
  automator run acme";
pub const DEPLOY: &str = "Examples:
  automator deploy acme                prints the address on stdout
  automator deploy acme --detach       prints the run's id and does not wait
  automator deploy acme --dry-run      the steps that are left";
pub const LIST: &str = "Examples:
  automator list
  automator list -o json --limit 50";
pub const CHECK: &str = "Examples:
  automator check acme";
pub const STATUS: &str = "Examples:
  automator status acme
  automator status acme/stg -o json";
pub const DESTROY: &str = "Examples:
  automator destroy acme               asks for the name
  automator destroy acme --yes";
pub const PURGE: &str = "Examples:
  automator purge acme --yes";
pub const RUNS: &str = "Examples:
  automator runs --state failed
  automator runs 0197f2c4-5b0e-7c3a-9a53-8b1d4e6f2a10";
pub const WORKERS: &str = "Examples:
  automator workers
  automator workers -o json";
pub const WATCH: &str = "Examples:
  automator watch RUN
  automator watch RUN -o json          events, one a line";
pub const RETRY: &str = "Examples:
  automator retry RUN
  automator retry RUN --step mail";
pub const SKIP: &str = "Examples:
  automator skip RUN --step mail --reason \"own server\"";
pub const RESUME: &str = "Examples:
  automator resume RUN";
pub const CANCEL: &str = "Examples:
  automator cancel RUN";
pub const SETTINGS: &str = "Examples:
  automator settings get acme
  automator settings set acme branding.primary_color=#0e5f68
  automator settings diff acme/stg --config values.toml
  automator settings undo acme 12";
pub const TOKEN: &str = "Examples:
  automator token create --role operator --expires 30d
  automator token create --role customer --tenant acme";
pub const USER: &str = "Examples:
  automator user create ada@example.com --role developer";
pub const BENCH: &str = "Examples:
  automator bench launch --json
  automator bench steps --tenants 1000 --steps 8 --concurrency 16";
pub const COMPLETIONS: &str = "Examples:
  automator completions bash > /etc/bash_completion.d/automator";

/// The command as it is parsed and as it is documented.
pub fn command() -> Command {
    templated(Cli::command())
}

fn templated(command: Command) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    let mut command = command
        .help_template(TEMPLATE)
        .disable_help_subcommand(true);
    for name in names {
        command = command.mut_subcommand(name, templated);
    }
    command
}

/// Written by `cargo xtask gen` to docs/cli.md.
pub fn markdown() -> String {
    let mut out = String::from("# Command line\n\nWritten by `automator help-all`.\n");
    // A terminal's width would change the file.
    let mut top = command().term_width(100);
    top.build();
    describe(&mut out, &mut top, 2);
    out
}

/// The flags of all commands are told once, at the top.
fn without_globals(command: Command) -> Command {
    command.mut_args(|arg| {
        if arg.is_global_set() {
            arg.hide(true)
        } else {
            arg
        }
    })
}

fn describe(out: &mut String, command: &mut Command, level: usize) {
    let name = command.get_bin_name().unwrap_or("automator").to_owned();
    let shown = if level > 2 {
        without_globals(command.clone())
    } else {
        command.clone()
    };
    let help = shown.term_width(100).render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    let marks = "#".repeat(level);
    let _ = write!(
        out,
        "\n{marks} {name}\n\n```text\n{}\n```\n",
        help.join("\n").trim()
    );
    for inner in command.get_subcommands_mut().filter(|c| !c.is_hide_set()) {
        describe(out, inner, level + 1);
    }
}
