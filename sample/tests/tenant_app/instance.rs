//! One environment's directory, database and files, and the process on them, as the supervisor keeps them.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::{portal::TOKEN, wait_until};

pub struct Environment {
    dir: TempDir,
    portal: String,
}

pub struct Process {
    child: Child,
    pub url: String,
}

impl Environment {
    pub async fn create(portal: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        // As cargo says when it runs the test: the compiler may have been told of another clone.
        let here = std::env::var("CARGO_MANIFEST_DIR").unwrap();
        let templates = Path::new(&here).join("../templates/sample");
        for folder in ["instance", "files/rooms", "files/branding"] {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        fs::copy(
            templates.join("files/welcome.txt"),
            dir.path().join("files/welcome.txt"),
        )
        .unwrap();
        let rooms = templates.join("files/rooms");
        for picture in fs::read_dir(rooms).unwrap().map(Result::unwrap) {
            let to = dir.path().join("files/rooms").join(picture.file_name());
            fs::copy(picture.path(), to).unwrap();
        }
        let environment = Self {
            dir,
            portal: portal.to_owned(),
        };
        environment
            .seed(&fs::read_to_string(templates.join("seed.sql")).unwrap())
            .await;
        environment
    }

    /// As the step `database` does it.
    async fn seed(&self, sql: &str) {
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(self.database())
            .create_if_missing(true);
        let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
            .execute(&pool)
            .await
            .unwrap();
        pool.close().await;
    }

    pub fn database(&self) -> PathBuf {
        self.dir.path().join("app.db")
    }

    pub fn instance(&self) -> PathBuf {
        self.dir.path().join("instance")
    }

    pub fn file(&self, key: &str) -> PathBuf {
        self.dir.path().join("files").join(key)
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.dir.path().join("log")).unwrap_or_default()
    }

    pub fn spawn(&self) -> Child {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.dir.path().join("log"))
            .unwrap();
        Command::new(env!("CARGO_BIN_EXE_sample-app"))
            .env_clear()
            .env("APP_DIR", self.instance())
            .env("APP_TENANT", "acme")
            .env("APP_STAGE", "prod")
            .env("APP_ENVIRONMENT_ID", "0196f0a4-0000-7000-8000-000000000001")
            .env("APP_VERSION", "4.12.0")
            .env("APP_DATABASE", self.database())
            .env("APP_FILES", self.dir.path().join("files"))
            .env("APP_PUBLIC_URL", "http://acme.localhost:8080")
            .env("APP_RUNTIME_URL", &self.portal)
            .env("APP_RUNTIME_TOKEN", TOKEN)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap()
    }

    pub async fn start(&self) -> Process {
        // A killed process leaves its port behind: whoever starts the next one forgets it first.
        let _ = fs::remove_file(self.instance().join("port"));
        let mut child = self.spawn();
        let mut port = String::new();
        wait_until("the app publishes its port", async || {
            assert!(
                child.try_wait().unwrap().is_none(),
                "the app ended:\n{}",
                self.log()
            );
            port = fs::read_to_string(self.instance().join("port")).unwrap_or_default();
            !port.is_empty()
        })
        .await;
        Process {
            child,
            url: format!("http://127.0.0.1:{}", port.trim()),
        }
    }
}

impl Process {
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub async fn terminate(mut self) -> ExitStatus {
        let id = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(id, Signal::TERM).unwrap();
        let mut status = None;
        wait_until("the app ends", async || {
            status = self.child.try_wait().unwrap();
            status.is_some()
        })
        .await;
        status.unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
