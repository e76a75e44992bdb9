//! Passes requests on, both ways as streams, so that event streams and uploads work.

use super::{Destination, pages, route};
use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web,
};
use app::Portal;
use domain::EnvironmentName;
use futures::StreamExt;
use jobs::providers::{dns::ProxyTable, instance::LocalInstances};
use std::{sync::Arc, time::Duration};

pub struct Proxy {
    portal: Arc<Portal>,
    table: Arc<ProxyTable>,
    instances: Arc<LocalInstances>,
    client: reqwest::Client,
}

/// Headers that concern one hop only (RFC 9110, 7.6.1), and those the proxy sets itself.
const HOP: &[&str] = &[
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "forwarded",
];

impl Proxy {
    pub fn new(
        portal: Arc<Portal>,
        table: Arc<ProxyTable>,
        instances: Arc<LocalInstances>,
    ) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(2))
            .pool_idle_timeout(Duration::from_secs(30))
            .build()?;
        Ok(Self {
            portal,
            table,
            instances,
            client,
        })
    }

    async fn answer(
        &self,
        name: &EnvironmentName,
        req: &HttpRequest,
        payload: Payload,
    ) -> HttpResponse {
        let host = name.host(&self.portal.config.base_domain);
        let target = match self.table.target(&host) {
            Ok(Some(target)) => target,
            Ok(None) => return pages::nobody(),
            Err(error) => {
                tracing::error!(%error, host, "the proxy's table cannot be read");
                return pages::silent();
            }
        };
        let instance = target.strip_prefix("instance:").unwrap_or(&target);
        let Some(port) = self.instances.port(instance) else {
            return pages::starting();
        };
        match self.forward(req, payload, port).await {
            Ok(response) => response,
            Err(error) => {
                tracing::warn!(environment = %name, error = %error.without_url(), "an instance does not answer");
                pages::silent()
            }
        }
    }

    async fn forward(
        &self,
        req: &HttpRequest,
        payload: Payload,
        port: u16,
    ) -> Result<HttpResponse, reqwest::Error> {
        let path = req.uri().path_and_query().map_or("/", |p| p.as_str());
        let method =
            reqwest::Method::from_bytes(req.method().as_str().as_bytes()).unwrap_or_default();
        let mut request = self
            .client
            .request(method, format!("http://127.0.0.1:{port}{path}"));
        for (name, value) in passing(req.headers()) {
            request = request.header(name.as_str(), value.as_bytes());
        }
        request = request.header("x-forwarded-for", crate::http::caller::address(req));
        let scheme = if self.portal.config.public_url.starts_with("https") {
            "https"
        } else {
            "http"
        };
        request = request.header("x-forwarded-proto", scheme);
        if req.headers().contains_key(header::CONTENT_LENGTH)
            || req.headers().contains_key(header::TRANSFER_ENCODING)
        {
            request = request.body(reqwest::Body::wrap_stream(sendable(payload)));
        }
        let answer = request.send().await?;
        let status =
            actix_web::http::StatusCode::from_u16(answer.status().as_u16()).unwrap_or_default();
        let mut response = HttpResponse::build(status);
        for (name, value) in answer.headers() {
            let (name, value) = (name.as_str(), HeaderValue::from_bytes(value.as_bytes()));
            if let (Ok(name), Ok(value), false) =
                (name.parse::<HeaderName>(), value, HOP.contains(&name))
            {
                response.append_header((name, value));
            }
        }
        let length = answer.content_length();
        if req.method() == actix_web::http::Method::HEAD {
            return Ok(response.finish());
        }
        let body = answer.bytes_stream();
        Ok(match length {
            Some(length) => response.no_chunking(length).streaming(body),
            None => response.streaming(body),
        })
    }
}

fn passing(headers: &HeaderMap) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
    let named: Vec<String> = headers
        .get_all(header::CONNECTION)
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(|v| v.trim().to_lowercase())
        .collect();
    headers.iter().filter(move |(name, _)| {
        !HOP.contains(&name.as_str()) && !named.iter().any(|n| n == name.as_str())
    })
}

/// An actix payload stays on its thread; reqwest wants to send the body around. A small channel
/// joins the two and holds the sender back when the instance is slow.
fn sendable(
    mut payload: Payload,
) -> impl futures::Stream<Item = Result<bytes::Bytes, std::io::Error>> + Send + 'static {
    let (sender, receiver) = tokio::sync::mpsc::channel(8);
    actix_web::rt::spawn(async move {
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|e| std::io::Error::other(e.to_string()));
            if sender.send(chunk).await.is_err() {
                break;
            }
        }
    });
    tokio_stream::wrappers::ReceiverStream::new(receiver)
}

/// Outermost of all: what is a tenant's never reaches the portal's routes.
pub async fn middleware(
    proxy: web::Data<Proxy>,
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    // What the connection says, never `Forwarded`: a client must not choose whose data it reads.
    let host = req
        .headers()
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .or_else(|| req.uri().host());
    let host = host.unwrap_or_default().to_owned();
    match route(&proxy.portal.config, &host) {
        Destination::Portal => next
            .call(req)
            .await
            .map(ServiceResponse::map_into_boxed_body),
        Destination::Nobody => Ok(req.into_response(pages::nobody())),
        Destination::Tenant(name) => {
            let payload = req.take_payload();
            let response = proxy.answer(&name, req.request(), payload).await;
            Ok(req.into_response(response))
        }
    }
}
