//! Named stages with their seconds, and the table at the end.
//!
//! A stage that fails does not hide the ones after it: who fixes formatting also wants to know
//! whether the tests pass. Only a stage that others build on stops the line.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Passed,
    Failed,
    Skipped,
}

#[derive(Debug)]
pub struct Stages {
    title: &'static str,
    rows: Vec<(&'static str, End, Duration)>,
    stopped: bool,
}

impl Stages {
    pub fn new(title: &'static str) -> Self {
        Self {
            title,
            rows: Vec::new(),
            stopped: false,
        }
    }

    pub fn run(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        if self.stopped {
            self.rows.push((name, End::Skipped, Duration::ZERO));
            return;
        }
        eprintln!("\n── {name}");
        let start = Instant::now();
        let end = match work() {
            Ok(()) => End::Passed,
            Err(error) => {
                eprintln!("error: {name}: {error:#}");
                End::Failed
            }
        };
        let took = start.elapsed();
        eprintln!("── {name}: {} in {:.1} s", word(end), took.as_secs_f64());
        self.rows.push((name, end, took));
        self.stopped |= crate::process::interrupted();
    }

    /// As `run`, but nothing after it makes sense when it fails.
    pub fn need(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        self.run(name, work);
        self.stopped |= self
            .rows
            .last()
            .is_some_and(|(_, end, _)| *end == End::Failed);
    }

    pub fn finish(self) -> Result<()> {
        let total: Duration = self.rows.iter().map(|(_, _, took)| *took).sum();
        eprintln!("\n{:<12} {:<8} {:>8}", self.title, "", "seconds");
        for (name, end, took) in &self.rows {
            eprintln!("{name:<12} {:<8} {:>8.1}", word(*end), took.as_secs_f64());
        }
        eprintln!("{:<12} {:<8} {:>8.1}", "total", "", total.as_secs_f64());
        let failed: Vec<_> = self
            .rows
            .iter()
            .filter(|(_, end, _)| *end != End::Passed)
            .map(|(name, ..)| *name)
            .collect();
        if !failed.is_empty() {
            bail!("not passed: {}", failed.join(", "));
        }
        Ok(())
    }
}

fn word(end: End) -> &'static str {
    match end {
        End::Passed => "passed",
        End::Failed => "failed",
        End::Skipped => "skipped",
    }
}

#[cfg(test)]
mod tests {
    use super::Stages;
    use anyhow::bail;
    use std::cell::Cell;

    #[test]
    fn a_failed_stage_fails_the_whole_and_lets_the_next_one_run() {
        let ran = Cell::new(false);
        let mut stages = Stages::new("test");
        stages.run("first", || bail!("no"));
        stages.run("second", || {
            ran.set(true);
            Ok(())
        });
        assert!(ran.get());
        let error = stages.finish().expect_err("one stage failed");
        assert_eq!(error.to_string(), "not passed: first");
    }

    #[test]
    fn a_needed_stage_that_fails_skips_the_rest_and_they_do_not_pass() {
        let mut stages = Stages::new("test");
        stages.need("first", || bail!("no"));
        stages.run("second", || panic!("must not run"));
        let error = stages.finish().expect_err("nothing passed");
        assert_eq!(error.to_string(), "not passed: first, second");
    }
}
