//! The ledger: a provider of everything, as a process that outlives the portal.
//!
//! The contract, the same for every port. Requests are `POST /v1/<port>/<operation>` with JSON
//! `{"name", "owner", "fields"}`:
//! - `create`: 201 and the resource; 409 and the resource that has this name already, whoever owns it;
//! - `look`: 200 and the resource, or 404;
//! - `delete`: 200, 404 when there is none, 409 and the resource when somebody else owns it;
//! - any other operation changes the named fields: 200 and the resource, 404, or 409 as above;
//! - `probe/get` answers for a site by what there is: its DNS record, its started instance, its
//!   database and its files.
//!
//! Every call is written down with its outcome, every resource counts how often it was made. Under
//! `/control/` faults are ordered and the books are read. State is in memory: it lives as long as
//! the test.

mod books;
mod faults;
mod http;
mod site;

use books::Books;
use faults::{Fault, Manner};
use http::{Reply, Request};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// Calls of one port that are being answered, and the most there ever were.
#[derive(Clone, Copy, Default)]
struct Crowd {
    now: u32,
    most: u32,
}

#[derive(Default)]
struct Ledger {
    crowds: Mutex<BTreeMap<String, Crowd>>,
    books: Mutex<Books>,
    faults: Mutex<Vec<Fault>>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    announce(listener.local_addr()?.port())?;
    let ledger = Arc::new(Ledger::default());
    loop {
        let (stream, _) = listener.accept().await?;
        let ledger = ledger.clone();
        tokio::spawn(http::serve(stream, async move |request| {
            ledger.answer(request).await
        }));
    }
}

/// The port on a line of standard output: whoever started this reads it.
fn announce(port: u16) -> std::io::Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout();
    writeln!(out, "{port}")?;
    out.flush()
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Ledger {
    async fn answer(&self, request: Request) -> Reply {
        if let Some(what) = request.path.strip_prefix("/control/") {
            return self.control(what, &request);
        }
        let Some((port, operation)) = request
            .path
            .strip_prefix("/v1/")
            .and_then(|p| p.split_once('/'))
        else {
            return Reply::json(404, &json!({ "error": "no such path" }));
        };
        let manner = faults::manner(&mut lock(&self.faults), port, operation, &request);
        self.comes(port);
        let reply = self.carry_out(manner, port, operation, &request).await;
        self.goes(port);
        reply
    }

    fn comes(&self, port: &str) {
        let mut crowds = lock(&self.crowds);
        let crowd = crowds.entry(port.to_owned()).or_default();
        crowd.now += 1;
        crowd.most = crowd.most.max(crowd.now);
    }

    fn goes(&self, port: &str) {
        if let Some(crowd) = lock(&self.crowds).get_mut(port) {
            crowd.now -= 1;
        }
    }

    async fn carry_out(
        &self,
        manner: Option<Manner>,
        port: &str,
        operation: &str,
        request: &Request,
    ) -> Reply {
        let error = |status, text: &str| Reply::json(status, &json!({ "error": text }));
        let done = || lock(&self.books).call(port, operation, request);
        let only_noted = |reply: Reply| {
            lock(&self.books).note(port, operation, request, reply.status, "not carried out");
            reply
        };
        match manner {
            None => done(),
            Some(Manner::Error) => only_noted(error(503, "out of order")),
            Some(Manner::Refuse) => only_noted(error(403, "not with these credentials")),
            Some(Manner::Throttle { seconds }) => {
                let reply = error(429, "too many requests");
                only_noted(reply.with_header("retry-after", &seconds.to_string()))
            }
            Some(Manner::Delay { ms }) => {
                tokio::time::sleep(Duration::from_millis(ms)).await;
                done()
            }
            Some(Manner::Silent) => {
                let reply = done();
                tokio::time::sleep(Duration::from_secs(600)).await;
                reply
            }
            Some(Manner::Cut) => done().cut(),
            Some(Manner::Exists { owner }) => {
                let owner = owner.unwrap_or_else(|| request.text("owner"));
                lock(&self.books).plant(port, &request.text("name"), &owner);
                done()
            }
        }
    }

    fn control(&self, what: &str, request: &Request) -> Reply {
        let of = |text: &Value| text.as_str().unwrap_or_default().to_owned();
        match what {
            "faults" => match serde_json::from_value(request.body.clone()) {
                Ok(fault) => {
                    lock(&self.faults).push(fault);
                    Reply::json(200, &json!({}))
                }
                Err(e) => Reply::json(422, &json!({ "error": e.to_string() })),
            },
            "mend" => {
                let tenant = of(&request.body["tenant"]);
                lock(&self.faults).retain(|f| !f.is_for(&tenant));
                Reply::json(200, &json!({}))
            }
            "calls" => Reply::json(200, &lock(&self.books).calls(&of(&request.body["tenant"]))),
            "crowds" => {
                let mut crowds = lock(&self.crowds);
                let most = crowds.iter().map(|(port, c)| (port.clone(), c.most.into()));
                let most: serde_json::Map<_, _> = most.collect();
                crowds.values_mut().for_each(|c| c.most = c.now);
                Reply::json(200, &Value::Object(most))
            }
            "resources" => Reply::json(200, &lock(&self.books).resources()),
            "restore" => {
                lock(&self.books).restore(&request.body);
                Reply::json(200, &json!({}))
            }
            "plant" => {
                let [port, name, owner] =
                    ["port", "name", "owner"].map(|key| of(&request.body[key]));
                lock(&self.books).plant(&port, &name, &owner);
                Reply::json(200, &json!({}))
            }
            "uproot" => {
                let [port, name] = ["port", "name"].map(|key| of(&request.body[key]));
                let gone = lock(&self.books).uproot(&port, &name);
                Reply::json(if gone { 200 } else { 404 }, &json!({}))
            }
            _ => Reply::json(404, &json!({ "error": "no such path" })),
        }
    }
}
