//! What can be wrong when a process starts: told in words that name the thing, with exit code 9.

mod broken;
mod workers;
