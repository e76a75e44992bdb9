//! What the supervisor tells the app, read once from the environment.
//!
//! Everything is checked here, so that a wrong variable ends the process before it has touched a file.

use std::{fmt, path::PathBuf};

use anyhow::{Context, ensure};
use url::Url;

/// The bearer token of this environment. It never shows in a log or a panic.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

#[derive(Clone, Debug)]
pub struct Config {
    /// The instance's own directory: lock, port, last good runtime document.
    pub dir: PathBuf,
    pub tenant: String,
    pub stage: String,
    pub environment_id: String,
    pub version: String,
    pub database: PathBuf,
    /// The environment's prefix in the bucket.
    pub files: PathBuf,
    pub public_url: Url,
    /// The portal, without a trailing slash.
    pub runtime_url: String,
    pub runtime_token: Token,
}

impl Config {
    pub fn from_env() -> anyhow::Result<Self> {
        Self::from(|name| std::env::var(name).ok())
    }

    fn from(read: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let text = |name: &str| {
            read(name)
                .filter(|value| !value.trim().is_empty())
                .with_context(|| format!("the variable {name} is not set"))
        };
        let url = |name: &str| -> anyhow::Result<Url> {
            let url: Url = text(name)?
                .parse()
                .with_context(|| format!("the variable {name} is no URL"))?;
            ensure!(
                matches!(url.scheme(), "http" | "https"),
                "the variable {name} is no web URL"
            );
            Ok(url)
        };

        Ok(Self {
            dir: text("APP_DIR")?.into(),
            tenant: text("APP_TENANT")?,
            stage: text("APP_STAGE")?,
            environment_id: text("APP_ENVIRONMENT_ID")?,
            version: text("APP_VERSION")?,
            database: text("APP_DATABASE")?.into(),
            files: text("APP_FILES")?.into(),
            public_url: url("APP_PUBLIC_URL")?,
            runtime_url: url("APP_RUNTIME_URL")?
                .as_str()
                .trim_end_matches('/')
                .to_owned(),
            runtime_token: Token(text("APP_RUNTIME_TOKEN")?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(name: &str) -> Option<String> {
        let value = match name {
            "APP_PUBLIC_URL" => "http://acme.localhost:8080",
            "APP_RUNTIME_URL" => "http://127.0.0.1:8080/",
            "APP_RUNTIME_TOKEN" => "very-secret",
            name if name.starts_with("APP_") => "some",
            _ => return None,
        };
        Some(value.to_owned())
    }

    #[test]
    fn the_token_does_not_show() {
        let config = Config::from(variables).unwrap();

        assert!(!format!("{config:?}").contains("very-secret"));
        assert_eq!(config.runtime_url, "http://127.0.0.1:8080");
    }

    #[test]
    fn a_missing_variable_is_named() {
        let error = Config::from(|name| variables(name).filter(|_| name != "APP_DATABASE"));

        assert!(error.unwrap_err().to_string().contains("APP_DATABASE"));
    }
}
