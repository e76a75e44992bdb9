//! What can be wrong about a database, told by meaning.

use crate::{
    both,
    database::{Database, FRESH},
    fixtures::tenant,
};
use app::ports::StoreError;
use std::{fs, os::unix::fs::PermissionsExt, path::Path};
use storage::{OpenError, Options, open};

both!(
    a_newer_schema_is_refused,
    opening_twice_migrates_once,
    an_older_schema_is_refused_when_it_may_not_be_migrated,
    a_store_that_is_opened_read_only_reads_and_refuses_writes,
);

const AS_IT_IS: Options = Options {
    create: false,
    migrate: false,
    read_only: false,
};
const READ_ONLY: Options = Options {
    create: false,
    migrate: false,
    read_only: true,
};

async fn a_newer_schema_is_refused(db: Database) {
    let (sum, name) = if db.is_postgres() {
        ("'\\x00'", "true")
    } else {
        ("x'00'", "1")
    };
    db.execute(&format!(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
         values (9999, 'later', {name}, {sum}, 0)"
    ))
    .await;

    for options in [FRESH, AS_IT_IS, READ_ONLY] {
        let refused = open(&db.url, options).await.err().expect("refused");
        assert!(matches!(refused, StoreError::Newer { found: 9999, known } if known < 9999));
    }
}

async fn opening_twice_migrates_once(db: Database) {
    let before = db.count("_sqlx_migrations").await;

    let again = db.again().await;
    open(&db.url, AS_IT_IS).await.expect("is up to date");

    assert_eq!(again.count("_sqlx_migrations").await, before);
    again.store.ping().await.expect("answers");
}

async fn an_older_schema_is_refused_when_it_may_not_be_migrated(db: Database) {
    db.execute("delete from _sqlx_migrations where version > 1")
        .await;

    for options in [AS_IT_IS, READ_ONLY] {
        let refused = open(&db.url, options).await.err().expect("refused");
        let StoreError::Other(source) = &refused else {
            panic!("{refused}")
        };
        let why = source.downcast_ref::<OpenError>();
        assert!(
            matches!(why, Some(OpenError::Older { found: 1, .. })),
            "{refused}"
        );
    }
}

async fn a_store_that_is_opened_read_only_reads_and_refuses_writes(db: Database) {
    let (acme, _) = db.site("acme").await;

    let opened = open(&db.url, READ_ONLY).await.expect("opens");

    assert_eq!(
        opened.store.tenant(acme.id).await.expect("reads"),
        Some(acme)
    );
    assert!(matches!(
        opened.store.begin().await.err(),
        Some(StoreError::ReadOnly)
    ));
    assert!(matches!(
        opened.journal.commit(Vec::new()).await,
        Err(StoreError::ReadOnly)
    ));
}

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

#[tokio::test]
async fn a_missing_file_is_made_only_when_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a %41?b.db");

    for options in [
        AS_IT_IS,
        READ_ONLY,
        Options {
            migrate: true,
            ..AS_IT_IS
        },
    ] {
        let refused = open(&url(&path), options).await.err().expect("refused");
        let StoreError::Unavailable(source) = &refused else {
            panic!("{refused}")
        };
        let why = source.downcast_ref::<OpenError>().expect("told");
        assert!(
            matches!(why, OpenError::Missing(missing) if *missing == path),
            "{why}"
        );
        assert!(!path.exists());
    }

    open(&url(&path), FRESH).await.expect("is made");
    for file in fs::read_dir(folder.path()).expect("reads") {
        let file = file.expect("reads");
        let mode = file.metadata().expect("reads").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.file_name());
    }
}

#[tokio::test]
async fn a_read_only_file_is_told_as_such_and_can_still_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("test.db");
    let db = Database::open(url(&path)).await;
    let mut tx = db.begin().await;
    tx.insert_tenant(&tenant("acme")).await.expect("free");
    tx.commit().await.expect("commits");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).expect("ours");

    let refused = open(&url(&path), FRESH).await.err().expect("refused");
    let opened = open(&url(&path), READ_ONLY).await.expect("opens");

    assert!(matches!(refused, StoreError::ReadOnly), "{refused}");
    assert_eq!(
        opened
            .store
            .tenants("", None, 10)
            .await
            .expect("reads")
            .len(),
        1
    );
}

#[tokio::test]
async fn something_else_in_the_file_is_an_error_and_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.txt");
    let text = "these are my notes, not a database\n".repeat(100);
    fs::write(&path, &text).expect("writes");

    assert!(open(&url(&path), FRESH).await.is_err());
    assert_eq!(fs::read_to_string(&path).expect("reads"), text);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable() {
    let refused = open("postgres://nobody@127.0.0.1:1/none", FRESH)
        .await
        .err()
        .expect("refused");

    assert!(matches!(refused, StoreError::Unavailable(_)), "{refused}");
}

#[tokio::test]
async fn an_unknown_url_is_told_without_its_password() {
    let refused = open("mysql://root:secret@db/x", FRESH)
        .await
        .err()
        .expect("refused");

    let text = refused.to_string();
    assert!(
        text.contains("sqlite:///") && !text.contains("secret"),
        "{text}"
    );
}
