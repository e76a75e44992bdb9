//! A disk that is full or broken on order: `disk.c`, compiled when first needed and preloaded into
//! one portal, refuses what that portal writes into its data directory.

use crate::Setup;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

pub struct Disk {
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug)]
pub enum Trouble {
    Full,
    Broken,
}

impl Trouble {
    pub const ALL: [Self; 2] = [Self::Full, Self::Broken];

    fn flag(self) -> &'static str {
        match self {
            Self::Full => "disk-full",
            Self::Broken => "disk-broken",
        }
    }
}

impl Disk {
    /// Before the portal is started.
    pub fn of(setup: &mut Setup) -> Self {
        let folder = setup.folder().to_owned();
        let library = folder.join("disk.so");
        compile(&library);
        setup.set("LD_PRELOAD", library.display());
        setup.set("AUTOMATOR_TEST_DISK", setup.data().display());
        let disk = Self { folder };
        for (variable, trouble) in [
            ("AUTOMATOR_TEST_DISK_FULL", Trouble::Full),
            ("AUTOMATOR_TEST_DISK_BROKEN", Trouble::Broken),
        ] {
            setup.set(variable, disk.path(trouble).display());
        }
        disk
    }

    fn path(&self, trouble: Trouble) -> PathBuf {
        self.folder.join(trouble.flag())
    }

    pub fn has(&self, trouble: Trouble) {
        std::fs::write(self.path(trouble), "").expect("the test's own folder is writable");
    }

    pub fn is_well(&self) {
        for trouble in Trouble::ALL {
            let _ = std::fs::remove_file(self.path(trouble));
        }
    }
}

/// With the compiler that links Rust's own programs.
fn compile(library: &Path) {
    let source = crate::crate_folder().join("harness/disk.c");
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O1", "-o"]).arg(library);
    let done = cc.arg(&source).arg("-ldl").status().expect("cc is there");
    assert!(done.success(), "{} does not compile", source.display());
}

/// Whether SQLite itself finds its file sound, and says so of every page and index.
pub async fn is_sound(database: &Path) -> bool {
    use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
    let options = SqliteConnectOptions::new().filename(database);
    let mut connection = options.connect().await.expect("the database opens");
    let said: String = sqlx::query_scalar("pragma integrity_check")
        .fetch_one(&mut connection)
        .await
        .expect("the database answers");
    let _ = connection.close().await;
    said == "ok"
}
