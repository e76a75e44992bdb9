//! The portal's runtime side, small but with state: a document with revisions and ETag, its event stream, and a mailbox
//! that can be made to fail.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, mpsc},
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    dev::ServerHandle,
    web::{self, Bytes, Data, Json},
};
use futures::stream;
use serde_json::{Map, Value, json};
use tokio::sync::watch;

pub const TOKEN: &str = "token-of-acme-prod";

struct Held {
    revision: i64,
    settings: Map<String, Value>,
    mails: Vec<Value>,
    /// Statuses to answer the next mails with.
    failures: VecDeque<u16>,
    mail_calls: usize,
}

struct Shared {
    held: Mutex<Held>,
    revision: watch::Sender<i64>,
    /// Open streams end when it changes.
    generation: watch::Sender<u64>,
}

pub struct Portal {
    pub url: String,
    shared: Arc<Shared>,
    handle: ServerHandle,
}

impl Portal {
    pub fn start() -> Self {
        let shared = Arc::new(Shared {
            held: Mutex::new(Held {
                revision: 1,
                settings: Map::new(),
                mails: Vec::new(),
                failures: VecDeque::new(),
                mail_calls: 0,
            }),
            revision: watch::channel(1).0,
            generation: watch::channel(0).0,
        });
        let (tell, told) = mpsc::channel();
        let data = Data::from(shared.clone());
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = HttpServer::new(move || {
                    App::new()
                        .app_data(data.clone())
                        .route("/runtime/v1/settings", web::get().to(settings))
                        .route("/runtime/v1/events", web::get().to(events))
                        .route("/runtime/v1/mail", web::post().to(mail))
                })
                .workers(1)
                .disable_signals()
                .shutdown_timeout(0)
                .bind(("127.0.0.1", 0))
                .unwrap();
                let port = server.addrs()[0].port();
                let server = server.run();
                tell.send((port, server.handle())).unwrap();
                server.await.unwrap();
            });
        });
        let (port, handle) = told.recv().unwrap();
        Self {
            url: format!("http://127.0.0.1:{port}"),
            shared,
            handle,
        }
    }

    pub fn set(&self, values: &Value) -> i64 {
        let mut held = self.shared.held.lock().unwrap();
        held.settings.extend(values.as_object().unwrap().clone());
        held.revision += 1;
        self.shared.revision.send_replace(held.revision);
        held.revision
    }

    /// A change that no event tells of, as when it happens while the app is not connected.
    pub fn set_unheard(&self, values: &Value) {
        let mut held = self.shared.held.lock().unwrap();
        held.settings.extend(values.as_object().unwrap().clone());
        held.revision += 1;
    }

    pub fn cut_streams(&self) {
        self.shared
            .generation
            .send_modify(|generation| *generation += 1);
    }

    pub fn fail_mails(&self, statuses: &[u16]) {
        self.shared.held.lock().unwrap().failures.extend(statuses);
    }

    pub fn mails(&self) -> Vec<Value> {
        self.shared.held.lock().unwrap().mails.clone()
    }

    pub fn mail_calls(&self) -> usize {
        self.shared.held.lock().unwrap().mail_calls
    }

    pub async fn stop(&self) {
        self.cut_streams();
        self.handle.stop(false).await;
    }
}

fn is_allowed(request: &HttpRequest) -> bool {
    let sent = request
        .headers()
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    sent == Some(format!("Bearer {TOKEN}").as_str())
}

async fn settings(shared: Data<Shared>, request: HttpRequest) -> HttpResponse {
    if !is_allowed(&request) {
        return HttpResponse::Unauthorized().finish();
    }
    let held = shared.held.lock().unwrap();
    let tag = format!("\"r{}\"", held.revision);
    if request
        .headers()
        .get("if-none-match")
        .is_some_and(|known| *known == *tag)
    {
        return HttpResponse::NotModified().finish();
    }
    HttpResponse::Ok().insert_header(("etag", tag)).json(json!({
        "revision": held.revision,
        "tenant": "acme",
        "stage": "prod",
        "plan": "trial",
        "limits": {"users": 50, "storage_mb": 2000, "mails_per_month": 500},
        "settings": held.settings,
    }))
}

async fn events(shared: Data<Shared>, request: HttpRequest) -> HttpResponse {
    if !is_allowed(&request) {
        return HttpResponse::Unauthorized().finish();
    }
    let open = (shared.revision.subscribe(), shared.generation.subscribe());
    let events = stream::unfold(open, async |(mut revision, mut generation)| {
        tokio::select! {
            _ = generation.changed() => None,
            changed = revision.changed() => {
                changed.ok()?;
                let told = *revision.borrow_and_update();
                let event = format!("event: settings\ndata: {{\"revision\": {told}}}\n\n");
                Some((Ok::<_, std::io::Error>(Bytes::from(event)), (revision, generation)))
            }
        }
    });
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .streaming(events)
}

async fn mail(shared: Data<Shared>, request: HttpRequest, mail: Json<Value>) -> HttpResponse {
    if !is_allowed(&request) {
        return HttpResponse::Unauthorized().finish();
    }
    let mut held = shared.held.lock().unwrap();
    held.mail_calls += 1;
    if let Some(status) = held.failures.pop_front() {
        let status = actix_web::http::StatusCode::from_u16(status).unwrap();
        return HttpResponse::build(status).finish();
    }
    held.mails.push(mail.into_inner());
    HttpResponse::Accepted().finish()
}
