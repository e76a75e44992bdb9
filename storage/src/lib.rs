//! The store and the journal on SQLite and on PostgreSQL.
//!
//! `sqlite/` and `postgres/` are mirrors of each other. What both databases say in the same words
//! stands once in `shared/` and is compiled into each of them (`#[path]`), against that module's
//! `Db`, `Backend` and `Work`: native types on both, and no `if postgres` inside a query. What they
//! say differently (batches, locks, durations) stands in files of equal names on both sides.
//! Not `sqlx::Any`: it knows neither uuid, time nor json.

#![expect(
    clippy::duplicate_mod,
    reason = "shared/ is compiled once for each database, on purpose"
)]

mod batch;
mod error;
mod open;
mod plans;
mod postgres;
mod queue;
mod rows;
mod sqlite;
mod suspects;
mod text;
mod time;

pub use open::{OpenError, Opened, Options, Pool, open};
