//! The command line as a person or a script meets it: words in, two streams and a code out.

use crate::PATIENCE;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::{
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

pub struct Cli {
    command: Command,
    before: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Done {
    /// What was typed, for messages.
    pub line: String,
    /// -1 when a signal ended it.
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

pub struct Running {
    line: String,
    child: Child,
    stdout: Stream,
    stderr: Stream,
}

struct Stream {
    text: Arc<Mutex<String>>,
    reader: JoinHandle<()>,
}

impl Cli {
    pub(crate) fn new(command: Command) -> Self {
        Self {
            command,
            before: Vec::new(),
        }
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Flags that stand before what is run.
    pub fn with(mut self, flags: &[&str]) -> Self {
        self.before = flags.iter().map(|flag| (*flag).to_owned()).collect();
        self
    }

    /// Words are parted at spaces.
    pub async fn run(self, words: &str) -> Done {
        self.spawn(words).end().await
    }

    pub async fn run_words(self, words: &[&str]) -> Done {
        self.spawn_words(words).end().await
    }

    pub fn spawn(self, words: &str) -> Running {
        let words: Vec<_> = words.split_whitespace().collect();
        self.spawn_words(&words)
    }

    pub fn spawn_words(mut self, words: &[&str]) -> Running {
        let typed: Vec<_> = self
            .before
            .iter()
            .map(String::as_str)
            .chain(words.iter().copied())
            .collect();
        self.command
            .args(&typed)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program can be started");
        Running {
            line: format!("automator {}", typed.join(" ")),
            stdout: Stream::read(child.stdout.take().expect("it is a pipe")),
            stderr: Stream::read(child.stderr.take().expect("it is a pipe")),
            child,
        }
    }
}

impl Stream {
    fn read(mut from: impl std::io::Read + Send + 'static) -> Self {
        let text = Arc::new(Mutex::new(String::new()));
        let written = text.clone();
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = from.read(&mut buffer) {
                let mut text = written.lock().unwrap_or_else(PoisonError::into_inner);
                text.push_str(&String::from_utf8_lossy(&buffer[..n]));
            }
        });
        Self { text, reader }
    }

    fn so_far(&self) -> String {
        self.text
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn all(self) -> String {
        let _ = self.reader.join();
        Arc::into_inner(self.text)
            .and_then(|text| text.into_inner().ok())
            .unwrap_or_default()
    }
}

impl Running {
    pub fn stderr(&self) -> String {
        self.stderr.so_far()
    }

    pub fn stdout(&self) -> String {
        self.stdout.so_far()
    }

    /// Returns when the text stands on stderr.
    pub async fn wait_for(&mut self, text: &str) {
        crate::wait_until(
            &format!("`{}` writes {text:?}", self.line.clone()),
            async || {
                if self.stderr.so_far().contains(text) {
                    return true;
                }
                if let Some(status) = self.child.try_wait().expect("it is our child") {
                    panic!(
                        "`{}` ended with {status} and never wrote {text:?}:\n{}",
                        self.line,
                        self.stderr.so_far()
                    );
                }
                false
            },
        )
        .await;
    }

    /// As Ctrl-C at the terminal.
    pub fn interrupt(&self) {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        kill_process(pid.expect("a process has an id"), Signal::INT).expect("it is running");
    }

    pub async fn end(mut self) -> Done {
        let begun = std::time::Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                break status;
            }
            if begun.elapsed() > PATIENCE + PATIENCE {
                let _ = self.child.kill();
                let _ = self.child.wait();
                panic!("`{}` does not end:\n{}", self.line, self.stderr.so_far());
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        };
        Done {
            line: self.line,
            code: status.code().unwrap_or(-1),
            stdout: self.stdout.all(),
            stderr: self.stderr.all(),
        }
    }
}

impl Done {
    #[track_caller]
    pub fn ended_with(&self, code: i32) -> &Self {
        assert!(
            self.code == code,
            "`{}` ended with {}, not {code}\nstdout: {}\nstderr: {}",
            self.line,
            self.code,
            self.stdout,
            self.stderr
        );
        self
    }

    #[track_caller]
    pub fn succeeded(&self) -> &Self {
        self.ended_with(0)
    }

    /// On stderr, where messages belong.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(
            self.stderr.contains(text),
            "`{}` does not say {text:?}:\n{}",
            self.line,
            self.stderr
        );
        self
    }

    /// Standard output is this line and nothing else.
    #[track_caller]
    pub fn printed(&self, line: &str) -> &Self {
        assert_eq!(
            self.stdout,
            format!("{line}\n"),
            "`{}`\nstderr: {}",
            self.line,
            self.stderr
        );
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        let parsed = serde_json::from_str(&self.stdout);
        parsed.unwrap_or_else(|error| {
            panic!(
                "`{}` printed no JSON ({error}): {}\nstderr: {}",
                self.line, self.stdout, self.stderr
            )
        })
    }

    /// The `[1/4] …` lines, in order.
    pub fn headings(&self) -> Vec<&str> {
        self.stderr
            .lines()
            .filter(|line| line.starts_with('['))
            .collect()
    }
}
