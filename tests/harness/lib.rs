//! The harness of the black-box tests: the real program, a real browser, a real PostgreSQL.
//!
//! Nothing in here knows a crate of the product. What the tests see is what a person or a program
//! sees: the command line, HTTP, the screen, processes, and files in the data directory.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test ends at what it does not expect, and prints its figures"
)]

mod achieved;
mod answer;
pub mod binary;
mod browser;
mod cli;
mod client;
mod disk;
mod dump;
mod launch;
mod ledger;
mod page_form;
pub mod picture;
mod portal;
mod postgres;
mod proxy;
mod seed;
mod server;
mod site;
mod smtp;
pub mod tenant_app;
mod worker;

pub use achieved::achieved;
pub use answer::{Answer, complaint};
pub use browser::{Browser, Look, Page};
pub use cli::{Cli, Done, Running};
pub use client::Client;
pub use disk::{Disk, Trouble, is_sound};
pub use dump::{Dump, execute, number};
pub use launch::{
    Accepted, PASSWORD, form, launched, one_of_each, print_times, sign_up, step_names, wait_for_run,
};
pub use ledger::{Call, Kept, Ledger};
pub use page_form::{FormPage, Part};
pub use portal::{Portal, Setup, free_port};
pub use postgres::Database;
pub use proxy::{Proxy, Wire};
pub use seed::Seed;
pub use server::{Server, Stop};
pub use site::Site;
pub use smtp::MailServer;
pub use worker::Worker;

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

/// Far longer than anything takes: a busy machine is no failure, a hang is.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// This crate's folder, as cargo says when it runs a test: what the compiler was told may be another
/// clone that builds into the same target directory.
pub fn crate_folder() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

/// Asks until there is an answer.
pub async fn wait_for<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = ask().await {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "never happened: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

pub async fn wait_until(what: &str, mut there: impl AsyncFnMut() -> bool) {
    wait_for(what, async || there().await.then_some(())).await;
}

/// A figure of a test: on a line of its own, and kept in `target/figures.txt`, since the output of
/// a test that passes is not shown.
pub fn figure(name: &str, text: impl std::fmt::Display) {
    use std::io::Write;
    eprintln!("figure {name}: {text}");
    let file = binary::target_folder().join("figures.txt");
    let file = std::fs::File::options()
        .create(true)
        .append(true)
        .open(file);
    // One write a line, so that tests beside each other do not mix theirs.
    let _ = file.and_then(|mut file| file.write_all(format!("{name}: {text}\n").as_bytes()));
}
