//! Files named by their content, each with its compressed twins, and the manifest that finds them.
//!
//! A name that changes with the content may be cached for ever; compressed here once, at the highest
//! level, the server never spends time on it.

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const MANIFEST: &str = "manifest.json";

#[derive(Debug)]
pub struct Bundle {
    folder: PathBuf,
    /// Plain name to hashed name, both relative to the folder.
    names: BTreeMap<String, String>,
}

/// Bytes of one file as it is and compressed.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub plain: usize,
    pub brotli: usize,
    pub gzip: usize,
}

impl Bundle {
    /// Starts from what the folder's manifest holds, or empty.
    pub fn open(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
        Self {
            folder: folder.to_owned(),
            names: serde_json::from_str(&text).unwrap_or_default(),
        }
    }

    /// Nobody removed a file behind our back.
    pub fn is_whole(&self) -> bool {
        !self.names.is_empty()
            && self
                .names
                .values()
                .all(|name| self.folder.join(name).is_file())
    }

    pub fn keep_only(&mut self, names: &[&str]) {
        self.names.retain(|name, _| names.contains(&name.as_str()));
    }

    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<Sizes> {
        let hashed = hashed(name, bytes);
        let path = self.folder.join(&hashed);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut sizes = Sizes {
            plain: bytes.len(),
            brotli: bytes.len(),
            gzip: bytes.len(),
        };
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        if is_compressible(name) {
            let (brotli, gzip) = (brotli(bytes)?, gzip(bytes)?);
            (sizes.brotli, sizes.gzip) = (brotli.len(), gzip.len());
            for (packed, end) in [(brotli, "br"), (gzip, "gz")] {
                // A tiny file only grows.
                if packed.len() < bytes.len() {
                    fs::write(twin(&path, end), packed)?;
                }
            }
        }
        self.names.insert(name.to_owned(), hashed);
        Ok(sizes)
    }

    /// Adds all files below; answers plain name to hashed name. A folder that is not there is empty.
    pub fn add_folder(&mut self, folder: &Path) -> Result<BTreeMap<String, String>> {
        let mut added = BTreeMap::new();
        for path in files_below(folder)? {
            let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
            self.add(&name, &fs::read(&path)?)?;
            added.insert(name.clone(), self.names[&name].clone());
        }
        Ok(added)
    }

    /// Puts the new manifest in place at one stroke, then removes what it does not name.
    pub fn close(self) -> Result<()> {
        let fresh = self.folder.join("manifest.json.new");
        fs::write(&fresh, serde_json::to_string_pretty(&self.names)? + "\n")?;
        fs::rename(&fresh, self.folder.join(MANIFEST))?;

        let mut kept = BTreeSet::from([self.folder.join(MANIFEST)]);
        for name in self.names.values() {
            let path = self.folder.join(name);
            kept.extend([twin(&path, "br"), twin(&path, "gz"), path]);
        }
        for path in files_below(&self.folder)? {
            if !kept.contains(&path) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }
}

/// `icons/mark.svg` to `icons/mark.0123456789abcdef.svg`.
pub fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = hex::encode(&Sha256::digest(bytes)[..8]);
    match name.rsplit_once('.') {
        Some((stem, end)) => format!("{stem}.{hash}.{end}"),
        None => format!("{name}.{hash}"),
    }
}

fn twin(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    PathBuf::from(name)
}

/// Pictures and fonts are compressed inside already.
fn is_compressible(name: &str) -> bool {
    let packed = ["png", "jpg", "jpeg", "webp", "avif", "gif", "woff", "woff2"];
    !Path::new(name)
        .extension()
        .is_some_and(|end| packed.iter().any(|packed| end == *packed))
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort_unstable();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{Bundle, files_below, hashed};
    use std::fs;
    use std::io::Read;

    #[test]
    fn the_name_follows_the_content() {
        assert_eq!(hashed("a/b.js", b"x"), "a/b.2d711642b726b044.js");
        assert_ne!(hashed("b.js", b"x"), hashed("b.js", b"y"));
    }

    #[test]
    fn closing_keeps_what_the_manifest_names_with_readable_twins_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = "body { margin: 0 } ".repeat(50);
        let mut bundle = Bundle::open(folder.path());
        bundle.add("old.css", b"old").expect("added");
        bundle.add("dot.png", b"png").expect("added");
        bundle.close().expect("closed");

        let mut bundle = Bundle::open(folder.path());
        assert!(bundle.is_whole());
        bundle.keep_only(&["dot.png"]);
        let sizes = bundle.add("main.css", text.as_bytes()).expect("added");
        assert!(sizes.brotli < sizes.plain && sizes.gzip < sizes.plain);
        bundle.close().expect("closed");

        let main = hashed("main.css", text.as_bytes());
        let mut names: Vec<_> = files_below(folder.path())
            .expect("read")
            .into_iter()
            .map(|path| {
                path.file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort_unstable();
        let mut wanted = vec![
            hashed("dot.png", b"png"),
            main.clone(),
            format!("{main}.br"),
            format!("{main}.gz"),
            "manifest.json".to_owned(),
        ];
        wanted.sort_unstable();
        assert_eq!(names, wanted);

        let packed = fs::read(folder.path().join(format!("{main}.br"))).expect("read");
        let mut back = String::new();
        brotli::Decompressor::new(&*packed, 4096)
            .read_to_string(&mut back)
            .expect("unpacked");
        assert_eq!(back, text);
    }

    #[test]
    fn a_missing_file_makes_the_bundle_not_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut bundle = Bundle::open(folder.path());
        assert!(!bundle.is_whole());
        bundle.add("a.css", b"a").expect("added");
        assert!(bundle.is_whole());
        fs::remove_file(folder.path().join(hashed("a.css", b"a"))).expect("removed");
        assert!(!bundle.is_whole());
    }
}
