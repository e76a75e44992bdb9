//! A small real SMTP server: greets, signs in, encrypts, takes mails, and misbehaves on order.

use lettre::transport::smtp::client::Certificate;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

#[derive(Clone, Debug, Default)]
pub struct Manners {
    /// `AUTH PLAIN` with this, in base64; nobody else may send.
    pub sign_in: Option<&'static str>,
    pub tls: Tls,
    /// Answered to `RCPT TO` instead of 250.
    pub recipient: Option<&'static str>,
    /// Takes the connection and says nothing.
    pub silent: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    #[default]
    None,
    Start,
    Wrapped,
}

pub struct Server {
    pub address: SocketAddr,
    /// Signs the certificate, which is for `localhost`.
    pub authority: Certificate,
    taken: Arc<Mutex<Vec<String>>>,
    secured: Arc<Mutex<usize>>,
}

impl Server {
    pub async fn start(manners: Manners) -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]);
        let made = made.expect("a certificate");
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .expect("a configuration");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let server = Self {
            address: listener.local_addr().expect("bound"),
            authority: Certificate::from_pem(made.cert.pem().as_bytes()).expect("a certificate"),
            taken: Arc::default(),
            secured: Arc::default(),
        };
        let (taken, secured) = (server.taken.clone(), server.secured.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let talk = talk(
                    stream,
                    acceptor.clone(),
                    manners.clone(),
                    taken.clone(),
                    secured.clone(),
                );
                tokio::spawn(talk);
            }
        });
        server
    }

    /// The mails as they came, headers and all.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("mails").clone()
    }

    /// How many connections were encrypted.
    pub fn secured(&self) -> usize {
        *self.secured.lock().expect("a count")
    }
}

async fn talk(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    manners: Manners,
    taken: Arc<Mutex<Vec<String>>>,
    secured: Arc<Mutex<usize>>,
) {
    if manners.silent {
        std::future::pending::<()>().await;
    }
    if manners.tls == Tls::Wrapped {
        if let Ok(stream) = acceptor.accept(stream).await {
            *secured.lock().expect("a count") += 1;
            let _ = serve(stream, &manners, &taken, true, true).await;
        }
        return;
    }
    if let Ok(Some(stream)) = serve(stream, &manners, &taken, true, false).await
        && let Ok(stream) = acceptor.accept(stream).await
    {
        *secured.lock().expect("a count") += 1;
        let _ = serve(stream, &manners, &taken, false, true).await;
    }
}

/// Answers the bare stream when the client wants to encrypt it.
async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    manners: &Manners,
    taken: &Mutex<Vec<String>>,
    greet: bool,
    is_secure: bool,
) -> std::io::Result<Option<S>> {
    let mut stream = BufReader::new(stream);
    if greet {
        stream.write_all(b"220 test ready\r\n").await?;
    }
    let mut is_known = manners.sign_in.is_none();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let line = line.trim_end();
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let answer = match verb.to_uppercase().as_str() {
            "EHLO" if manners.tls == Tls::Start && !is_secure => "250-test\r\n250 STARTTLS",
            "EHLO" if manners.sign_in.is_some() => "250-test\r\n250 AUTH PLAIN",
            "STARTTLS" => {
                stream.write_all(b"220 go ahead\r\n").await?;
                return Ok(Some(stream.into_inner()));
            }
            "AUTH" if rest.strip_prefix("PLAIN ") == manners.sign_in => {
                is_known = true;
                "235 known"
            }
            "AUTH" => "535 5.7.8 wrong user name or password",
            "MAIL" if !is_known => "530 5.7.0 sign in first",
            "RCPT" => manners.recipient.unwrap_or("250 fine"),
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let mail = data(&mut stream).await?;
                taken.lock().expect("mails").push(mail);
                "250 taken"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(None);
            }
            _ => "250 fine",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

async fn data<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<String> {
    let mut mail = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(mail);
        }
        mail.push_str(&line);
    }
}
