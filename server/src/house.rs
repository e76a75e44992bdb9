//! Whether a process belongs to the house whose database it has opened: the same master key, and,
//! where providers keep what they make on one machine, the portal's data directory.
//!
//! A worker with a key of its own would read no secret and give apps tokens that nobody knows; one
//! on another machine would make instances where no proxy finds them. Both are told at the start.

use crate::{
    config::Config,
    wiring::{Need, Parts},
};
use app::{AppError, AppResult, secrets::random_hex};
use domain::FieldError;
use std::{io, path::Path};

const KEY: &str = "key";
const DIRECTORY: &str = "directory";

/// The first one to open a database says by a digest which key is its own.
pub async fn check_key(parts: &Parts, need: Need) -> AppResult<()> {
    let workers = &parts.portal.workers;
    let own = parts.portal.keys.derive("master-key", "mark");
    let kept = match workers.marked(KEY).await? {
        None if need == Need::Write => Some(workers.mark(KEY, &own).await?),
        kept => kept,
    };
    if kept.is_none_or(|kept| kept == own) {
        return Ok(());
    }
    let why = "this is not the master key that the database was made with. Give every process the portal's: \
               AUTOMATOR_MASTER_KEY, or its data directory with the file master.key";
    Err(FieldError::new("master_key", "other_key", why).into())
}

/// The portal's data directory is the house's from now on.
pub async fn claim_directory(config: &Config, parts: &Parts) -> AppResult<()> {
    let id = place(&config.data).map_err(AppError::internal)?;
    Ok(parts.portal.workers.remark(DIRECTORY, &id).await?)
}

/// Local providers keep everything in the data directory, so whoever works with them must be where
/// it is.
pub async fn check_directory(config: &Config, parts: &Parts) -> AppResult<()> {
    let local = parts.providers.local();
    if local.is_empty() {
        return Ok(());
    }
    let own = place(&config.data).map_err(AppError::internal)?;
    let kept = parts
        .portal
        .workers
        .marked(DIRECTORY)
        .await?
        .unwrap_or_default();
    let is_here = if local.contains(&"instance") {
        kept == own
    } else {
        // Files may be shared with another machine, processes cannot be.
        kept.split(' ').next() == own.split(' ').next()
    };
    if is_here {
        return Ok(());
    }
    let why = format!(
        "{} is not the portal's data directory, and these providers are local to it: {}. Run this worker on the \
         portal's machine with the same AUTOMATOR_DATA, or use providers that every machine reaches",
        config.data.display(),
        local.join(", ")
    );
    Err(FieldError::new("data", "other_directory", why).into())
}

/// The directory's own id and the machine's name.
fn place(data: &Path) -> io::Result<String> {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    Ok(format!("{} {}", directory_id(data)?, host.trim()))
}

fn directory_id(data: &Path) -> io::Result<String> {
    let path = data.join("directory.id");
    match std::fs::read_to_string(&path) {
        Ok(id) => return Ok(id.trim().to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let id = random_hex(16);
    std::fs::write(&path, format!("{id}\n"))?;
    Ok(id)
}
