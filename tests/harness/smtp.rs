//! A small real mail server: it signs in, takes mails, and refuses them on order.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// `\0desk@harbour.example\0quiet-tide-lamp`
const SIGN_IN: &str = "AGRlc2tAaGFyYm91ci5leGFtcGxlAHF1aWV0LXRpZGUtbGFtcA==";

pub struct MailServer {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    taken: Vec<String>,
    refuses: bool,
}

impl MailServer {
    pub const USER: &'static str = "desk@harbour.example";
    pub const PASSWORD: &'static str = "quiet-tide-lamp";

    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("bound");
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, shared.clone()));
            }
        });
        Self { address, state }
    }

    /// Mails as they came, headers and all.
    pub fn taken(&self) -> Vec<String> {
        self.state.lock().expect("mails").taken.clone()
    }

    /// From now on no recipient is known, or all are again.
    pub fn refuse(&self, refuses: bool) {
        self.state.lock().expect("mails").refuses = refuses;
    }
}

async fn talk(stream: TcpStream, state: Arc<Mutex<State>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 harbour.example ready\r\n").await?;
    let mut is_known = false;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let refuses = state.lock().expect("mails").refuses;
        let answer = match verb.to_uppercase().as_str() {
            "EHLO" => "250-harbour.example\r\n250 AUTH PLAIN",
            "AUTH" if rest.strip_prefix("PLAIN ") == Some(SIGN_IN) => {
                is_known = true;
                "235 known"
            }
            "AUTH" => "535 5.7.8 wrong user name or password",
            "MAIL" if !is_known => "530 5.7.0 sign in first",
            "RCPT" if refuses => "550 5.1.1 no such mailbox",
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let mail = data(&mut stream).await?;
                state.lock().expect("mails").taken.push(mail);
                "250 taken"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 fine",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut mail = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(mail);
        }
        mail.push_str(&line);
    }
}
