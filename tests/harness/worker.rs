//! `automator worker`: a worker without a portal, on PostgreSQL.

use crate::{PATIENCE, Setup};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs::File,
    path::PathBuf,
    process::{Child, ExitStatus, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

pub struct Worker {
    child: Child,
    log: PathBuf,
}

impl Worker {
    pub(crate) fn start(setup: &Setup) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let log = setup.folder().join(format!("worker{n}.log"));
        let file = File::create(&log).expect("the log can be written");
        let mut command = setup.command();
        command
            .arg("worker")
            .stdout(Stdio::null())
            .stderr(file.try_clone().expect("a file can be shared"));
        let child = command.stdout(file).spawn();
        Self {
            child: child.expect("the program can be started"),
            log,
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub fn is_up(&self) -> bool {
        self.log().contains("the worker is up")
    }

    pub fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        kill_process(pid.expect("a process has an id"), signal).expect("it is our child");
    }

    /// As a machine that hangs: no signal can be caught, nothing goes on.
    pub fn stand_still(&self) {
        self.signal(Signal::STOP);
    }

    pub fn go_on(&self) {
        self.signal(Signal::CONT);
    }

    /// Waits until it has ended by itself.
    pub async fn ends(mut self, within: Duration) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                return status;
            }
            assert!(begun.elapsed() < within, "it goes on:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// An orderly stop, and how long it took.
    pub fn stop(mut self) -> (ExitStatus, Duration) {
        self.signal(Signal::TERM);
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                return (status, begun.elapsed());
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "it does not stop:\n{}",
                self.log()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("── a worker's log\n{}\n──", self.log());
        }
    }
}
