//! The browser bundle: `target/site/` with wasm, script, styles and static files, and `manifest.json`
//! that maps each plain name to the hashed one.
//!
//! What did not change is not made again, and the old files stay until the new manifest is in place,
//! so a server that is running never reads half a bundle.

mod files;
mod inputs;
mod styles;
mod toolchain;
mod wasm;

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use files::Bundle;
use inputs::Stamp;
use std::fs::{self, File};
use std::time::Instant;

pub fn build(workspace: &Workspace) -> Result<()> {
    let start = Instant::now();
    let folder = workspace.site();
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let _lock = lock(workspace)?;

    let stamp_file = workspace.target.join("site.stamp");
    let old = Stamp::read(&stamp_file);
    let new = Stamp::of(workspace)?;
    let mut bundle = Bundle::open(&folder);
    let whole = bundle.is_whole();
    if whole && old == new {
        eprintln!(
            "site: nothing changed, {:.1} s",
            start.elapsed().as_secs_f64()
        );
        return Ok(());
    }

    if !whole || old.code != new.code {
        wasm::build(workspace, &mut bundle)?;
    }
    if !whole || old.looks != new.looks {
        bundle.keep_only(&wasm::NAMES);
        let assets = bundle.add_folder(&workspace.root.join("frontend/assets"))?;
        styles::build(
            &workspace.root.join("frontend/styles/main.css"),
            &assets,
            &mut bundle,
        )?;
    }
    bundle.close()?;
    new.write(&stamp_file)?;
    eprintln!("site: ready, {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Two builds at once would remove each other's files.
fn lock(workspace: &Workspace) -> Result<File> {
    let file = File::create(workspace.target.join("site.lock"))?;
    if file.try_lock().is_err() {
        eprintln!("site: waiting for another build of the bundle");
        file.lock()?;
    }
    Ok(file)
}
