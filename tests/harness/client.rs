//! A program that speaks to the portal's API, with a token or without.

use crate::{Answer, Setup};
use reqwest::{Method, header::HeaderMap};
use serde_json::Value;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Once},
    time::Duration,
};

/// For one answer to one request.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    token: Option<String>,
    headers: HeaderMap,
    patience: Duration,
}

/// Browsers know that every name below `localhost` is this machine; most resolvers do not.
struct Loopback;

impl reqwest::dns::Resolve for Loopback {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let name = name.as_str().to_owned();
        Box::pin(async move {
            if name != "localhost" && !name.ends_with(".localhost") {
                return Err(format!("{name} is not of this machine").into());
            }
            let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
            Ok(Box::new(std::iter::once(address)) as reqwest::dns::Addrs)
        })
    }
}

pub(crate) fn http() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .dns_resolver(Arc::new(Loopback))
        .timeout(PATIENCE);
    client
        .build()
        .expect("a client needs nothing that can be missing")
}

impl Client {
    pub(crate) fn new(setup: &Setup) -> Self {
        Self {
            http: http(),
            base: setup.url(),
            token: None,
            headers: HeaderMap::new(),
            patience: PATIENCE,
        }
    }

    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    /// In a crowd one waits for one's turn.
    #[must_use]
    pub fn with_patience(&self, patience: Duration) -> Self {
        Self {
            patience,
            ..self.clone()
        }
    }

    #[must_use]
    pub fn with_header(&self, name: &'static str, value: &str) -> Self {
        let mut headers = self.headers.clone();
        headers.insert(name, value.parse().expect("a header of a test is valid"));
        Self {
            headers,
            ..self.clone()
        }
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        let request = self.http.request(method, url).timeout(self.patience);
        let request = request.headers(self.headers.clone());
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    async fn send(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        let asked = format!("{method} {path}");
        let mut request = self.request(method, path);
        if let Some((kind, bytes)) = body {
            request = request.header("content-type", kind).body(bytes);
        }
        let response = request
            .send()
            .await
            .unwrap_or_else(|error| panic!("{asked}: {error:?}"));
        Answer::read(asked.clone(), response)
            .await
            .unwrap_or_else(|error| panic!("{asked}: {error:?}"))
    }

    /// Nothing when nobody answers.
    pub async fn try_get(&self, path: &str) -> Option<Answer> {
        let response = self.request(Method::GET, path).send().await.ok()?;
        Answer::read(format!("GET {path}"), response).await.ok()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, json: &Value) -> Answer {
        self.send(
            Method::POST,
            path,
            Some(("application/json", json.to_string().into_bytes())),
        )
        .await
    }

    /// Nothing when the answer is lost, as when the portal dies of it.
    pub async fn try_post(&self, path: &str, json: &Value) -> Option<Answer> {
        self.try_send(Method::POST, path, json).await
    }

    pub async fn try_patch(&self, path: &str, json: &Value) -> Option<Answer> {
        self.try_send(Method::PATCH, path, json).await
    }

    async fn try_send(&self, method: Method, path: &str, json: &Value) -> Option<Answer> {
        let asked = format!("{method} {path}");
        let request = self.request(method, path);
        let request = request.header("content-type", "application/json");
        let response = request.body(json.to_string()).send().await.ok()?;
        Answer::read(asked, response).await.ok()
    }

    pub async fn patch(&self, path: &str, json: &Value) -> Answer {
        self.send(
            Method::PATCH,
            path,
            Some(("application/json", json.to_string().into_bytes())),
        )
        .await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub async fn put_bytes(&self, path: &str, kind: &str, bytes: Vec<u8>) -> Answer {
        self.send(Method::PUT, path, Some((kind, bytes))).await
    }

    pub async fn post_bytes(&self, path: &str, kind: &str, bytes: Vec<u8>) -> Answer {
        self.send(Method::POST, path, Some((kind, bytes))).await
    }
}
