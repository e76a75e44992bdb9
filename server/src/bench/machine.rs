//! What the machine did meanwhile: CPU seconds and memory of processes, and how fast it syncs.

use std::{fs, io::Write, path::Path, time::Instant};

/// Clock ticks a second in `/proc`; 100 on every Linux that runs Rust.
const TICKS: f64 = 100.0;

/// CPU seconds of this process and, when asked, of every PostgreSQL process of the machine.
pub fn cpu_seconds(with_postgres: bool) -> f64 {
    let mut ticks = cpu_ticks("self", false).unwrap_or(0);
    if with_postgres {
        ticks += processes("postgres")
            .filter_map(|pid| cpu_ticks(&pid, true))
            .sum::<u64>();
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "ticks of a benchmark fit a double"
    )]
    let seconds = ticks as f64 / TICKS;
    seconds
}

/// Resident memory of this process in MiB.
pub fn memory_mib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    let kib: f64 = line
        .and_then(|l| l.split_whitespace().next()?.parse().ok())
        .unwrap_or(0.0);
    kib / 1024.0
}

/// Durable writes of 4 KiB a second in this directory: the machine's limit for single commits.
pub fn syncs_per_second(dir: &Path) -> std::io::Result<f64> {
    let path = dir.join("sync-rate");
    let mut file = fs::File::create(&path)?;
    let (begun, n) = (Instant::now(), 200);
    for _ in 0..n {
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
    }
    let rate = f64::from(n) / begun.elapsed().as_secs_f64();
    fs::remove_file(path)?;
    Ok(rate)
}

fn processes(name: &'static str) -> impl Iterator<Item = String> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|e| e.file_name().into_string().ok());
    pids.filter(move |pid| {
        fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|c| c.trim() == name)
    })
}

/// User and system time; with ended children where asked, since backends come and go.
fn cpu_ticks(pid: &str, children: bool) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let field = |n: usize| fields.get(n).and_then(|f| f.parse::<u64>().ok());
    let own = field(11)? + field(12)?;
    Some(if children {
        own + field(13)? + field(14)?
    } else {
        own
    })
}
