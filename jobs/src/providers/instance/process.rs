//! One instance's process, seen through its directory.
//!
//! The process holds a lock on `instance.lock` for life and writes its id there and its port into
//! `port`. So whoever looks at the directory, this portal or the one after a `kill -9`, knows
//! whether it lives, and the kernel keeps a second one from starting.

use rustix::{
    fs::{FlockOperation, flock},
    process::{Pid, Signal, kill_process},
};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

#[derive(Clone, Debug)]
pub struct InstanceDir(pub PathBuf);

impl InstanceDir {
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn read(&self, name: &str) -> io::Result<Option<String>> {
        match std::fs::read_to_string(self.file(name)) {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Whether a process holds the lock.
    pub fn is_alive(&self) -> bool {
        let Ok(file) = File::open(self.file("instance.lock")) else {
            return false;
        };
        let tried = flock(&file, FlockOperation::NonBlockingLockShared);
        tried == Err(rustix::io::Errno::WOULDBLOCK)
    }

    pub fn port(&self) -> Option<u16> {
        self.read("port").ok()??.parse().ok()
    }

    /// Signals the process that holds the lock. Its id is read and used while the lock is held, so
    /// it cannot be that of another program.
    pub fn signal(&self, signal: Signal) -> bool {
        let mut text = String::new();
        let Ok(mut file) = File::open(self.file("instance.lock")) else {
            return false;
        };
        if file.read_to_string(&mut text).is_err() || !self.is_alive() {
            return false;
        }
        let pid = text.trim().parse().ok().and_then(Pid::from_raw);
        pid.is_some_and(|pid| kill_process(pid, signal).is_ok())
    }
}

pub fn dir_of(root: &Path, slug: &str, stage: &str) -> InstanceDir {
    InstanceDir(root.join(format!("{slug}-{stage}")))
}
