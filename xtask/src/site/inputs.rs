//! What a bundle was made from, as two hashes: one for the code, one for styles and static files.
//!
//! Content counts, not time stamps: a fresh clone or a switch of branches changes every time stamp.

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::process::Command;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    pub code: String,
    pub looks: String,
}

impl Stamp {
    pub fn of(workspace: &Workspace) -> Result<Self> {
        let hash = |paths: &[&str], extra: &[u8]| -> Result<String> {
            let mut hasher = Sha256::new();
            hasher.update(extra);
            for path in paths {
                add(&mut hasher, &workspace.root, Path::new(path))?;
            }
            Ok(hex::encode(hasher.finalize()))
        };
        // The bundler is an input too: a change in how we build must reach the bundle.
        let bundler = "xtask/src/site";
        let rustc = Command::new("rustc")
            .arg("-vV")
            .output()
            .context("cannot run rustc")?
            .stdout;
        let code = [
            "Cargo.toml",
            "Cargo.lock",
            "domain",
            "frontend/Cargo.toml",
            "frontend/src",
            bundler,
        ];
        let looks = ["frontend/styles", "frontend/assets", bundler];
        Ok(Self {
            code: hash(&code, &rustc)?,
            looks: hash(&looks, b"")?,
        })
    }

    /// A stamp that cannot be read is one that matches nothing.
    pub fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_default();
        let mut lines = text.lines().map(str::to_owned);
        Self {
            code: lines.next().unwrap_or_default(),
            looks: lines.next().unwrap_or_default(),
        }
    }

    pub fn write(&self, file: &Path) -> Result<()> {
        fs::write(file, format!("{}\n{}\n", self.code, self.looks))
            .with_context(|| format!("cannot write {}", file.display()))
    }
}

/// Adds a file, or all of a folder in order of name. What is not there adds only its name.
fn add(hasher: &mut Sha256, root: &Path, path: &Path) -> Result<()> {
    let full = root.join(path);
    let name = path.to_string_lossy();
    hasher.update((name.len() as u64).to_le_bytes());
    hasher.update(name.as_bytes());
    if full.is_dir() {
        let mut names = Vec::new();
        for entry in fs::read_dir(&full)? {
            names.push(entry?.file_name());
        }
        names.sort_unstable();
        for name in names {
            add(hasher, root, &path.join(name))?;
        }
    } else if full.is_file() {
        let bytes = fs::read(&full).with_context(|| format!("cannot read {}", full.display()))?;
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::add;
    use sha2::{Digest, Sha256};
    use std::fs;
    use std::path::Path;

    fn hash(root: &Path) -> Vec<u8> {
        let mut hasher = Sha256::new();
        add(&mut hasher, root, Path::new("src")).expect("readable");
        hasher.finalize().to_vec()
    }

    #[test]
    fn a_changed_moved_or_new_file_changes_the_hash_and_a_touch_does_not() {
        let root = tempfile::tempdir().expect("a folder");
        let file = root.path().join("src/deep/a.rs");
        fs::create_dir_all(root.path().join("src/deep")).expect("a folder");
        fs::write(&file, "one").expect("a file");
        let first = hash(root.path());
        fs::write(&file, "one").expect("a file");
        assert_eq!(hash(root.path()), first);
        fs::write(&file, "two").expect("a file");
        let second = hash(root.path());
        assert_ne!(second, first);
        fs::rename(&file, root.path().join("src/deep/b.rs")).expect("renamed");
        let third = hash(root.path());
        assert_ne!(third, second);
        fs::write(root.path().join("src/empty.rs"), "").expect("a file");
        assert_ne!(hash(root.path()), third);
    }
}
