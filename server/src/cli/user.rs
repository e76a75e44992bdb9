//! `user create`: an account for a person. Passwords are never flags: one is made, or read from
//! stdin.

use super::{
    Session,
    exit::{Failure, Outcome},
    token,
};
use crate::http::access::CreateUser;
use domain::role::Role;
use std::io;

#[derive(Debug, clap::Subcommand)]
pub enum User {
    /// Make an account; a password is made and printed once, alone on stdout
    Create {
        /// The person's address
        email: String,
        /// operator, customer_service or developer
        #[arg(long, value_parser = token::role)]
        role: Role,
        /// Read the password from stdin instead
        #[arg(long)]
        password_stdin: bool,
    },
}

pub async fn run(cx: &Session, command: User) -> Outcome<()> {
    let User::Create {
        email,
        role,
        password_stdin,
    } = command;
    let password = if password_stdin { Some(read()?) } else { None };
    let made = cx
        .backend
        .create_user(CreateUser {
            email,
            role,
            password,
        })
        .await?;
    cx.terminal
        .note(format!("{} may sign in as {}", made.email, made.role));
    if cx.terminal.is_json() || made.password.is_some() {
        cx.terminal
            .show(&made, |made| made.password.clone().unwrap_or_default());
    }
    Ok(())
}

fn read() -> Outcome<String> {
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line);
    let password = line.trim_end_matches(['\r', '\n']);
    if read.is_err() || password.is_empty() {
        return Err(Failure::Usage("there is no password on stdin".to_owned()));
    }
    Ok(password.to_owned())
}
