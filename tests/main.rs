//! Black-box tests: each a sentence about the real program. `docs/testing.md` says how to run them.

mod api;
mod cli;
mod crash;
mod journeys;
mod release;
mod reliability;
mod start;
mod tree;
