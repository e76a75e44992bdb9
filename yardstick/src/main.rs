//! The bare engine: what `automator bench steps` is compared with (docs/bench.md).
//!
//! The same promises (one claim, a fence, intent before effect, a step counts after its commit) and
//! the same queue, with the fewest tables, columns and statements that keep them, and no product
//! around it. The speeds that were asked of the product were set by such an engine on another
//! machine; on yours, this says what to expect. It is built from nothing of ours.

mod bell;
mod engine;
mod load;
mod machine;
mod postgres;
mod sqlite;
#[cfg(test)]
mod tests;
mod writer;

use anyhow::Result;
use clap::Parser;
use load::Load;

#[derive(Parser)]
#[command(name = "yardstick", about = "The bare engine's own figures")]
struct Arguments {
    /// Runs of eight steps each
    #[arg(long, default_value_t = 1000)]
    runs: usize,
    /// Runs in work at once
    #[arg(long, default_value_t = 16)]
    concurrency: usize,
    /// An empty PostgreSQL database, to measure there and not on SQLite
    #[arg(long)]
    postgres: Option<String>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let load = Load {
        runs: arguments.runs,
        concurrency: arguments.concurrency,
    };
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let figures = match &arguments.postgres {
            Some(url) => postgres::measure(url, load).await?,
            None => sqlite::measure(load).await?,
        };
        print(&figures)
    })
}

#[expect(clippy::print_stdout, reason = "the figures are the command's data")]
fn print(figures: &load::Figures) -> Result<()> {
    println!("{}", serde_json::to_string(figures)?);
    Ok(())
}
