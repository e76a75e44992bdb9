//! What a connection is set to, and new files for tests.

use super::*;
use crate::sqlite::journal;
use sqlx::{Row, sqlite::SqliteRow};
use std::path::PathBuf;
use tempfile::TempDir;

pub const NEW: Options = Options {
    create: true,
    migrate: true,
    read_only: false,
};

/// Where there is no file yet; it is gone with the folder.
pub fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("test.db");
    (folder, path)
}

/// A connection of the journal to a new file with our tables.
pub async fn fresh() -> (TempDir, Connection) {
    let (folder, path) = place();
    connect_all(&path, NEW).await.expect("opens");
    let conn = journal::open(&path).expect("opens");
    (folder, conn)
}

/// Every connection of the pool at once, so that none is asked twice.
async fn assert_durable(pool: &SqlitePool, size: u32, synchronous: &str) {
    let mut all = Vec::new();
    for _ in 0..size {
        all.push(pool.acquire().await.expect("a connection"));
    }
    assert_eq!(pool.size(), size);
    for conn in &mut all {
        for (pragma, want) in [
            ("pragma journal_mode", "wal"),
            ("pragma synchronous", synchronous),
            ("pragma foreign_keys", "1"),
            ("pragma busy_timeout", "10000"),
            ("pragma cache_size", FEW_PAGES),
        ] {
            let row: SqliteRow = query(pragma).fetch_one(&mut **conn).await.expect("answers");
            let text = row.try_get::<String, _>(0);
            let is = text.or_else(|_| row.try_get::<i64, _>(0).map(|n| n.to_string()));
            assert_eq!(is.expect("a value"), want, "{pragma}");
        }
    }
}

#[tokio::test]
async fn a_commit_lasts_on_every_connection_but_those_of_the_queue() {
    let (_folder, path) = place();
    let (backend, queue) = connect_all(&path, NEW).await.expect("opens");

    let (full, normal) = ("2", "1");
    assert_durable(backend.writer.as_ref().expect("is there"), 1, full).await;
    assert_durable(&backend.reader, READERS, full).await;
    assert_durable(&queue, QUEUE_CONNECTIONS, normal).await;
    let journal = for_journal(&path).expect("opens");
    for (pragma, want) in [
        ("journal_mode", "wal"),
        ("synchronous", full),
        ("foreign_keys", "1"),
        ("wal_autocheckpoint", checkpoint!()),
    ] {
        let is = journal.pragma_query_value(None, pragma, |row| {
            let text = row.get::<_, String>(0);
            text.or_else(|_| Ok(row.get::<_, i64>(0)?.to_string()))
        });
        assert_eq!(is.expect("answers"), want, "{pragma}");
    }
}

#[tokio::test]
async fn nothing_is_written_past_the_one_writer() {
    let (_folder, path) = place();
    let (backend, _) = connect_all(&path, NEW).await.expect("opens");

    let refused = query("delete from tenant").execute(&backend.reader).await;

    let error = store_error(refused.expect_err("is read-only"));
    assert!(matches!(error, StoreError::ReadOnly), "{error}");
}
