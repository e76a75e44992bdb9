//! Use cases against the real store on SQLite, with providers that keep state.

mod access;
mod environments;
mod house;
mod mails;
mod outside;
mod retention;
mod runs;
mod runtime;
mod settings;
mod sign_in;
mod sign_up;
mod worker;
