//! The claim on an instance directory: one process, guaranteed by the kernel.
//!
//! The lock belongs to the open file, so it ends with the process however it ends, and a second process for the same
//! environment cannot start. Only the holder writes `port`.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use rustix::fs::{FlockOperation, flock};

#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    #[error("another process already runs this environment: {} is locked", .0.display())]
    Held(PathBuf),
    #[error("the instance directory cannot be used: {}", .0.display())]
    Io(PathBuf, #[source] io::Error),
}

#[derive(Debug)]
pub struct Claim {
    port_file: PathBuf,
    _lock: File,
}

impl Claim {
    /// Takes the lock, notes the process id in it (for whoever adopts the instance), and removes a dead process's port.
    pub fn take(dir: &Path) -> Result<Self, ClaimError> {
        let path = dir.join("instance.lock");
        let failed = |source| ClaimError::Io(path.clone(), source);
        let mut lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => return Err(ClaimError::Held(path)),
            Err(errno) => return Err(failed(errno.into())),
        }
        lock.set_len(0).map_err(failed)?;
        writeln!(lock, "{}", std::process::id()).map_err(failed)?;

        let port_file = dir.join("port");
        match fs::remove_file(&port_file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        Ok(Self {
            port_file,
            _lock: lock,
        })
    }

    pub fn publish_port(&self, port: u16) -> io::Result<()> {
        replace_file(&self.port_file, format!("{port}\n").as_bytes())
    }
}

impl Drop for Claim {
    /// Before the lock goes, so that the next holder's port is never the one removed.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.port_file);
    }
}

/// Readers see the old content or the new one, never a part.
pub(crate) fn replace_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension("new");
    let mut file = File::create(&temporary)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&temporary, path)
}
