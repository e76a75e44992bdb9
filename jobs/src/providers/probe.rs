//! A look at a site from outside, through the same way its visitors take.

use async_trait::async_trait;
use std::{net::SocketAddr, time::Duration};

#[derive(Clone, Debug)]
pub struct Seen {
    pub status: u16,
    pub body: String,
}

#[async_trait]
pub trait Probe: Send + Sync {
    /// `site` is the site's address, `path` begins with a slash.
    async fn get(&self, site: &str, path: &str) -> Result<Seen, String>;
}

/// Asks over HTTP. Names under `localhost` do not resolve everywhere, so the local probe knocks at
/// the portal's own listener and names the site in `Host`.
#[derive(Debug)]
pub struct HttpProbe {
    client: reqwest::Client,
    via: Option<SocketAddr>,
}

impl HttpProbe {
    /// `via`: where the built-in proxy listens; none when names resolve.
    pub fn new(via: Option<SocketAddr>) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(15))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self { client, via })
    }
}

#[async_trait]
impl Probe for HttpProbe {
    async fn get(&self, site: &str, path: &str) -> Result<Seen, String> {
        let rest = site.split_once("://").map_or(site, |(_, rest)| rest);
        let request = match self.via {
            Some(address) => self
                .client
                .get(format!("http://{address}{path}"))
                .header("host", rest),
            None => self.client.get(format!("{site}{path}")),
        };
        let told = |e: reqwest::Error| e.without_url().to_string();
        let response = request.send().await.map_err(told)?;
        let status = response.status().as_u16();
        Ok(Seen {
            status,
            body: response.text().await.map_err(told)?,
        })
    }
}
