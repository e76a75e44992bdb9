//! The master key: from the environment, else a file of the data directory, made by the portal at its
//! first start.

use app::secrets::{Keys, fill_random};
use std::{
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// `may_make`: a worker must have the portal's, one of its own would read no secret.
pub fn load(data: &Path, may_make: bool) -> io::Result<Keys> {
    if let Ok(text) = std::env::var("AUTOMATOR_MASTER_KEY") {
        return parse(&text, "AUTOMATOR_MASTER_KEY");
    }
    let path = data.join("master.key");
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(&text, &path.display().to_string()),
        Err(e) if e.kind() == io::ErrorKind::NotFound && may_make => make(&path),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            let why = format!(
                "there is no master key: set AUTOMATOR_MASTER_KEY to the portal's, or put its file at {}",
                path.display()
            );
            Err(io::Error::new(e.kind(), why))
        }
        Err(e) => Err(e),
    }
}

fn parse(text: &str, place: &str) -> io::Result<Keys> {
    let bytes = hex::decode(text.trim())
        .ok()
        .and_then(|b| <[u8; 32]>::try_from(b).ok());
    let wrong = || {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{place} must hold 64 hex digits"),
        )
    };
    bytes.map(Keys::new).ok_or_else(wrong)
}

/// Another process may be as new: whoever links the file first has made the key.
fn make(path: &Path) -> io::Result<Keys> {
    let mut key = [0u8; 32];
    fill_random(&mut key);
    let temporary = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&temporary)?;
    writeln!(file, "{}", hex::encode(key))?;
    file.sync_all()?;
    let linked = std::fs::hard_link(&temporary, path);
    std::fs::remove_file(&temporary)?;
    match linked {
        Ok(()) => Ok(Keys::new(key)),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
            parse(&std::fs::read_to_string(path)?, &path.display().to_string())
        }
        Err(e) => Err(e),
    }
}
