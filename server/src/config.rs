//! The portal's configuration: flag, then environment (`AUTOMATOR_…`), then `automator.toml`, then
//! default. Checked whole, so that a wrong value is told before anything is opened.

use crate::{proxies::TrustedProxies, relay::Relay};
use app::{AppError, AppResult};
use domain::FieldError;
use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    net::{SocketAddr, ToSocketAddrs},
    path::{Path, PathBuf},
};

pub const FILE: &str = "automator.toml";
const KEYS: [&str; 7] = [
    "data",
    "database_url",
    "listen",
    "base_domain",
    "public_url",
    "mail_relay",
    "trusted_proxies",
];

#[derive(Clone, PartialEq, Eq)]
pub struct Config {
    /// Absolute.
    pub data: PathBuf,
    pub database_url: String,
    /// Address and port.
    pub listen: String,
    pub base_domain: String,
    /// No slash at the end.
    pub public_url: String,
    /// Where the house's mail goes; without one it is captured.
    pub mail_relay: Option<Relay>,
    /// Who may say in `X-Forwarded-For` for whom a request is.
    pub trusted_proxies: TrustedProxies,
}

/// What was given on the command line, or stands in a file; everything may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_domain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// Holds a password, so there is no flag for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_relay: Option<String>,
    /// Separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted_proxies: Option<String>,
}

/// The addresses of database and relay may hold a password.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("data", &self.data)
            .field("listen", &self.listen)
            .field("base_domain", &self.base_domain)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

impl Config {
    /// `file` is one that was named; without it `automator.toml` is read where it exists.
    pub fn load(flags: &Given, file: Option<&Path>) -> AppResult<Self> {
        let mut figment = Figment::new();
        match file {
            Some(file) if !file.is_file() => {
                let why = format!("there is no file {}", file.display());
                return Err(FieldError::new("config", "missing", why).into());
            }
            Some(file) => figment = figment.merge(Toml::file_exact(file)),
            None if Path::new(FILE).is_file() => figment = figment.merge(Toml::file_exact(FILE)),
            None => {}
        }
        let given = figment
            .merge(Env::prefixed("AUTOMATOR_").only(&KEYS))
            .merge(Serialized::defaults(flags))
            .extract::<Given>();
        given.map_err(misread)?.complete()
    }
}

impl Given {
    fn complete(self) -> AppResult<Config> {
        let data = self.data.unwrap_or_else(|| PathBuf::from("data"));
        let data = std::path::absolute(&data)
            .map_err(|why| FieldError::new("data", "path", format!("{}: {why}", data.display())))?;
        let listen = self.listen.unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let listen = address(&listen)?;
        let base_domain = self.base_domain.unwrap_or_else(|| "localhost".to_owned());
        let base_domain = domain_name(&base_domain)?;
        let public_url = match self.public_url {
            Some(url) => checked_url(&url)?,
            None => format!("http://{base_domain}:{}", listen.port()),
        };
        let database_url = match self.database_url.filter(|url| !url.trim().is_empty()) {
            Some(url) => database(&url)?,
            None => format!("sqlite://{}", data.join("automator.db").display()),
        };
        let mail_relay = self.mail_relay.filter(|url| !url.trim().is_empty());
        let mail_relay = mail_relay.map(|url| Relay::parse(&url)).transpose()?;
        let trusted = self.trusted_proxies.unwrap_or_default();
        Ok(Config {
            data,
            database_url,
            listen: listen.to_string(),
            base_domain,
            public_url,
            mail_relay,
            trusted_proxies: TrustedProxies::parse(&trusted)?,
        })
    }
}

fn misread(error: figment::Error) -> AppError {
    let errors = error.into_iter().map(|error| {
        let place = error.metadata.as_ref().and_then(|m| m.source.as_ref());
        let place = place.map_or_else(String::new, |source| format!(" in {source}"));
        FieldError::new(
            error.path.join("."),
            "config",
            format!("{}{place}", error.kind),
        )
    });
    AppError::Invalid(errors.collect())
}

/// Also `localhost:8080`; the first address of a name counts.
fn address(text: &str) -> AppResult<SocketAddr> {
    let found = text
        .parse()
        .ok()
        .or_else(|| text.to_socket_addrs().ok()?.next());
    found.ok_or_else(|| {
        let why = format!("“{text}” is no address with a port, such as 127.0.0.1:8080");
        FieldError::new("listen", "address", why).into()
    })
}

fn domain_name(text: &str) -> AppResult<String> {
    let name = text.trim().to_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if name.len() <= 190 && name.split('.').all(is_label) {
        return Ok(name);
    }
    let why = format!("“{text}” is no domain name, such as example.com");
    Err(FieldError::new("base_domain", "domain", why).into())
}

fn checked_url(text: &str) -> AppResult<String> {
    let wrong = || {
        let why = format!("“{text}” must be like https://example.com, without a path");
        AppError::from(FieldError::new("public_url", "url", why))
    };
    let url = url::Url::parse(text.trim()).map_err(|_| wrong())?;
    let is_plain = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.path() == "/"
        && url.query().is_none()
        && url.username().is_empty();
    if !is_plain {
        return Err(wrong());
    }
    Ok(url.origin().ascii_serialization())
}

fn database(url: &str) -> AppResult<String> {
    let url = url.trim();
    let known = ["sqlite://", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| url.starts_with(scheme)) {
        return Ok(url.to_owned());
    }
    let why = "must begin with sqlite:// or postgres://";
    Err(FieldError::new("database_url", "url", why).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(change: impl FnOnce(&mut Given)) -> AppResult<Config> {
        let mut given = Given::default();
        change(&mut given);
        given.complete()
    }

    #[test]
    fn the_defaults_need_nothing() {
        let config = given(|_| {}).expect("valid");

        assert!(config.data.is_absolute() && config.data.ends_with("data"));
        assert!(config.database_url.starts_with("sqlite:///"));
        assert_eq!(config.listen, "127.0.0.1:8080");
        assert_eq!(config.public_url, "http://localhost:8080");
    }

    #[test]
    fn the_public_url_follows_port_and_domain_until_it_is_set() {
        let config = given(|g| {
            g.listen = Some("127.0.0.1:9000".into());
            g.base_domain = Some("Example.COM".into());
        });
        assert_eq!(config.expect("valid").public_url, "http://example.com:9000");

        let config = given(|g| g.public_url = Some("https://Portal.example.com/".into()));
        assert_eq!(
            config.expect("valid").public_url,
            "https://portal.example.com"
        );
    }

    #[test]
    fn wrong_values_are_named() {
        type Change = fn(&mut Given);
        let wrong: [(Change, &str); 7] = [
            (
                |g| g.trusted_proxies = Some("proxy".into()),
                "trusted_proxies",
            ),
            (|g| g.listen = Some("8080".into()), "listen"),
            (|g| g.base_domain = Some("-".into()), "base_domain"),
            (|g| g.public_url = Some("example.com".into()), "public_url"),
            (
                |g| g.public_url = Some("http://a.b/path".into()),
                "public_url",
            ),
            (
                |g| g.mail_relay = Some("http://mail.example".into()),
                "mail_relay",
            ),
            (
                |g| g.database_url = Some("mysql://x".into()),
                "database_url",
            ),
        ];
        for (change, field) in wrong {
            match given(change) {
                Err(AppError::Invalid(errors)) => assert_eq!(errors[0].field, field),
                other => panic!("{field}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_flag_wins_over_a_file_and_a_file_over_the_default() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("portal.toml");
        std::fs::write(
            &file,
            "base_domain = \"file.example\"\nlisten = \"127.0.0.1:1\"\n",
        )
        .expect("written");
        let flags = Given {
            listen: Some("127.0.0.1:2".into()),
            ..Given::default()
        };

        let config = Config::load(&flags, Some(&file)).expect("valid");

        assert_eq!(config.base_domain, "file.example");
        assert_eq!(config.listen, "127.0.0.1:2");
    }

    #[test]
    fn a_mistyped_key_of_the_file_is_told() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("portal.toml");
        std::fs::write(&file, "base_domian = \"example.com\"\n").expect("written");

        let error = Config::load(&Given::default(), Some(&file)).expect_err("refused");

        assert!(error.to_string().contains("base_domian"), "{error}");
    }

    #[test]
    fn a_database_password_does_not_show() {
        let config = given(|g| g.database_url = Some("postgres://u:s3cret@host/db".into()));
        assert!(!format!("{:?}", config.expect("valid")).contains("s3cret"));
    }
}
