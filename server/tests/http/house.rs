//! A portal of its own for each test, and a client that says exactly what it sends.

use super::described;
use actix_web::{App, HttpServer, dev::ServerHandle, middleware::from_fn, web::Data};
use app::{
    Access, Portal, Session,
    access::{Capability, ManageAccess, grant},
    cases::{self, NewToken},
};
use automator::{
    config::Config,
    http::{
        self,
        health::Readiness,
        sse::{Closer, Closing},
    },
    wiring::{self, Need},
};
use domain::role::Role;
use reqwest::{Client, Method, RequestBuilder, StatusCode, header::HeaderMap, redirect::Policy};
use serde_json::{Value, json};
use std::{net::TcpListener, path::PathBuf, sync::Arc};

pub const PASSWORD: &str = "quiet harbour at noon";

pub struct House {
    pub portal: Arc<Portal>,
    pub url: String,
    pub client: Client,
    pub closer: Option<Closer>,
    pub dir: tempfile::TempDir,
    server: ServerHandle,
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

/// A browser's session: its cookie and what its forms carry.
pub struct SignedIn {
    pub cookie: String,
    pub csrf: String,
}

impl House {
    pub async fn open() -> Self {
        Self::with_public_url(None).await
    }

    pub async fn with_public_url(public_url: Option<&str>) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let dir = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let config = Config {
            data: dir.path().to_owned(),
            database_url: format!("sqlite://{}", dir.path().join("automator.db").display()),
            listen: listener.local_addr().unwrap().to_string(),
            base_domain: "localhost".to_owned(),
            public_url: public_url.unwrap_or(&url).to_owned(),
            mail_relay: None,
            trusted_proxies: automator::proxies::TrustedProxies::default(),
        };
        let program = PathBuf::from("/bin/false");
        let parts = wiring::build_as(&config, Need::Write, program)
            .await
            .unwrap();
        let portal = parts.portal;
        let (closer, closing) = Closing::pair();
        let (data, closing) = (Data::new(portal.clone()), Data::new(closing));
        let readiness = Data::new(Readiness::default());
        let server = HttpServer::new(move || {
            App::new()
                .app_data(data.clone())
                .app_data(closing.clone())
                .app_data(readiness.clone())
                .wrap(from_fn(http::middleware::portal))
                .configure(http::configure)
        });
        let server = server
            .workers(1)
            .disable_signals()
            .shutdown_timeout(1)
            .listen(listener)
            .unwrap()
            .run();
        let handle = server.handle();
        tokio::spawn(server);
        Self {
            portal,
            url,
            client: Client::builder()
                .redirect(Policy::none())
                .no_proxy()
                .build()
                .unwrap(),
            closer: Some(closer),
            dir,
            server: handle,
        }
    }

    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.client.request(method, format!("{}{path}", self.url))
    }

    pub async fn get(&self, path: &str) -> Answer {
        answer(self.request("GET", path)).await
    }

    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        answer(self.request("POST", path).bearer_auth(token).json(body)).await
    }

    pub fn operator<C: Capability>(&self) -> Access<C> {
        grant(&self.portal, &Arc::new(Session::command_line())).unwrap()
    }

    /// A token of this role; those of one tenant or environment are for `acme` and `acme/prod`.
    pub async fn token(&self, role: Role) -> String {
        let new = NewToken {
            role,
            tenant: (role == Role::Customer).then(|| "acme".parse().unwrap()),
            environment: (role == Role::Environment).then(|| "acme/prod".parse().unwrap()),
            name: format!("test {role}"),
            expires: None,
        };
        cases::create_token(&self.operator::<ManageAccess>(), new)
            .await
            .unwrap()
    }

    pub async fn make(&self, slug: &str) {
        let token = self.token(Role::Operator).await;
        let made = self
            .post("/api/v1/environments", &token, &json!({ "slug": slug }))
            .await;
        assert_eq!(made.status, 201, "{}", made.text);
    }

    /// An operator in a browser.
    pub async fn sign_in(&self) -> SignedIn {
        let by = self.operator::<ManageAccess>();
        let (email, role) = ("olga@example.com", Role::Operator);
        cases::create_user(&by, email, role, Some(PASSWORD.to_owned()))
            .await
            .unwrap();
        let body = json!({ "email": email, "password": PASSWORD });
        let signed = answer(self.request("POST", "/api/v1/sessions").json(&body)).await;
        assert_eq!(signed.status, 201, "{}", signed.text);
        let cookie = signed.cookie("automator_session");
        let me = answer(
            self.request("GET", "/api/v1/sessions")
                .header("cookie", &cookie),
        )
        .await;
        let csrf = me.json()["csrf"].as_str().unwrap().to_owned();
        SignedIn { cookie, csrf }
    }

    pub async fn close(self) {
        drop(self.closer);
        self.server.stop(false).await;
    }
}

/// The answer, which is one that the OpenAPI document describes.
pub async fn answer(request: RequestBuilder) -> Answer {
    let (client, request) = request.build_split();
    let request = request.unwrap();
    let (method, path) = (request.method().clone(), request.url().path().to_owned());
    let response = client.execute(request).await.unwrap();
    let answer = Answer {
        status: response.status(),
        headers: response.headers().clone(),
        text: response.text().await.unwrap(),
    };
    let media = answer.header("content-type");
    described::check(&method, &path, answer.status.as_u16(), media, &answer.text);
    answer
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// `name=value` of a cookie that was set.
    pub fn cookie(&self, name: &str) -> String {
        let set = self
            .headers
            .get_all("set-cookie")
            .iter()
            .map(|v| v.to_str().unwrap());
        let pair = set
            .filter_map(|c| c.split(';').next())
            .find(|c| c.starts_with(&format!("{name}=")));
        pair.unwrap_or_else(|| panic!("no cookie {name}: {:?}", self.headers))
            .to_owned()
    }

    /// The problem, checked for what every problem has.
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.text
        );
        let problem = self.json();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["code"], code, "{problem}");
        let kind = problem["type"].as_str().unwrap();
        assert!(
            kind.ends_with(&format!("/problems/{code}")) && kind.starts_with("http"),
            "{kind}"
        );
        assert_eq!(problem["request_id"], self.header("x-request-id"));
        problem
    }
}
