//! The figures behind `/metrics`, counted by hand since they are few. No tenant is ever a label.

use app::Portal;
use domain::{machine::State, states::RunState, views::WorkerState};
use std::{
    fmt::Write,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// Upper bounds of the histogram's buckets, in milliseconds.
const BOUNDS: [u64; 8] = [5, 10, 25, 50, 100, 250, 1_000, 5_000];

static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);
/// By hundreds of the status: 1xx … 5xx.
static BY_CLASS: [AtomicU64; 5] = [const { AtomicU64::new(0) }; 5];
static WITHIN: [AtomicU64; BOUNDS.len()] = [const { AtomicU64::new(0) }; BOUNDS.len()];
static MICROS: AtomicU64 = AtomicU64::new(0);

/// Starts the clock of the uptime; the first call counts.
pub fn start() {
    LazyLock::force(&STARTED);
}

pub fn count(status: u16, took: Duration) {
    let class = usize::from(status / 100).clamp(1, 5) - 1;
    BY_CLASS[class].fetch_add(1, Ordering::Relaxed);
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    MICROS.fetch_add(micros, Ordering::Relaxed);
    let bucket = BOUNDS.iter().position(|bound| micros <= bound * 1_000);
    if let Some(bucket) = bucket {
        WITHIN[bucket].fetch_add(1, Ordering::Relaxed);
    }
}

pub fn process() -> String {
    let mut text = String::new();
    let version = env!("CARGO_PKG_VERSION");
    head(
        &mut text,
        "automator_build_info",
        "gauge",
        "The version that runs.",
    );
    line(
        &mut text,
        &format!("automator_build_info{{version=\"{version}\"}} 1"),
    );
    head(
        &mut text,
        "automator_uptime_seconds",
        "gauge",
        "Seconds since the start.",
    );
    let uptime = STARTED.elapsed().as_secs_f64();
    line(&mut text, &format!("automator_uptime_seconds {uptime:.1}"));

    head(
        &mut text,
        "automator_http_requests_total",
        "counter",
        "Answers by status class.",
    );
    let mut total = 0;
    for (class, counter) in (1..).zip(&BY_CLASS) {
        let n = counter.load(Ordering::Relaxed);
        total += n;
        line(
            &mut text,
            &format!("automator_http_requests_total{{class=\"{class}xx\"}} {n}"),
        );
    }
    let name = "automator_http_seconds";
    head(&mut text, name, "histogram", "Time to the answer's head.");
    let mut within = 0;
    for (bound, counter) in BOUNDS.iter().zip(&WITHIN) {
        within += counter.load(Ordering::Relaxed);
        let seconds = Duration::from_millis(*bound).as_secs_f64();
        line(
            &mut text,
            &format!("{name}_bucket{{le=\"{seconds}\"}} {within}"),
        );
    }
    line(&mut text, &format!("{name}_bucket{{le=\"+Inf\"}} {total}"));
    let sum = Duration::from_micros(MICROS.load(Ordering::Relaxed)).as_secs_f64();
    line(&mut text, &format!("{name}_sum {sum}"));
    line(&mut text, &format!("{name}_count {total}"));
    text
}

/// Runs that somebody waits for or should look at. A database that does not answer leaves the
/// figure out; `/readyz` tells about it.
pub async fn runs(portal: &Portal) -> String {
    let mut text = String::new();
    let name = "automator_runs";
    head(&mut text, name, "gauge", "Unfinished and failed runs.");
    if let Ok(counts) = portal.store.count_open_runs().await {
        for state in [RunState::Queued, RunState::Running, RunState::Failed] {
            let n = counts.get(&state).copied().unwrap_or_default();
            line(
                &mut text,
                &format!("{name}{{state=\"{}\"}} {n}", state.name()),
            );
        }
    }
    text
}

/// Workers by their state, and what waits for them.
pub async fn workers(portal: &Portal) -> String {
    let mut text = String::new();
    if let Ok(workers) = portal.workers.workers().await {
        let name = "automator_workers";
        head(&mut text, name, "gauge", "Workers by state.");
        for state in WorkerState::ALL {
            let n = workers.iter().filter(|w| w.state == state).count();
            let state = state.name();
            line(&mut text, &format!("{name}{{state=\"{state}\"}} {n}"));
        }
    }
    let Ok(lines) = portal.workers.lines().await else {
        return text;
    };
    let name = "automator_queue_waiting";
    let help = "Messages that are due and nobody has taken.";
    head(&mut text, name, "gauge", help);
    for of in &lines {
        let (of, n) = (&of.name, of.waiting);
        line(&mut text, &format!("{name}{{line=\"{of}\"}} {n}"));
    }
    let name = "automator_queue_oldest_seconds";
    head(&mut text, name, "gauge", "Age of the oldest of them.");
    for of in &lines {
        let (of, age) = (&of.name, of.oldest_seconds);
        line(&mut text, &format!("{name}{{line=\"{of}\"}} {age:.1}"));
    }
    text
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
