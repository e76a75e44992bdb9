//! Runs child programs so that Ctrl-C still lets us clean up.
//!
//! Without a handler the first signal would end this program and leave a PostgreSQL behind. With one,
//! the child ends, `run` returns an error, and the guards up the stack do their work.

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::process::Command;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The process id of the child that runs now; 0 when there is none.
static CHILD: AtomicU32 = AtomicU32::new(0);
static HANDLER: Once = Once::new();

/// From now on a signal ends the running child and not this program.
pub fn outlive_signals() -> Result<()> {
    let mut signals =
        Signals::new([SIGINT, SIGTERM, SIGHUP]).context("cannot listen for signals")?;
    HANDLER.call_once(move || {
        thread::spawn(move || {
            for signal in signals.forever() {
                // A terminal sends Ctrl-C to the child too; only a second one is passed on.
                let again = INTERRUPTED.swap(true, Ordering::SeqCst);
                if signal != SIGINT || again {
                    end_child();
                }
            }
        });
    });
    Ok(())
}

fn end_child() {
    let id = i32::try_from(CHILD.load(Ordering::SeqCst)).unwrap_or(0);
    if let Some(pid) = Pid::from_raw(id) {
        // It may have ended in the meantime, which is what we want.
        let _ = kill_process(pid, Signal::TERM);
    }
}

pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Runs to the end; anything but success is an error that names the command.
pub fn run(command: &mut Command) -> Result<()> {
    if interrupted() {
        bail!("interrupted");
    }
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {}", words(command)))?;
    CHILD.store(child.id(), Ordering::SeqCst);
    let status = child.wait();
    CHILD.store(0, Ordering::SeqCst);
    let status = status.with_context(|| format!("lost sight of {}", words(command)))?;
    if interrupted() {
        bail!("interrupted");
    }
    if !status.success() {
        bail!("{} ended with {status}", words(command));
    }
    Ok(())
}

/// The command as one would type it, cut where it gets long.
pub fn words(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    if text.chars().count() > 100 {
        text = text.chars().take(99).chain(['…']).collect();
    }
    text
}
