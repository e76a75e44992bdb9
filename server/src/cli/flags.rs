//! The flags that every command has.

use crate::config::Given;
use clap::{ArgAction, Args, ValueEnum};
use std::path::PathBuf;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Output {
    #[default]
    Text,
    Json,
}

#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Flags on all commands")]
pub struct Flags {
    /// How results are printed: for people, or as the shapes of the API
    #[arg(
        short,
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "text|json"
    )]
    pub output: Output,
    /// Talk to a portal instead of the local database [env: AUTOMATOR_SERVER]
    #[arg(
        long,
        global = true,
        env = "AUTOMATOR_SERVER",
        hide_env = true,
        value_name = "URL"
    )]
    pub server: Option<String>,
    /// The token for that portal; better by the environment, where nobody reads it [env: AUTOMATOR_TOKEN]
    #[arg(
        long,
        global = true,
        env = "AUTOMATOR_TOKEN",
        hide_env = true,
        hide_env_values = true,
        value_name = "TOKEN"
    )]
    pub token: Option<String>,
    /// Do not wait for the run; print its id
    #[arg(long, global = true)]
    pub detach: bool,
    /// The configuration file; with `create` and `settings`, a file of setting values (JSON or TOML)
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Only results and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// More about what happens; twice for the log
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
    /// No colour; NO_COLOR does the same
    #[arg(long, global = true)]
    pub no_color: bool,
    #[command(flatten)]
    pub given: Configured,
}

/// Flags over `AUTOMATOR_…` over `automator.toml` over the default.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Configuration (also AUTOMATOR_DATA, …, and automator.toml)")]
pub struct Configured {
    /// The data directory [default: ./data]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// postgres://… or sqlite://… [default: SQLite in the data directory]
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// Where the portal listens [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Sites are at <slug>.<base domain> [default: localhost]
    #[arg(long, global = true, value_name = "DOMAIN")]
    base_domain: Option<String>,
    /// Where people reach the portal [default: http://<base domain>:<port>]
    #[arg(long, global = true, value_name = "URL")]
    public_url: Option<String>,
}

impl Flags {
    pub fn given(&self) -> Given {
        let given = self.given.clone();
        Given {
            data: given.data,
            database_url: given.database_url,
            listen: given.listen,
            base_domain: given.base_domain,
            public_url: given.public_url,
            ..Given::default()
        }
    }
}
