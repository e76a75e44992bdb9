//! The house's own mail server, as an address: `smtp://user:password@host:587` (STARTTLS),
//! `smtps://…:465` (TLS from the start), or `smtp://host:25?tls=none` for one on a trusted network.

use app::{
    AppResult,
    ports::{MailServer, Security},
};
use domain::{FieldError, email::Email};
use url::Url;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay(pub MailServer);

impl Relay {
    pub fn parse(text: &str) -> AppResult<Self> {
        let server = Url::parse(text.trim()).ok().and_then(|url| server(&url));
        // Not the text itself: it may hold a password.
        server.map(Self).ok_or_else(|| {
            let why = "must be like smtp://user:password@mail.example.com:587, smtps://… or \
                       smtp://…?tls=none, with &from=name@example.com where it takes one sender only";
            FieldError::new("mail_relay", "url", why).into()
        })
    }
}

fn server(url: &Url) -> Option<MailServer> {
    let query = |key: &str| url.query_pairs().find(|(k, _)| k == key).map(|(_, v)| v);
    let security = match (url.scheme(), query("tls").as_deref()) {
        ("smtps", None) => Security::Tls,
        ("smtp", None) => Security::StartTls,
        ("smtp", Some("none")) => Security::None,
        _ => return None,
    };
    let usual = match security {
        Security::Tls => 465,
        Security::StartTls => 587,
        Security::None => 25,
    };
    let decoded = |text: &str| {
        let pair = format!("x={}", text.replace('+', "%2B"));
        let mut pairs = url::form_urlencoded::parse(pair.as_bytes());
        pairs.next().map(|(_, value)| value.into_owned())
    };
    let from = match query("from") {
        Some(from) => Some(Email::parse(&from).ok()?),
        None => None,
    };
    Some(MailServer {
        host: url.host_str().filter(|host| !host.is_empty())?.to_owned(),
        port: url.port().unwrap_or(usual),
        security,
        username: decoded(url.username()).filter(|name| !name.is_empty()),
        password: url.password().and_then(decoded),
        from,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_how_and_as_whom() {
        let relay = Relay::parse("smtp://ada%40x.org:a%2Fb+c@mail.example.com").expect("valid");
        assert_eq!(
            (relay.0.host.as_str(), relay.0.port),
            ("mail.example.com", 587)
        );
        assert_eq!(relay.0.security, Security::StartTls);
        assert_eq!(relay.0.username.as_deref(), Some("ada@x.org"));
        assert_eq!(relay.0.password.as_deref(), Some("a/b+c"));

        let relay = Relay::parse("smtps://mail.example.com").expect("valid");
        assert_eq!((relay.0.port, relay.0.security), (465, Security::Tls));
        let relay = Relay::parse("smtp://[::1]:2525?tls=none&from=x@y.org").expect("valid");
        assert_eq!((relay.0.port, relay.0.security), (2525, Security::None));
        assert_eq!(relay.0.from.map(String::from).as_deref(), Some("x@y.org"));
    }

    #[test]
    fn another_address_is_refused_without_its_password() {
        for text in [
            "mail.example.com",
            "https://u:s3cret@h",
            "smtp://u:s3cret@h?tls=maybe",
        ] {
            let error = Relay::parse(text).expect_err("refused");
            assert!(!format!("{error:?}").contains("s3cret"), "{text}");
        }
    }
}
