//! Texts that the program writes about itself, so that they cannot be wrong.

use super::{
    exit::{Failure, Outcome},
    help, terminal,
};
use clap_complete::Shell;
use domain::{
    Machine,
    machine::State,
    states::{EnvironmentState, Health, MailState, RunState, StepState, TenantState},
};

#[derive(Debug, clap::Args)]
pub struct Completions {
    shell: Shell,
}

pub fn completions(wanted: &Completions) -> Outcome<()> {
    let mut script = Vec::new();
    clap_complete::generate(wanted.shell, &mut help::command(), "automator", &mut script);
    let script = String::from_utf8(script);
    let script = script.map_err(|e| Failure::App(app::AppError::internal(e)))?;
    terminal::print(script.trim_end());
    Ok(())
}

pub fn openapi() {
    terminal::print(crate::http::openapi::json().trim_end());
}

pub fn help_all() {
    terminal::print(help::markdown().trim_end());
}

/// Written by `cargo xtask gen` to docs/states.md.
pub fn state_diagrams() {
    let mut out = String::from(
        "# State machines\n\nWritten by `automator state-diagrams` from the transition tables in `domain/src/states/`.\n",
    );
    diagram::<TenantState>(&mut out);
    diagram::<EnvironmentState>(&mut out);
    diagram::<Health>(&mut out);
    diagram::<MailState>(&mut out);
    diagram::<RunState>(&mut out);
    diagram::<StepState>(&mut out);
    terminal::print(out.trim_end());
}

fn diagram<S: State>(out: &mut String) {
    let name = S::MACHINE;
    let diagram = Machine::<S>::diagram();
    out.push_str(&format!(
        "\n## {name}\n\n```mermaid\n{}\n```\n",
        diagram.trim_end()
    ));
}
