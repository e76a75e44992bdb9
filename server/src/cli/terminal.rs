//! What a command says: results on stdout, everything else on stderr, readable without colour.

use super::{
    exit::Failure,
    flags::{Flags, Output},
};
use domain::problem::Problem;
use serde::Serialize;
use std::io::{self, IsTerminal, Write};

#[derive(Clone, Copy, Debug)]
pub enum Tone {
    Ok,
    Wait,
    Fail,
    Strong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    Quiet,
    Plain,
    Verbose,
}

#[derive(Debug)]
pub struct Terminal {
    output: Output,
    voice: Voice,
    colour: bool,
    /// Somebody looks at stderr, so a line may be redrawn.
    live: bool,
}

impl Terminal {
    pub fn new(flags: &Flags) -> Self {
        let live = io::stderr().is_terminal();
        let wanted = !flags.no_color && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        Self {
            output: flags.output,
            voice: match (flags.quiet, flags.verbose) {
                (true, _) => Voice::Quiet,
                (false, 0) => Voice::Plain,
                (false, _) => Voice::Verbose,
            },
            colour: live && wanted && !dumb,
            live: live && !dumb && !flags.quiet,
        }
    }

    pub fn is_json(&self) -> bool {
        self.output == Output::Json
    }

    pub fn is_verbose(&self) -> bool {
        self.voice == Voice::Verbose
    }

    pub fn is_live(&self) -> bool {
        self.live
    }

    /// A result as the API's shape, or by `text` for people.
    pub fn show<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) {
        if self.is_json() {
            print(serde_json::to_string_pretty(value).unwrap_or_default());
        } else {
            print(text(value).trim_end());
        }
    }

    /// What happens, for a person who waits. A program that asked for JSON finds nothing but a
    /// problem on stderr.
    pub fn note(&self, text: impl AsRef<str>) {
        if self.voice != Voice::Quiet && (!self.is_json() || self.live) {
            say(text.as_ref());
        }
    }

    pub fn paint(&self, tone: Tone, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let code = match tone {
            Tone::Ok => "32",
            Tone::Wait => "33",
            Tone::Fail => "31",
            Tone::Strong => "1",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }

    /// Why the command ends without success: what, what helps, the next command.
    pub fn failure(&self, failure: &Failure) {
        if self.is_json() {
            if !matches!(failure, Failure::Differs) {
                say(&serde_json::to_string_pretty(&failure.problem()).unwrap_or_default());
            }
            return;
        }
        match failure {
            Failure::Differs => {}
            Failure::Interrupted(text) => say(&format!("\n{text}")),
            Failure::Step(step) => {
                self.error(&format!(
                    "the step {} ({}) of {} failed after {}: {}",
                    step.title,
                    step.name,
                    step.environment,
                    domain::text::count(step.attempts as usize, "attempt"),
                    step.error.summary
                ));
                self.advice("hint", &step.error.hint);
                self.advice("run", &step.run.to_string());
                self.advice("continue", &step.continue_with);
            }
            Failure::App(_)
            | Failure::Refused(_)
            | Failure::Unreachable { .. }
            | Failure::Usage(_)
            | Failure::Cancelled(_) => self.problem(&failure.problem()),
        }
        if let (true, Failure::App(app::AppError::Internal(source))) = (self.is_verbose(), failure)
        {
            self.advice("cause", &crate::http::error::chain(source.as_ref()));
        }
    }

    fn problem(&self, problem: &Problem) {
        match problem.errors.as_slice() {
            [] => self.error(&problem.detail),
            errors => {
                for error in errors {
                    self.error(&format!("{}: {}", error.field, error.message));
                }
            }
        }
        if let Some(hint) = &problem.hint {
            self.advice("hint", hint);
        }
        if let Some(run) = &problem.held_by {
            self.advice("watch", &format!("automator watch {run}"));
        }
        if let Some(id) = &problem.request_id {
            self.advice("request", id);
        }
    }

    fn error(&self, text: &str) {
        say(&format!("{} {text}", self.paint(Tone::Fail, "error:")));
    }

    fn advice(&self, what: &str, text: &str) {
        if !text.is_empty() {
            say(&format!(
                "  {} {text}",
                self.paint(Tone::Strong, &format!("{what}:"))
            ));
        }
    }
}

fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// A result on stdout. A reader that has gone away, as `head` does, is no fault of ours.
pub fn print(text: impl AsRef<str>) {
    let _ = writeln!(io::stdout(), "{}", text.as_ref());
}

/// Columns as wide as their widest cell; the last one is not padded.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
        widest.max(head[column].chars().count())
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells = cells
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"));
        let line: Vec<String> = cells.collect();
        line.join("  ").trim_end().to_owned()
    };
    let mut out = line(&mut head.iter().copied());
    for row in rows {
        out.push('\n');
        out.push_str(&line(&mut row.iter().map(String::as_str)));
    }
    out
}
