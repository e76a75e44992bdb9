//! The lock on a data directory. It is the worker's: whoever holds it carries runs out there, so
//! reading commands need none.

use rustix::fs::{FlockOperation, flock};
use serde::{Deserialize, Serialize};
use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, Write},
    path::Path,
};

#[derive(Debug)]
pub struct DataLock {
    _file: File,
}

/// Who holds it, for messages and for deciding who executes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub pid: u32,
    /// A portal supervises instances and executes what is queued; a command executes its own run.
    pub portal: bool,
    pub address: String,
}

#[derive(Debug)]
pub enum Taken {
    Mine(DataLock),
    By(Holder),
}

pub fn take(data: &Path, portal: bool, address: &str) -> io::Result<Taken> {
    std::fs::create_dir_all(data)?;
    let path = data.join("worker.lock");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => {
            let holder = Holder {
                pid: std::process::id(),
                portal,
                address: address.to_owned(),
            };
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(&serde_json::to_vec(&holder)?)?;
            Ok(Taken::Mine(DataLock { _file: file }))
        }
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(Taken::By(read(&mut file)?)),
        Err(errno) => Err(errno.into()),
    }
}

/// The holder writes its name just after taking the lock; a reader in between waits a little.
fn read(file: &mut File) -> io::Result<Holder> {
    for _ in 0..50 {
        let mut text = String::new();
        file.rewind()?;
        file.read_to_string(&mut text)?;
        if let Ok(holder) = serde_json::from_str(&text) {
            return Ok(holder);
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    Ok(Holder {
        pid: 0,
        portal: false,
        address: String::new(),
    })
}
