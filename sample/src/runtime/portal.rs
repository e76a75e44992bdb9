//! The portal as a client sees it: the runtime document, its event stream, and mail.

use std::time::Duration;

use anyhow::{Context, bail};
use reqwest::{Client, Response, StatusCode, header};
use serde::Serialize;

use super::Document;
use crate::config::Config;

#[derive(Clone, Debug)]
pub struct Portal {
    client: Client,
    config: Config,
}

pub(super) enum Fetched {
    Same,
    New {
        etag: Option<String>,
        document: Document,
    },
}

#[derive(Debug, Serialize)]
pub struct Mail<'a> {
    pub to: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
    /// The portal sends one mail a key, however often it is asked: the app may safely ask again.
    pub idempotency_key: &'a str,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Delivery {
    Accepted,
    /// The same mail would be refused again.
    Refused(String),
    Later(String),
}

impl Portal {
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        // Another part of the process may have chosen already; either choice serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            // A proxy or a redirect would see the token.
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(2))
            .pool_max_idle_per_host(1)
            .build()
            .context("no client for the portal")?;
        Ok(Self {
            client,
            config: config.clone(),
        })
    }

    pub(super) async fn fetch(&self, etag: Option<&str>) -> anyhow::Result<Fetched> {
        let mut request = self.get("settings").timeout(Duration::from_secs(5));
        if let Some(etag) = etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        let response = request.send().await?;
        match response.status() {
            StatusCode::NOT_MODIFIED => Ok(Fetched::Same),
            StatusCode::OK => {
                let etag = response
                    .headers()
                    .get(header::ETAG)
                    .and_then(|tag| tag.to_str().ok());
                let etag = etag.map(str::to_owned);
                let document: Document = response.json().await?;
                if !document.belongs_to(&self.config) {
                    bail!("the runtime document belongs to another environment");
                }
                Ok(Fetched::New { etag, document })
            }
            status => bail!("the portal answered {status} for the runtime document"),
        }
    }

    pub(super) async fn events(&self) -> anyhow::Result<Response> {
        let request = self
            .get("events")
            .header(header::ACCEPT, "text/event-stream")
            .send();
        let response = tokio::time::timeout(Duration::from_secs(5), request)
            .await
            .context("the portal's event stream did not open")??;
        match response.status() {
            StatusCode::OK => Ok(response),
            status => bail!("the portal answered {status} for the event stream"),
        }
    }

    pub async fn send(&self, mail: &Mail<'_>) -> Delivery {
        let sent = self
            .client
            .post(format!("{}/runtime/v1/mail", self.config.runtime_url))
            .bearer_auth(self.config.runtime_token.expose())
            .timeout(Duration::from_secs(10))
            .json(mail)
            .send()
            .await;
        match sent.map(|response| response.status()) {
            Ok(status) if status.is_success() => Delivery::Accepted,
            Ok(
                status @ (StatusCode::BAD_REQUEST
                | StatusCode::PAYLOAD_TOO_LARGE
                | StatusCode::UNPROCESSABLE_ENTITY),
            ) => Delivery::Refused(format!("the portal answered {status}")),
            Ok(status) => Delivery::Later(format!("the portal answered {status}")),
            Err(error) => Delivery::Later(format!("{:#}", anyhow::Error::new(error.without_url()))),
        }
    }

    fn get(&self, what: &str) -> reqwest::RequestBuilder {
        self.client
            .get(format!("{}/runtime/v1/{what}", self.config.runtime_url))
            .bearer_auth(self.config.runtime_token.expose())
    }
}
