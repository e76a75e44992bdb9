//! CPU seconds, counted as `automator bench` counts them.

use std::fs;

/// Clock ticks a second in `/proc`; 100 on every Linux that runs Rust.
const TICKS: f64 = 100.0;

/// Of this process and, when asked, of every PostgreSQL process of the machine.
pub fn cpu_seconds(with_postgres: bool) -> f64 {
    let mut ticks = ticks("self").unwrap_or(0);
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    for pid in entries.filter_map(|entry| entry.file_name().into_string().ok()) {
        let name = fs::read_to_string(format!("/proc/{pid}/comm"));
        if with_postgres && name.is_ok_and(|name| name.trim() == "postgres") {
            ticks += self::ticks(&pid).unwrap_or(0);
        }
    }
    f64::from(ticks) / TICKS
}

/// User and system time, its own and that of children that have ended.
fn ticks(pid: &str) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields = stat.rsplit_once(')')?.1.split_whitespace();
    fields.skip(11).take(4).map(|n| n.parse::<u32>().ok()).sum()
}
