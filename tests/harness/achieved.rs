//! The figures of the reliability checklist: printed always, kept by the full sizes only.
//!
//! `docs/reliability.json` holds the last figure of each line with the seed and the commit that made
//! it, and the table in `docs/reliability.md` is written from it. A line that was there with more
//! cases than now fails: what has been shown once is not quietly shown less.

use crate::{crate_folder, figure};
use serde_json::{Map, Value, json};
use std::{fs::File, process::Command};

const BEGIN: &str = "<!-- figures: written by the full run -->\n";
const END: &str = "<!-- end of figures -->";

/// So many cases of this line have ended as they should; `text` says how.
pub fn achieved(line: &str, cases: usize, text: &str, seed: u64) {
    figure(line, format!("{text}, seed {seed}"));
    if is_full() {
        keep(line, cases, text, seed);
    }
}

/// The full sizes stand in a module of their own, and a test's thread has the test's name.
fn is_full() -> bool {
    let thread = std::thread::current();
    thread.name().is_some_and(|name| name.contains("::full::"))
}

fn keep(line: &str, cases: usize, text: &str, seed: u64) {
    let docs = crate_folder().join("../docs");
    let book = docs.join("reliability.json");
    let lock = File::open(&docs).expect("docs is there");
    lock.lock().expect("docs can be locked");
    let kept = std::fs::read_to_string(&book).unwrap_or_else(|_| "{}".to_owned());
    let mut kept: Map<String, Value> = serde_json::from_str(&kept).expect("our own figures");
    let before = kept.get(line).and_then(|l| l["cases"].as_u64());
    assert!(
        before.is_none_or(|before| cases as u64 >= before),
        "{line}: {cases} cases, {before:?} before"
    );
    let now = json!({
        "cases": cases,
        "figure": text,
        "seed": seed,
        "commit": commit(),
        "machine": machine(),
    });
    kept.insert(line.to_owned(), now);
    let mut text = serde_json::to_string_pretty(&kept).expect("JSON");
    text.push('\n');
    std::fs::write(&book, text).expect("the figures can be kept");
    let page = docs.join("reliability.md");
    let written = std::fs::read_to_string(&page).expect("the page is there");
    std::fs::write(page, with_table(&written, &kept)).expect("the page can be written");
}

fn with_table(page: &str, kept: &Map<String, Value>) -> String {
    let (head, rest) = page
        .split_once(BEGIN)
        .expect("the page has a place for figures");
    let (_, tail) = rest.split_once(END).expect("the figures have an end");
    let mut table = "\n| line | figure | seed | commit | machine |\n".to_owned();
    table.push_str("| --- | --- | --- | --- | --- |\n");
    for (line, of) in kept {
        let [figure, commit, machine] =
            ["figure", "commit", "machine"].map(|k| of[k].as_str().unwrap_or_default());
        let seed = &of["seed"];
        table.push_str(&format!(
            "| {line} | {figure} | {seed} | {commit} | {machine} |\n"
        ));
    }
    format!("{head}{BEGIN}{table}\n{END}{tail}")
}

/// Cores and what they are.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpus.lines().find_map(|l| l.strip_prefix("model name"));
    let name = name.map_or("CPU", |n| n.trim_start_matches([' ', '\t', ':']));
    format!("{cores} × {name}")
}

/// With a `+` when the tree was not clean.
fn commit() -> String {
    let git = |arguments: &[&str]| {
        let said = Command::new("git")
            .args(arguments)
            .current_dir(crate_folder())
            .output();
        said.map_or(String::new(), |o| {
            String::from_utf8_lossy(&o.stdout).trim().to_owned()
        })
    };
    let changed = git(&[
        "status",
        "--porcelain",
        "--untracked-files=no",
        "--",
        ":(top,exclude)docs",
    ]);
    let dirty = if changed.is_empty() { "" } else { "+" };
    git(&["rev-parse", "--short", "HEAD"]) + dirty
}
