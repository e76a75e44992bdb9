//! The provider of everything, in a process of its own (`tests/ledger`): what it is ordered to do
//! wrong, and what its books say.

use crate::{binary, client::http};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

pub struct Ledger {
    child: Child,
    client: reqwest::Client,
    pub url: String,
}

/// A resource as the books have it, also one that is gone.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Kept {
    pub port: String,
    pub name: String,
    pub owner: String,
    pub tenant: String,
    pub exists: bool,
    pub creates: u32,
    pub deletes: u32,
    pub fields: Value,
}

#[derive(Clone, Debug, serde::Deserialize)]
pub struct Call {
    pub at_ms: u64,
    pub port: String,
    pub operation: String,
    pub tenant: String,
    pub step: String,
    pub worker: String,
    pub status: u16,
    pub outcome: String,
}

impl Ledger {
    pub fn start() -> Self {
        let mut child = Command::new(binary::beside("ledger"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the ledger can be started");
        let mut port = String::new();
        let out = child.stdout.take().expect("it is a pipe");
        BufReader::new(out)
            .read_line(&mut port)
            .expect("it tells its port");
        Self {
            child,
            client: http(),
            url: format!("http://127.0.0.1:{}", port.trim()),
        }
    }

    /// Where it listens, for a proxy between.
    pub fn port(&self) -> u16 {
        let (_, port) = self.url.rsplit_once(':').expect("an address has a port");
        port.parse().expect("it is a number")
    }

    async fn control(&self, what: &str, body: &Value) -> Value {
        let url = format!("{}/control/{what}", self.url);
        let answer = self.client.post(url).json(body).send().await;
        let answer = answer.expect("the ledger answers");
        let status = answer.status();
        let text = answer.text().await.expect("the ledger answers whole");
        assert!(status.is_success(), "{what} {body}: {status} {text}");
        serde_json::from_str(&text).expect("the ledger speaks JSON")
    }

    /// See `tests/ledger/faults.rs` for what can be ordered.
    pub async fn order(&self, fault: Value) {
        self.control("faults", &fault).await;
    }

    /// No order for this tenant holds any more.
    pub async fn mend(&self, tenant: &str) {
        self.control("mend", &json!({ "tenant": tenant })).await;
    }

    pub async fn calls(&self, tenant: &str) -> Vec<Call> {
        let calls = self.control("calls", &json!({ "tenant": tenant })).await;
        serde_json::from_value(calls).expect("calls")
    }

    /// The most calls of each port that were being answered at once since this was last asked.
    pub async fn crowds(&self) -> BTreeMap<String, u32> {
        let crowds = self.control("crowds", &Value::Null).await;
        serde_json::from_value(crowds).expect("numbers by port")
    }

    /// What there is or was of one owner.
    pub async fn of_owner(&self, owner: &str) -> Vec<Kept> {
        let all = self.everything().await;
        all.into_iter().filter(|r| r.owner == owner).collect()
    }

    pub async fn everything(&self) -> Vec<Kept> {
        let all = self.control("resources", &Value::Null).await;
        serde_json::from_value(all).expect("resources")
    }

    /// All resources as text, for [`restore`](Self::restore) in another one.
    pub async fn copy(&self) -> Value {
        self.control("resources", &Value::Null).await
    }

    pub async fn restore(&self, resources: &Value) {
        self.control("restore", resources).await;
    }

    /// Takes a resource away as if its owner had done it.
    pub async fn uproot(&self, port: &str, name: &str) {
        self.control("uproot", &json!({ "port": port, "name": name }))
            .await;
    }

    pub async fn plant(&self, port: &str, name: &str, owner: &str) {
        let planted = json!({ "port": port, "name": name, "owner": owner });
        self.control("plant", &planted).await;
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
