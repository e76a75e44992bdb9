//! One portal: the real program on a data directory and a port of its own.
//!
//! It can be killed, stopped and started again on the same data. What it leaves running, the
//! processes of its tenants, ends with the test, and nothing else does.

use crate::{Cli, Client, PATIENCE, Site, Worker, binary, tenant_app, wait_for};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs::File,
    hash::{BuildHasher, Hasher, RandomState},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Everything but the process: also good for commands on a data directory without a portal.
pub struct Setup {
    folder: TempDir,
    pub port: u16,
    environment: Vec<(String, String)>,
    /// What is started: `serve` and its flags.
    arguments: Vec<String>,
}

pub struct Portal {
    pub setup: Setup,
    child: Option<Child>,
    operator: String,
}

/// Leases of a second, and pauses to match.
const PACE: &str = "lease=1s,heartbeat=300ms,pause=50ms";

/// Not one of those that the system gives to outgoing connections: any process could have it before
/// the program does.
pub fn free_port() -> u16 {
    let free = (0..100).find_map(|_| {
        let random = RandomState::new().build_hasher().finish() % 12_000;
        let port = 20_000 + u16::try_from(random).expect("it is small");
        TcpListener::bind(("127.0.0.1", port)).ok()?;
        Some(port)
    });
    free.expect("a port is free")
}

impl Setup {
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("automator-test-").tempdir();
        let folder = folder.expect("the temporary folder is writable");
        std::fs::create_dir(folder.path().join("home")).unwrap();
        let mut setup = Self {
            folder,
            port: free_port(),
            environment: Vec::new(),
            arguments: vec!["serve".to_owned()],
        };
        setup.set("AUTOMATOR_DATA", setup.data().display());
        setup.set("AUTOMATOR_LISTEN", format!("127.0.0.1:{}", setup.port));
        setup.set("AUTOMATOR_PUBLIC_URL", setup.url());
        setup
    }

    pub fn on(database: &str) -> Self {
        let mut setup = Self::new();
        setup.set("AUTOMATOR_DATABASE_URL", database);
        setup
    }

    /// For everything that is started from now on.
    pub fn set(&mut self, name: &str, value: impl std::fmt::Display) {
        self.unset(name);
        self.environment.push((name.to_owned(), value.to_string()));
    }

    pub fn unset(&mut self, name: &str) {
        self.environment.retain(|(known, _)| known != name);
    }

    pub fn faults(&mut self, faults: &str) {
        if faults.is_empty() {
            self.unset("AUTOMATOR_FAULTS");
        } else {
            binary::assert_faults_work(&binary::automator());
            self.set("AUTOMATOR_FAULTS", faults);
        }
    }

    /// The portal leaves the runs to workers of their own.
    pub fn without_worker(&mut self) {
        self.arguments = ["serve", "--no-worker"].map(str::to_owned).to_vec();
    }

    /// The portal works itself again, from its next start on.
    pub fn with_worker(&mut self) {
        self.arguments = vec!["serve".to_owned()];
    }

    /// Another worker on the same database and data directory.
    pub fn worker(&self) -> Worker {
        Worker::start(self)
    }

    /// Everything is made at this provider, with leases and pauses in the time that tests have.
    pub fn ledger(&mut self, url: &str) {
        binary::assert_faults_work(&binary::automator());
        self.set("AUTOMATOR_LEDGER", url);
        self.set("AUTOMATOR_PACE", PACE);
        let orders = self.orders();
        self.set("AUTOMATOR_CRASH_ORDERS", orders.display());
    }

    /// Leases and pauses as the product has them.
    pub fn product_pace(&mut self) {
        self.unset("AUTOMATOR_PACE");
    }

    fn orders(&self) -> PathBuf {
        self.folder.path().join("crash-orders")
    }

    /// The portal dies when it comes to this place: `<place> <step> <tenant> <n> [always]`.
    pub fn order_crash(&self, order: &str) {
        let new = self.orders().with_extension("new");
        std::fs::write(&new, order).unwrap();
        std::fs::rename(new, self.orders()).unwrap();
    }

    /// Whether an order stands that has not been met.
    pub fn crash_is_ordered(&self) -> bool {
        self.orders().exists()
    }

    pub fn order_no_crash(&self) {
        let _ = std::fs::remove_file(self.orders());
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    pub fn site_url(&self, slug: &str) -> String {
        format!("http://{slug}.localhost:{}", self.port)
    }

    pub fn cli(&self) -> Cli {
        let command = || self.command();
        Cli::new(command())
    }

    /// The program with nothing of the developer's own configuration.
    pub fn command(&self) -> Command {
        let mut command = Command::new(binary::automator());
        let ours = |name: &str| name.starts_with("AUTOMATOR_") && name != "AUTOMATOR_SITE_DIR";
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(ours) {
                command.env_remove(name);
            }
        }
        command
            .envs(self.environment.iter().cloned())
            .env("HOME", self.folder.path().join("home"))
            .env_remove("NO_COLOR")
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("portal.log")
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn spawn(&self) -> Child {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log_file());
        let log = log.expect("the log can be written");
        let mut command = self.command();
        command
            .args(&self.arguments)
            .stdout(log.try_clone().unwrap())
            .stderr(log);
        command.spawn().expect("the program can be started")
    }

    async fn wait_until_ready(&self, child: &mut Child) {
        let client = Client::new(self);
        wait_for("the portal is ready", async || {
            if let Some(status) = child.try_wait().expect("the portal is our child") {
                panic!("the portal ended with {status}:\n{}", self.log());
            }
            let answer = client.try_get("/readyz").await?;
            (answer.status == 200).then_some(())
        })
        .await;
    }

    pub async fn serve(self) -> Portal {
        let mut portal = Portal {
            setup: self,
            child: None,
            operator: String::new(),
        };
        portal.start_again().await;
        // Made once: a token is as good after a restart.
        let create = "token create --role operator --name tests";
        let operator = portal.cli().run(create).await;
        operator
            .succeeded()
            .stdout
            .trim()
            .clone_into(&mut portal.operator);
        portal
    }
}

impl Default for Setup {
    fn default() -> Self {
        Self::new()
    }
}

impl std::ops::Deref for Portal {
    type Target = Setup;

    fn deref(&self) -> &Setup {
        &self.setup
    }
}

impl Portal {
    pub async fn start() -> Self {
        Setup::new().serve().await
    }

    pub async fn with_faults(faults: &str) -> Self {
        let mut setup = Setup::new();
        setup.faults(faults);
        setup.serve().await
    }

    pub async fn on(database: &str) -> Self {
        Setup::on(database).serve().await
    }

    pub fn operator_token(&self) -> &str {
        &self.operator
    }

    /// Speaks to the API as the operator.
    pub fn operator(&self) -> Client {
        Client::new(&self.setup).with_token(&self.operator)
    }

    /// Speaks to the API as nobody.
    pub fn visitor(&self) -> Client {
        Client::new(&self.setup)
    }

    /// The tenant's own address, as its visitors reach it.
    pub fn site(&self, slug: &str) -> Site {
        Site::new(&self.setup, slug)
    }

    fn child(&mut self) -> &mut Child {
        self.child.as_mut().expect("the portal is running")
    }

    pub fn pid(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        let mut child = self.child.take().expect("the portal is running");
        child.kill().expect("it is our child");
        child.wait().expect("it is our child");
    }

    /// Waits until it has killed itself on order.
    pub async fn dies(&mut self) {
        use std::os::unix::process::ExitStatusExt;
        let child = self.child.as_mut().expect("the portal is running");
        let died = wait_for("the portal dies on order", async || {
            child.try_wait().unwrap()
        })
        .await;
        assert_eq!(died.signal(), Some(9), "{died}:\n{}", self.setup.log());
        self.child = None;
    }

    /// Starts it when it does not run, without waiting until it is ready.
    pub fn keep_up(&mut self) {
        if self.child.is_none() {
            self.child = Some(self.setup.spawn());
        }
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        let ended = self.child().try_wait().unwrap().is_some();
        if ended {
            self.child = None;
        }
        ended
    }

    pub fn signal(&self, signal: Signal) {
        let pid = self.pid().and_then(|pid| i32::try_from(pid).ok());
        let pid = pid.and_then(Pid::from_raw).expect("the portal is running");
        kill_process(pid, signal).expect("it is our child");
    }

    /// An orderly stop, and how long it took.
    pub async fn stop(&mut self) -> (ExitStatus, Duration) {
        self.signal(Signal::TERM);
        let begun = Instant::now();
        let mut child = self.child.take().expect("the portal is running");
        let status = wait_for("the portal stops", async || child.try_wait().unwrap()).await;
        (status, begun.elapsed())
    }

    /// On the same data and port as before, and how long it took to be ready.
    pub async fn start_again(&mut self) -> Duration {
        assert!(self.child.is_none(), "the portal is running");
        let begun = Instant::now();
        // Ours before it is ready: also one that never becomes it ends with the test.
        let child = self.child.insert(self.setup.spawn());
        self.setup.wait_until_ready(child).await;
        begun.elapsed()
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        if std::thread::panicking() {
            let log = self.setup.log();
            let lines: Vec<_> = log.lines().collect();
            let last = &lines[lines.len().saturating_sub(80)..];
            eprintln!("── the portal's log, last lines\n{}\n──", last.join("\n"));
        }
    }
}

impl Drop for Setup {
    fn drop(&mut self) {
        let begun = Instant::now();
        // A dying portal's last child may still be on its way.
        while !tenant_app::kill_all(&self.data()) && begun.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
