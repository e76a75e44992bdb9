//! A visitor with a browser that keeps one cookie and runs no script.

use chrono::{Days, Utc};
use reqwest::{Client, RequestBuilder, Response, header, redirect::Policy};
use serde_json::Value;

use crate::instance::Process;

pub struct Visitor {
    client: Client,
    url: String,
    cookie: Option<String>,
}

/// The form as a page gave it, filled in.
#[derive(Clone)]
pub struct Filled(pub Vec<(&'static str, String)>);

impl Filled {
    pub fn with(mut self, field: &'static str, value: impl Into<String>) -> Self {
        self.0.retain(|(name, _)| *name != field);
        self.0.push((field, value.into()));
        self
    }
}

/// So many days from today, as a date field sends it.
pub fn in_days(days: u64) -> String {
    Utc::now()
        .date_naive()
        .checked_add_days(Days::new(days))
        .unwrap()
        .to_string()
}

impl Visitor {
    pub fn of(app: &Process) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .build()
            .unwrap();
        Self {
            client,
            url: app.url.clone(),
            cookie: None,
        }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.with_cookie(self.client.get(format!("{}{path}", self.url)))
            .send()
            .await
            .unwrap()
    }

    fn with_cookie(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    pub async fn text(&self, path: &str) -> String {
        self.get(path).await.text().await.unwrap()
    }

    pub async fn health(&self) -> (u16, Value) {
        let answer = self.get("/healthz").await;
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// Opens the page and fills the form in so that it is right.
    pub async fn fill(&mut self) -> Filled {
        let answer = self.get("/").await;
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        self.cookie = cookie.split(';').next().map(str::to_owned);
        let html = answer.text().await.unwrap();
        Filled(vec![
            ("name", "Mira Okafor".to_owned()),
            ("email", "mira@example.com".to_owned()),
            ("room", "library".to_owned()),
            ("date", in_days(3)),
            ("time", "10:00".to_owned()),
            ("form_key", hidden(&html, "form_key")),
            ("token", hidden(&html, "token")),
        ])
    }

    pub async fn send(&self, form: &Filled) -> Response {
        self.send_from(form, Some("http://acme.localhost:8080"))
            .await
    }

    pub async fn send_from(&self, form: &Filled, origin: Option<&str>) -> Response {
        let mut request = self
            .client
            .post(format!("{}/bookings", self.url))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&form.0)
            .finish();
        self.with_cookie(request).body(body).send().await.unwrap()
    }
}

fn hidden(html: &str, name: &str) -> String {
    let from = html
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap()
        .1;
    from.split_once('"').unwrap().0.to_owned()
}
