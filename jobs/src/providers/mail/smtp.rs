//! One mail to one server by SMTP, and what its refusal means.

use app::ports::{MailError, MailErrorKind, MailServer, OutgoingMail, Security, Sender};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use std::{io, net::SocketAddr, time::Duration};

/// For one connection; its caller bounds the whole, since no answer of the server is bounded here.
const PATIENCE: Duration = Duration::from_secs(4);
const LONGEST_DETAIL: usize = 200;

/// Tries the addresses in turn; one that answers has the last word.
pub async fn send(
    server: &MailServer,
    addresses: &[SocketAddr],
    authorities: &[Certificate],
    mail: &OutgoingMail,
) -> Result<(), MailError> {
    let message = message(mail)?;
    let mut unreachable = None;
    for address in addresses {
        let sent = transport(server, *address, authorities, mail)?
            .send(message.clone())
            .await;
        match sent.map_err(|error| told(&error)) {
            Err(error) if error.kind == MailErrorKind::Unreachable => unreachable = Some(error),
            done => return done.map(|_| ()),
        }
    }
    Err(unreachable.unwrap_or_else(|| invalid("the server has no address")))
}

/// The certificate is asked for the host's name, though the connection goes to an address.
fn transport(
    server: &MailServer,
    address: SocketAddr,
    authorities: &[Certificate],
    mail: &OutgoingMail,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
    let parameters = || {
        let mut tls = TlsParameters::builder(server.host.clone());
        for authority in authorities {
            tls = tls.add_root_certificate(authority.clone());
        }
        tls.build_rustls()
            .map_err(|e| invalid(&format!("the host {} is no name: {e}", server.host)))
    };
    let tls = match server.security {
        Security::StartTls => Tls::Required(parameters()?),
        Security::Tls => Tls::Wrapper(parameters()?),
        Security::None => Tls::None,
    };
    let own_name = mail.from.address.rsplit_once('@');
    let own_name = own_name.map_or("localhost", |(_, domain)| domain);
    let ip = address.ip().to_string();
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(ip)
        .port(address.port())
        .tls(tls)
        .hello_name(ClientId::Domain(own_name.to_owned()))
        .timeout(Some(PATIENCE));
    if let Some(username) = &server.username {
        let password = server.password.clone().unwrap_or_default();
        builder = builder
            .credentials(Credentials::new(username.clone(), password))
            .authentication(vec![Mechanism::Plain, Mechanism::Login]);
    }
    Ok(builder.build())
}

fn message(mail: &OutgoingMail) -> Result<Message, MailError> {
    let domain = mail.from.address.rsplit_once('@').map_or("", |(_, d)| d);
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{domain}>", mail.id)))
        .from(mailbox(&mail.from)?)
        .to(parsed(&mail.to)?)
        .subject(mail.subject.clone())
        .header(ContentType::TEXT_PLAIN);
    if let Some(reply_to) = &mail.reply_to {
        message = message.reply_to(parsed(reply_to)?);
    }
    message
        .body(mail.text.clone())
        .map_err(|e| invalid(&e.to_string()))
}

fn mailbox(sender: &Sender) -> Result<Mailbox, MailError> {
    let address = parsed(&sender.address)?.email;
    // A line break in a name would begin another header.
    let name = sender.name.replace(char::is_control, " ");
    Ok(Mailbox::new(Some(name), address))
}

fn parsed(address: &str) -> Result<Mailbox, MailError> {
    let mailbox = address.parse::<Mailbox>();
    mailbox.map_err(|e| invalid(&format!("an address of the mail is not valid: {e}")))
}

fn invalid(detail: &str) -> MailError {
    MailError {
        kind: MailErrorKind::Invalid,
        detail: short(detail),
    }
}

fn told(error: &Error) -> MailError {
    let source = std::error::Error::source(error).map_or_else(String::new, ToString::to_string);
    let code = error.status().map(u16::from);
    let kind = match code {
        // Wrong, missing, too weak, or asked for on an open line (RFC 4954).
        Some(454 | 530 | 534 | 535 | 538) => MailErrorKind::SignIn,
        Some(400..500) => MailErrorKind::Busy,
        Some(_) => MailErrorKind::Refused,
        None if is_of_tls(error) || source.contains("STARTTLS") => MailErrorKind::Encryption,
        None if error.is_client() => MailErrorKind::SignIn,
        None => MailErrorKind::Unreachable,
    };
    let detail = match code {
        Some(code) => format!("{code} {source}"),
        None if source.is_empty() => error.to_string(),
        None => source,
    };
    MailError {
        kind,
        detail: short(&detail),
    }
}

/// A handshake that fails comes as a fault of the connection, about data that is not valid.
fn is_of_tls(error: &Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(e) = cause {
        let io = e.downcast_ref::<io::Error>();
        if io.is_some_and(|e| e.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        cause = e.source();
    }
    error.is_tls()
}

/// Servers may answer pages of text.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_DETAIL)
        .collect()
}
