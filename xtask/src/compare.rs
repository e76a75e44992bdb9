//! `cargo xtask compare`: the engine's figures beside those of the bare engine (`yardstick/`), in
//! turns, on SQLite and on a PostgreSQL made for it.
//!
//! The speeds asked for were set on one machine, where the bare engine's were known too. What the
//! two have to do with each other holds on any machine; what they are on this one is printed beside.

use crate::cluster::Cluster;
use crate::workspace::Workspace;
use crate::{process, site, up};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Stdio};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How often each is measured
    #[arg(long, default_value_t = 5)]
    turns: u32,
    /// Runs of eight steps in each turn
    #[arg(long, default_value_t = 1500)]
    runs: u32,
}

struct Case {
    database: &'static str,
    at_once: u32,
    asked: &'static [Asked],
}

/// What was asked for, and what the bare engine did where that was set
/// (`docs/decisions/0026-the-bare-engine.md`).
struct Asked {
    figure: &'static str,
    product: f64,
    bare: f64,
}

const fn asked(figure: &'static str, product: f64, bare: f64) -> Asked {
    Asked {
        figure,
        product,
        bare,
    }
}

const CASES: [Case; 3] = [
    Case {
        database: "postgresql",
        at_once: 16,
        asked: &[
            asked("steps_per_s", 12_000.0, 14_500.0),
            asked("cpu_ms_per_step", 0.12, 0.065),
            asked("first_ms_p50", 2.0, 1.9),
            asked("last_ms_p50", 6.0, 4.8),
        ],
    },
    Case {
        database: "sqlite",
        at_once: 16,
        asked: &[
            asked("steps_per_s", 16_000.0, 16_700.0),
            asked("cpu_ms_per_step", 0.12, 0.054),
            asked("first_ms_p50", 2.0, 2.2),
            asked("last_ms_p50", 6.0, 5.8),
        ],
    },
    Case {
        database: "sqlite",
        at_once: 64,
        asked: &[asked("steps_per_s", 20_000.0, 20_250.0)],
    },
];

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    site::build(workspace)?;
    up::build_server(workspace, true)?;
    let bare = build_bare(workspace)?;
    let cluster = Cluster::start()?;
    for case in &CASES {
        let (mut products, mut bares) = (Vec::new(), Vec::new());
        for turn in 1..=arguments.turns {
            eprintln!(
                "{}, {} at a time: turn {turn} of {}",
                case.database, case.at_once, arguments.turns
            );
            let mut server = Command::new(workspace.server("release"));
            server.args(["bench", "steps", "--json", "--tenants"]);
            let mut yardstick = Command::new(&bare);
            yardstick.arg("--runs");
            for (command, of) in [(&mut server, "product"), (&mut yardstick, "bare")] {
                command.arg(arguments.runs.to_string());
                command.args(["--concurrency", &case.at_once.to_string()]);
                if case.database == "postgresql" {
                    let name = format!("{of}_{turn}");
                    command.args(["--postgres", &cluster.database(&name)?]);
                }
            }
            // Neither is always the first one.
            if turn % 2 == 0 {
                products.push(figures(&mut server, case.database)?);
                bares.push(figures(&mut yardstick, case.database)?);
            } else {
                bares.push(figures(&mut yardstick, case.database)?);
                products.push(figures(&mut server, case.database)?);
            }
        }
        print(case, &products, &bares);
    }
    Ok(())
}

/// With SQLite as it is by default: to compile it otherwise is a part of what the product does.
fn build_bare(workspace: &Workspace) -> Result<PathBuf> {
    let target = workspace.target("yardstick");
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--release", "--locked", "--package", "yardstick"]);
    cargo.arg("--target-dir").arg(&target);
    process::run(cargo.env("LIBSQLITE3_FLAGS", ""))?;
    Ok(target.join("release/yardstick"))
}

/// The line of this database, with the CPU by steps besides.
fn figures(command: &mut Command, database: &str) -> Result<Value> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("cannot start {}", process::words(command)))?;
    ensure!(
        output.status.success(),
        "{} ended with {}",
        process::words(command),
        output.status
    );
    let lines = String::from_utf8(output.stdout)?;
    let mut all = lines.lines().map(serde_json::from_str::<Value>);
    let mut found = all
        .find(|figures| figures.as_ref().is_ok_and(|f| f["database"] == database))
        .context("no figures were printed")??;
    ensure!(found["ok"] != false, "not all runs succeeded: {found}");
    if let (Some(cpu), Some(runs)) = (found["cpu_s"].as_f64(), found["n"].as_f64()) {
        found["cpu_ms_per_step"] = (cpu * 1e3 / (runs * 8.0)).into();
    }
    Ok(found)
}

#[expect(clippy::print_stdout, reason = "the table is the command's data")]
fn print(case: &Case, product: &[Value], bare: &[Value]) {
    println!("\n{}, {} at a time", case.database, case.at_once);
    println!(
        "{:<16} {:>24} {:>24} {:>6}  asked for",
        "", "bare engine", "automator", "share"
    );
    for asked in case.asked {
        let (product, bare) = (
            Spread::of(product, asked.figure),
            Spread::of(bare, asked.figure),
        );
        println!(
            "{:<16} {:>24} {:>24} {:>6.2}  {:.2} or {}",
            asked.figure,
            bare.to_string(),
            product.to_string(),
            product.mean / bare.mean,
            asked.product / asked.bare,
            if asked.figure == "steps_per_s" {
                "more"
            } else {
                "less"
            }
        );
    }
    for figure in [
        "last_ms_p99",
        "memory_mib",
        "commits_per_s",
        "commits_of_16_per_s",
    ] {
        let (product, bare) = (Spread::of(product, figure), Spread::of(bare, figure));
        println!(
            "{figure:<16} {:>24} {:>24}",
            bare.to_string(),
            product.to_string()
        );
    }
}

/// Mean, least and most of one figure; not a number where it was not measured.
struct Spread {
    mean: f64,
    least: f64,
    most: f64,
}

impl Spread {
    fn of(turns: &[Value], figure: &str) -> Self {
        let values = || turns.iter().filter_map(|turn| turn[figure].as_f64());
        let count = f64::from(u32::try_from(values().count()).unwrap_or(u32::MAX));
        Self {
            mean: values().sum::<f64>() / count,
            least: values().fold(f64::NAN, f64::min),
            most: values().fold(f64::NAN, f64::max),
        }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = match self.mean {
            mean if mean.is_nan() => return f.write_str("-"),
            mean if mean < 1.0 => 3,
            mean if mean < 100.0 => 1,
            _ => 0,
        };
        write!(
            f,
            "{:.digits$} ({:.digits$}–{:.digits$})",
            self.mean, self.least, self.most
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;
    use serde_json::json;

    #[test]
    fn a_figure_is_told_with_its_spread_and_a_missing_one_as_such() {
        let turns = [json!({"rate": 6000.4}), json!({"rate": 8000.0})];
        assert_eq!(Spread::of(&turns, "rate").to_string(), "7000 (6000–8000)");
        assert_eq!(Spread::of(&turns, "memory").to_string(), "-");
    }
}
