//! A PostgreSQL server of a test's own, to be stopped and started under load: its programs and its
//! account are those of the one that all tests share.

use crate::{PATIENCE, free_port, postgres::admin};
use rustix::process::{Pid, Signal, kill_process};
use sqlx::{Connection, PgConnection};
use std::{
    fs::{File, Permissions},
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

pub struct Server {
    folder: TempDir,
    programs: PathBuf,
    account: (u32, u32),
    pub port: u16,
    child: Option<Child>,
}

/// As `pg_ctl stop -m` has them.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// Sessions are told to go, everything is written down.
    Fast,
    /// As if the power had gone: the next start recovers from the log.
    Immediate,
}

impl Server {
    pub async fn make() -> Self {
        let (programs, data) = shared().await;
        let owner = std::fs::metadata(&data).expect("the shared server is on this machine");
        let folder = tempfile::Builder::new()
            .prefix("automator-server-")
            .tempdir();
        let folder = folder.expect("the temporary folder is writable");
        let account = (owner.uid(), owner.gid());
        std::fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
        chown(folder.path(), Some(account.0), Some(account.1)).unwrap();
        let mut server = Self {
            folder,
            programs,
            account,
            port: free_port(),
            child: None,
        };
        let mut initdb = server.command("initdb");
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8"]);
        initdb.args(["--no-sync", "--no-instructions", "--locale=C.UTF-8"]);
        let made = initdb.arg("--pgdata").arg(server.data()).status();
        assert!(made.expect("initdb can be started").success());
        server.start();
        server.answers().await;
        server
    }

    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Without waiting until it answers.
    pub fn start(&mut self) {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.folder.path().join("log"));
        let log = log.expect("the log can be written");
        let mut postgres = self.command("postgres");
        postgres.arg("-D").arg(self.data());
        postgres.args(["-p", &self.port.to_string()]);
        for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories="] {
            postgres.args(["-c", setting]);
        }
        let log_too = log.try_clone().expect("a file can be shared");
        let child = postgres.stdout(log_too).stderr(log).spawn();
        self.child = Some(child.expect("postgres can be started"));
    }

    pub async fn answers(&self) {
        let begun = Instant::now();
        while PgConnection::connect(&self.url()).await.is_err() {
            assert!(begun.elapsed() < PATIENCE, "PostgreSQL does not start");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until it has ended.
    pub fn stop(&mut self, how: Stop) {
        let Some(mut child) = self.child.take() else {
            return;
        };
        let signal = match how {
            Stop::Fast => Signal::INT,
            Stop::Immediate => Signal::QUIT,
        };
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let _ = kill_process(pid.expect("a process has an id"), signal);
        let _ = child.wait();
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// PostgreSQL does not run as root. It ends with the test, also when that is killed.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "INT"]);
        if rustix::process::geteuid().is_root() {
            let (user, group) = self.account;
            command.args([format!("--reuid={user}"), format!("--regid={group}")]);
            command.arg("--clear-groups");
        }
        command.arg("--").arg(self.programs.join(program));
        command
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }
}

/// Where the shared server's programs and its data are.
pub(crate) async fn shared() -> (PathBuf, PathBuf) {
    let mut connection = PgConnection::connect(&admin())
        .await
        .expect("PostgreSQL answers");
    let (programs, data): (String, String) = sqlx::query_as(
        "select (select setting from pg_config where name = 'BINDIR'), \
         current_setting('data_directory')",
    )
    .fetch_one(&mut connection)
    .await
    .expect("its owner may ask");
    (programs.into(), data.into())
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop(Stop::Immediate);
    }
}
