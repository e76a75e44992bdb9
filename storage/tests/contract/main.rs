//! One suite of behaviour, run on both databases: what the application may rely on.
//!
//! PostgreSQL is found in `AUTOMATOR_TEST_POSTGRES`; `cargo xtask pg -- cargo nextest run -p
//! storage` starts one for the run. Without it the half on PostgreSQL fails, it is never skipped.

mod access;
mod calls;
mod content;
mod database;
mod deletion;
mod environments;
mod fixtures;
mod journal;
mod many;
mod opening;
mod queue;
mod retention;
mod runs;
mod settings;
mod tenants;
mod workers;

pub(crate) use database::both;
