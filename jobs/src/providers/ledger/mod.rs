//! Every port at a provider in a process of its own, which outlives the portal and writes down
//! every call: `tests/ledger`, for the test harness. `AUTOMATOR_LEDGER` is its address.
//!
//! It keeps the contract of a cloud. A resource is made by a name that follows from the
//! environment; "exists already" tells the owner; it can be looked up; it is deleted by name and
//! owner. So each `ensure` here is what one for a cloud would be: look, make what is missing, and
//! when somebody was faster, look whose it is.

mod ports;

use super::{Answer, Providers};
use crate::{
    runner::faults::attempted,
    step::{ProviderError, ProviderErrorKind as K},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

/// Longer than anything takes there, so that only what is ordered takes too long.
const TIME_LIMIT: Duration = Duration::from_secs(3);
const NAME: &str = "ledger";

pub struct Ledger {
    client: reqwest::Client,
    address: String,
    version: String,
}

/// As the ledger tells of it.
#[derive(Clone, Debug, Deserialize)]
struct Resource {
    id: String,
    owner: String,
    #[serde(default)]
    fields: Value,
}

/// An answer that is no fault.
enum Said {
    Yes(Value),
    Absent,
    /// It exists already, or belongs to somebody else.
    Exists(Resource),
}

impl Ledger {
    /// None when no ledger is named in the environment.
    pub(super) fn from_env() -> Result<Option<Arc<Self>>, reqwest::Error> {
        let Ok(address) = std::env::var("AUTOMATOR_LEDGER") else {
            return Ok(None);
        };
        let client = reqwest::Client::builder().no_proxy().timeout(TIME_LIMIT);
        let version = std::env::var("AUTOMATOR_LEDGER_VERSION");
        Ok(Some(Arc::new(Self {
            client: client.build()?,
            address,
            version: version.unwrap_or_else(|_| "1".to_owned()),
        })))
    }

    pub(super) fn providers(self: &Arc<Self>) -> Providers {
        Providers {
            instance: self.clone(),
            database: self.clone(),
            bucket: self.clone(),
            mail: self.clone(),
            dns: self.clone(),
            probe: self.clone(),
        }
    }

    async fn call(&self, port: &str, operation: &'static str, body: Value) -> Answer<Said> {
        let error = |kind, detail| ProviderError::new(kind, NAME, operation, detail);
        // No answer, half an answer, or none in time: the effect may have taken place.
        let silent = |e: reqwest::Error| {
            let detail = if e.is_timeout() {
                format!("no answer within {} s", TIME_LIMIT.as_secs())
            } else {
                e.without_url().to_string()
            };
            error(K::Unavailable, detail)
        };
        let url = format!("{}/v1/{port}/{operation}", self.address);
        let mut request = self.client.post(url).json(&body);
        request = request.header("x-worker", std::process::id().to_string());
        if let Some(of) = attempted() {
            request = request.header("x-tenant", of.tenant);
            request = request.header("x-step", of.step);
            request = request.header("x-attempt", of.attempt.to_string());
        }
        let response = request.send().await.map_err(silent)?;
        let status = response.status().as_u16();
        let after = response.headers().get("retry-after");
        let after = after.and_then(|v| v.to_str().ok()?.parse().ok());
        let bytes = response.bytes().await.map_err(silent)?;
        let said: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let detail = format!("HTTP {status}: {}", said["error"].as_str().unwrap_or("?"));
        match status {
            200 | 201 => Ok(Said::Yes(said)),
            404 => Ok(Said::Absent),
            409 => match serde_json::from_value(said) {
                Ok(resource) => Ok(Said::Exists(resource)),
                Err(e) => Err(error(K::Invalid, e.to_string())),
            },
            429 => Err(error(K::Throttled, detail).after(after.map(Duration::from_secs))),
            401 | 403 => Err(error(K::Denied, detail)),
            500.. => Err(error(K::Unavailable, detail)),
            _ => Err(error(K::Invalid, detail)),
        }
    }

    async fn look(&self, port: &str, name: &str) -> Answer<Option<Resource>> {
        match self.call(port, "look", json!({ "name": name })).await? {
            Said::Yes(found) => parsed("look", found).map(Some),
            Said::Absent => Ok(None),
            Said::Exists(other) => Ok(Some(other)),
        }
    }

    /// What this owner has under this name.
    async fn owned(&self, port: &str, name: &str, owner: &str) -> Answer<Option<Resource>> {
        let found = self.look(port, name).await?;
        Ok(found.filter(|r| r.owner == owner))
    }

    async fn ensure(&self, port: &str, name: &str, owner: &str, fields: Value) -> Answer<Resource> {
        let found = if let Some(found) = self.look(port, name).await? {
            found
        } else {
            let body = json!({ "name": name, "owner": owner, "fields": fields });
            match self.call(port, "create", body).await? {
                Said::Yes(made) => parsed("create", made)?,
                Said::Exists(found) => found,
                Said::Absent => return Err(odd("create")),
            }
        };
        if found.owner == owner {
            Ok(found)
        } else {
            Err(not_ours("create", name, &found))
        }
    }

    /// Changes some fields of what is there.
    async fn set(
        &self,
        port: &str,
        operation: &'static str,
        name: &str,
        owner: &str,
        fields: Value,
    ) -> Answer<Resource> {
        let body = json!({ "name": name, "owner": owner, "fields": fields });
        match self.call(port, operation, body).await? {
            Said::Yes(changed) => parsed(operation, changed),
            Said::Exists(other) => Err(not_ours(operation, name, &other)),
            Said::Absent => {
                let detail = format!("{name} is not there");
                Err(ProviderError::new(K::Gone, NAME, operation, detail))
            }
        }
    }

    async fn delete(&self, port: &str, name: &str, owner: &str) -> Answer<()> {
        let body = json!({ "name": name, "owner": owner });
        match self.call(port, "delete", body).await? {
            Said::Yes(_) | Said::Absent => Ok(()),
            Said::Exists(other) => Err(not_ours("delete", name, &other)),
        }
    }
}

fn parsed(operation: &'static str, said: Value) -> Answer<Resource> {
    serde_json::from_value(said)
        .map_err(|e| ProviderError::new(K::Invalid, NAME, operation, e.to_string()))
}

fn odd(operation: &'static str) -> ProviderError {
    ProviderError::new(K::Invalid, NAME, operation, "an answer that makes no sense")
}

fn not_ours(operation: &'static str, name: &str, found: &Resource) -> ProviderError {
    let detail = format!("{name} belongs to {}", found.owner);
    ProviderError::new(K::NotOurs, NAME, operation, detail)
}
