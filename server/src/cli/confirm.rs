//! What cannot be taken back asks for the name first. Where nobody can answer, `--yes` must say it.

use super::{
    Session,
    exit::{Failure, Outcome},
};
use domain::EnvironmentName;
use std::io::{self, IsTerminal, Write};

pub fn confirm(cx: &Session, what: &str, name: &EnvironmentName, yes: bool) -> Outcome<()> {
    if yes {
        return Ok(());
    }
    let short = name.short();
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        let why =
            format!("{what} {short} cannot be taken back; without a terminal say so with --yes");
        return Err(Failure::Usage(why));
    }
    cx.terminal
        .note(format!("This will {what} {name}. It cannot be taken back."));
    let _ = write!(io::stderr(), "Type {short} to go on: ");
    let _ = io::stderr().flush();
    let mut typed = String::new();
    let _ = io::stdin().read_line(&mut typed);
    let typed = typed.trim();
    if typed == short || typed == name.to_string() {
        Ok(())
    } else {
        Err(Failure::Usage(format!(
            "“{typed}” is not {short}; nothing was done"
        )))
    }
}
