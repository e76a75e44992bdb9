//! `cargo xtask gen`: the files that the server writes about itself, so that they cannot be wrong.

use crate::up;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

#[derive(Debug)]
pub struct Generated {
    pub path: &'static str,
    /// The server command that prints it.
    command: &'static str,
}

/// One entry per file; nothing else is needed to add one.
pub const FILES: [Generated; 3] = [
    Generated {
        path: "docs/openapi.json",
        command: "openapi",
    },
    Generated {
        path: "docs/cli.md",
        command: "help-all",
    },
    Generated {
        path: "docs/states.md",
        command: "state-diagrams",
    },
];

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Write nothing; fail when a file is not what it would be
    #[arg(long)]
    check: bool,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    up::build_server(workspace, false)?;
    each(workspace, arguments.check)
}

/// Runs the debug server that is already built.
pub fn each(workspace: &Workspace, check: bool) -> Result<()> {
    let mut stale = Vec::new();
    for file in &FILES {
        let path = workspace.root.join(file.path);
        let Some(wanted) = print(&workspace.server("debug"), file.command)? else {
            ensure!(
                !path.exists(),
                "{} is there, and the server has no command `{}` for it",
                file.path,
                file.command
            );
            eprintln!("gen: {} has no command yet (`{}`)", file.path, file.command);
            continue;
        };
        let found = fs::read_to_string(&path).unwrap_or_default();
        if found == wanted {
            eprintln!("gen: {} is up to date", file.path);
        } else if check {
            stale.push(file.path);
            eprintln!("gen: {} {}", file.path, difference(&found, &wanted));
        } else {
            write(&path, &wanted)?;
            eprintln!("gen: {} written", file.path);
        }
    }
    ensure!(
        stale.is_empty(),
        "not up to date: {}. Run: cargo xtask gen",
        stale.join(", ")
    );
    Ok(())
}

/// What the command prints; nothing when the server does not know it.
fn print(server: &Path, command: &str) -> Result<Option<String>> {
    let output = Command::new(server)
        .arg(command)
        .output()
        .with_context(|| format!("cannot run {}", server.display()))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    let unknown = errors.contains("unrecognized subcommand");
    if unknown || (output.status.success() && output.stdout.is_empty()) {
        return Ok(None);
    }
    if !output.status.success() {
        bail!(
            "automator {command} ended with {}: {}",
            output.status,
            errors.trim()
        );
    }
    Ok(Some(String::from_utf8(output.stdout)?))
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn difference(found: &str, wanted: &str) -> String {
    if found.is_empty() {
        return "is missing".to_owned();
    }
    let same = found
        .lines()
        .zip(wanted.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let line = |text: &str| {
        text.lines()
            .nth(same)
            .unwrap_or("(end of file)")
            .trim()
            .to_owned()
    };
    format!(
        "differs from line {}:\n  - {}\n  + {}",
        same + 1,
        line(found),
        line(wanted)
    )
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_difference_names_the_first_line() {
        assert_eq!(
            difference("a\nb\n", "a\nc\n"),
            "differs from line 2:\n  - b\n  + c"
        );
        assert_eq!(
            difference("a\n", "a\nb\n"),
            "differs from line 2:\n  - (end of file)\n  + b"
        );
        assert_eq!(difference("", "a\n"), "is missing");
    }
}
