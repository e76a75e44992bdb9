//! A portal's data in a folder: its database, its key, and the books of the ledger it worked with.

use crate::{Database, Ledger, Setup, server::shared};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

/// `sqlite/` or `postgres/` of a version.
#[derive(Clone, Debug)]
pub struct Dump(pub PathBuf);

impl Dump {
    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// From a portal that is not running. `database`: none is SQLite.
    pub async fn save(&self, setup: &Setup, database: Option<&Database>, ledger: &Ledger) {
        let _ = fs::remove_dir_all(&self.0);
        fs::create_dir_all(&self.0).expect("the folder can be made");
        match database {
            None => {
                let copy = self.file("automator.db");
                let into = format!("vacuum into '{}'", copy.display());
                execute(setup, None, &into).await;
                pack(&copy);
            }
            Some(database) => {
                let (programs, _) = shared().await;
                let mut dump = Command::new(programs.join("pg_dump"));
                dump.args(["--no-owner", "--no-privileges", "--file"]);
                let file = self.file("automator.sql");
                run(dump.arg(&file).arg(database.url()));
                // Commands of a newer psql, which an older one does not know.
                let text = fs::read_to_string(&file).expect("the dump");
                let lines = text.lines().filter(|line| {
                    !line.starts_with("\\restrict ") && !line.starts_with("\\unrestrict ")
                });
                let text: String = lines.flat_map(|line| [line, "\n"]).collect();
                fs::write(&file, text).expect("the dump");
                pack(&file);
            }
        }
        fs::copy(setup.data().join("master.key"), self.file("master.key")).expect("the key");
        let books = self.file("books.json");
        fs::write(&books, ledger.copy().await.to_string()).expect("the books");
        pack(&books);
    }

    /// For a portal that has not started yet.
    pub async fn load(&self, setup: &Setup, database: Option<&Database>, ledger: &Ledger) {
        fs::create_dir_all(setup.data()).expect("the folder can be made");
        match database {
            None => {
                unpack(&self.file("automator.db.gz"), &sqlite(setup));
            }
            Some(database) => {
                let (programs, _) = shared().await;
                let file = setup.folder().join("automator.sql");
                unpack(&self.file("automator.sql.gz"), &file);
                let mut psql = Command::new(programs.join("psql"));
                psql.args(["-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", "-f"]);
                run(psql.arg(&file).arg(database.url()));
            }
        }
        fs::copy(self.file("master.key"), setup.data().join("master.key")).expect("the key");
        let books = setup.folder().join("books.json");
        unpack(&self.file("books.json.gz"), &books);
        let books = fs::read(&books).expect("the books");
        let books: Value = serde_json::from_slice(&books).expect("JSON");
        ledger.restore(&books).await;
    }
}

fn sqlite(setup: &Setup) -> PathBuf {
    setup.data().join("automator.db")
}

/// In place of the file.
fn pack(file: &Path) {
    run(Command::new("gzip").args(["-9", "-n"]).arg(file));
}

fn unpack(packed: &Path, into: &Path) {
    let into = File::create(into).expect("a file can be made");
    run(Command::new("gzip").arg("-dc").arg(packed).stdout(into));
}

fn run(command: &mut Command) {
    let status = command.status().expect("the program is installed");
    assert!(status.success(), "{command:?}: {status}");
}

async fn open(path: &Path) -> SqliteConnection {
    SqliteConnection::connect(&format!("sqlite://{}", path.display()))
        .await
        .expect("the database opens")
}

/// Changes something behind the back of a portal that is not running; how many rows.
pub async fn execute(setup: &Setup, database: Option<&Database>, sql: &str) -> u64 {
    let query = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    match database {
        None => {
            let mut connection = open(&sqlite(setup)).await;
            let done = query.execute(&mut connection).await;
            done.expect("the statement is right").rows_affected()
        }
        Some(database) => {
            let mut connection = PgConnection::connect(&database.url()).await;
            let connection = connection.as_mut().expect("PostgreSQL answers");
            let done = query.execute(connection).await;
            done.expect("the statement is right").rows_affected()
        }
    }
}

/// One number, on either database.
pub async fn number(setup: &Setup, database: Option<&Database>, sql: &'static str) -> i64 {
    match database {
        None => {
            let mut connection = open(&sqlite(setup)).await;
            let number = sqlx::query_scalar(sql).fetch_one(&mut connection).await;
            number.expect("the query is right")
        }
        Some(database) => database.number(sql).await,
    }
}
