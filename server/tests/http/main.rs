//! The interface over a real socket, with a real portal and its database, without a worker.

#![expect(clippy::unwrap_used, reason = "a test ends at what it does not expect")]

mod described;
mod errors;
mod headers;
mod house;
mod idempotency;
mod openapi;
mod operations;
mod origin;
mod roles;
mod sign_in;
mod streams;
