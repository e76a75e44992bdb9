//! A PostgreSQL of our own for one command: made in a temporary folder, gone at the end.
//!
//! It is a real one with fsync on, because durability is part of what is tested and measured.
//! It never runs as root (PostgreSQL refuses to) and ends with us even when we are killed.

use crate::{process, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What tests read to find it, and what a developer sets to use another one.
pub const TEST_VARIABLE: &str = "AUTOMATOR_TEST_POSTGRES";
const PREFIX: &str = "automator-postgres-";
const READY_WITHIN: Duration = Duration::from_secs(30);

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The command; it finds the cluster in AUTOMATOR_TEST_POSTGRES
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    command: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let cluster = Cluster::start()?;
    let mut command = Command::new(&arguments.command[0]);
    command
        .args(&arguments.command[1..])
        .env(TEST_VARIABLE, cluster.url());
    process::run(&mut command)
}

#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    server: Child,
    port: u16,
}

impl Cluster {
    pub fn start() -> Result<Self> {
        let binaries = tools::postgres()?;
        process::outlive_signals()?;
        remove_left_over();
        let owner = Owner::find()?;
        let folder = std::env::temp_dir().join(format!("{PREFIX}{}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        match Self::start_in(&binaries, &owner, &folder) {
            Ok((server, port)) => Ok(Self {
                folder,
                server,
                port,
            }),
            Err(error) => {
                let _ = fs::remove_dir_all(&folder);
                Err(error)
            }
        }
    }

    fn start_in(binaries: &Path, owner: &Owner, folder: &Path) -> Result<(Child, u16)> {
        let start = Instant::now();
        if let Owner::Other { user, group } = owner {
            chown(folder, Some(*user), Some(*group))?;
        }
        let data = folder.join("data");
        let mut initdb = owner.command(&binaries.join("initdb"));
        initdb.args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]);
        initdb
            .args(["--no-sync", "--no-instructions", "--pgdata"])
            .arg(&data);
        process::run(initdb.current_dir(folder).stdout(Stdio::null()))?;

        // Between our look at a port and PostgreSQL's use of it another program may take it.
        for attempt in 1..=3 {
            let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
            let log = folder.join("log");
            let mut server = serve(binaries, owner, &data, port, &log)?;
            if wait_until_ready(binaries, &mut server, port)? {
                eprintln!(
                    "PostgreSQL for this run: port {port}, {:.1} s",
                    start.elapsed().as_secs_f64()
                );
                return Ok((server, port));
            }
            let log = fs::read_to_string(&log).unwrap_or_default();
            if attempt == 3 || !log.contains("Address already in use") {
                bail!("PostgreSQL does not start:\n{}", log.trim());
            }
        }
        bail!("PostgreSQL found no free port");
    }

    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    fn url_of(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// A new one with nothing in it.
    pub fn database(&self, name: &str) -> Result<String> {
        let mut create = Command::new(tools::postgres()?.join("createdb"));
        create.args(["-h", "127.0.0.1", "-U", "postgres", "-p"]);
        process::run(create.arg(self.port.to_string()).arg(name))?;
        Ok(self.url_of(name))
    }
}

fn serve(binaries: &Path, owner: &Owner, data: &Path, port: u16, log: &Path) -> Result<Child> {
    let mut server = owner.command(&binaries.join("postgres"));
    server.arg("-D").arg(data).arg("-p").arg(port.to_string());
    for setting in [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=300",
    ] {
        server.args(["-c", setting]);
    }
    let log = fs::File::create(log)?;
    server
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .current_dir("/");
    // A group of its own: Ctrl-C in the terminal must not stop it before the tests that use it.
    server
        .process_group(0)
        .spawn()
        .context("cannot start postgres")
}

fn wait_until_ready(binaries: &Path, server: &mut Child, port: u16) -> Result<bool> {
    let start = Instant::now();
    while start.elapsed() < READY_WITHIN && !process::interrupted() {
        if server.try_wait()?.is_some() {
            return Ok(false);
        }
        let mut ready = Command::new(binaries.join("pg_isready"));
        ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        if ready.status().context("cannot run pg_isready")?.success() {
            return Ok(true);
        }
        sleep(Duration::from_millis(50));
    }
    stop(server);
    bail!(
        "PostgreSQL is not ready after {} s",
        start.elapsed().as_secs()
    );
}

/// Ends it with a fast shutdown: sessions are cut, the files stay sound.
fn stop(server: &mut Child) {
    if let Some(pid) = i32::try_from(server.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::INT);
    }
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(10) {
        if !matches!(server.try_wait(), Ok(None)) {
            return;
        }
        sleep(Duration::from_millis(20));
    }
    let _ = server.kill();
    let _ = server.wait();
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&mut self.server);
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("warning: cannot remove {}: {error}", self.folder.display());
        }
    }
}

/// Who runs PostgreSQL: ourselves, or someone without rights when we are root.
enum Owner {
    Ourselves,
    Other { user: u32, group: u32 },
}

impl Owner {
    fn find() -> Result<Self> {
        if !tools::is_root() {
            return Ok(Self::Ourselves);
        }
        let accounts = fs::read_to_string("/etc/passwd")?;
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| account(&accounts, name))
            .map(|(user, group)| Self::Other { user, group })
            .context(
                "PostgreSQL does not run as root, and there is neither a user postgres nor nobody",
            )
    }

    /// `setpriv` also ties the child's life to ours; without it only an orderly end stops the server.
    fn command(&self, program: &Path) -> Command {
        let setpriv = tools::on_path("setpriv");
        let mut command = Command::new(setpriv.as_deref().unwrap_or(program));
        if setpriv.is_some() {
            command.args(["--pdeathsig", "INT"]);
            if let Self::Other { user, group } = self {
                command
                    .arg(format!("--reuid={user}"))
                    .arg(format!("--regid={group}"));
                command.arg("--clear-groups");
            }
            command.arg("--").arg(program);
        } else if let Self::Other { user, group } = self {
            command.uid(*user).gid(*group);
        }
        command
    }
}

fn account(accounts: &str, name: &str) -> Option<(u32, u32)> {
    let line = accounts
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

/// A run that was killed could not remove its folder; its process id is in the name.
fn remove_left_over() {
    let Ok(entries) = fs::read_dir(std::env::temp_dir()) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let id = name
            .to_str()
            .and_then(|name| name.strip_prefix(PREFIX))
            .and_then(|id| id.parse::<u32>().ok());
        if id.is_some_and(|id| !Path::new(&format!("/proc/{id}")).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::account;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "postgresql:x:7:8::/:/bin/sh\npostgres:x:101:104:admin:/var:/bin/bash\n";
        assert_eq!(account(accounts, "postgres"), Some((101, 104)));
        assert_eq!(account(accounts, "nobody"), None);
    }
}
