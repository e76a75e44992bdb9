//! What there is, and what was asked.

use crate::{
    http::{Reply, Request},
    site,
};
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeMap,
    time::{SystemTime, UNIX_EPOCH},
};

#[derive(Default)]
pub struct Books {
    /// By port and name; kept when deleted, so that the counts are.
    resources: BTreeMap<(String, String), Resource>,
    calls: Vec<Value>,
}

#[derive(Default)]
pub struct Resource {
    pub owner: String,
    pub fields: Map<String, Value>,
    pub exists: bool,
    creates: u32,
    deletes: u32,
    tenant: String,
}

impl Books {
    pub fn call(&mut self, port: &str, operation: &str, request: &Request) -> Reply {
        let (reply, outcome) = match (port, operation) {
            ("probe", _) => (site::get(self, &request.body), "looked"),
            (_, "look") => self.look(port, &request.text("name")),
            (_, "create") => self.create(port, request),
            (_, "delete") => self.delete(port, request),
            _ => self.set(port, request),
        };
        self.note(port, operation, request, reply.status, outcome);
        reply
    }

    pub fn note(
        &mut self,
        port: &str,
        operation: &str,
        request: &Request,
        status: u16,
        outcome: &str,
    ) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let ms = now.map_or(0, |t| u64::try_from(t.as_millis()).unwrap_or(0));
        self.calls.push(json!({
            "at_ms": ms,
            "port": port,
            "operation": operation,
            "name": request.body["name"],
            "owner": request.body["owner"],
            "tenant": request.header("x-tenant"),
            "step": request.header("x-step"),
            "attempt": request.header("x-attempt"),
            "worker": request.header("x-worker"),
            "status": status,
            "outcome": outcome,
        }));
    }

    pub fn found(&self, port: &str, name: &str) -> Option<&Resource> {
        let found = self.resources.get(&(port.to_owned(), name.to_owned()));
        found.filter(|r| r.exists)
    }

    fn entry(&mut self, port: &str, name: &str) -> &mut Resource {
        let key = (port.to_owned(), name.to_owned());
        self.resources.entry(key).or_default()
    }

    fn look(&self, port: &str, name: &str) -> (Reply, &'static str) {
        match self.found(port, name) {
            Some(found) => (Reply::json(200, &told(port, name, found)), "found"),
            None => absent(),
        }
    }

    fn create(&mut self, port: &str, request: &Request) -> (Reply, &'static str) {
        let name = request.text("name");
        let made = self.entry(port, &name);
        if made.exists {
            return (Reply::json(409, &told(port, &name, made)), "exists");
        }
        made.exists = true;
        made.creates += 1;
        made.owner = request.text("owner");
        request.header("x-tenant").clone_into(&mut made.tenant);
        made.fields = request.body["fields"]
            .as_object()
            .cloned()
            .unwrap_or_default();
        (Reply::json(201, &told(port, &name, made)), "made")
    }

    fn delete(&mut self, port: &str, request: &Request) -> (Reply, &'static str) {
        let name = request.text("name");
        let found = self.entry(port, &name);
        if !found.exists {
            return absent();
        }
        if found.owner != request.text("owner") {
            return (Reply::json(409, &told(port, &name, found)), "not yours");
        }
        found.exists = false;
        found.deletes += 1;
        (Reply::json(200, &json!({})), "deleted")
    }

    fn set(&mut self, port: &str, request: &Request) -> (Reply, &'static str) {
        let name = request.text("name");
        let found = self.entry(port, &name);
        if !found.exists {
            return absent();
        }
        if found.owner != request.text("owner") {
            return (Reply::json(409, &told(port, &name, found)), "not yours");
        }
        let changes = request.body["fields"].as_object().cloned();
        found.fields.extend(changes.unwrap_or_default());
        (Reply::json(200, &told(port, &name, found)), "changed")
    }

    /// As if somebody had made it who is not in these books.
    pub fn plant(&mut self, port: &str, name: &str, owner: &str) {
        let planted = self.entry(port, name);
        if !planted.exists {
            planted.exists = true;
            owner.clone_into(&mut planted.owner);
            planted.fields = Map::new();
        }
    }

    pub fn uproot(&mut self, port: &str, name: &str) -> bool {
        std::mem::take(&mut self.entry(port, name).exists)
    }

    /// What another ledger has told of its resources.
    pub fn restore(&mut self, resources: &Value) {
        for told in resources.as_array().into_iter().flatten() {
            let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
            let count = |key: &str| told[key].as_u64().and_then(|n| u32::try_from(n).ok());
            let resource = Resource {
                owner: text("owner"),
                fields: told["fields"].as_object().cloned().unwrap_or_default(),
                exists: told["exists"] == true,
                creates: count("creates").unwrap_or_default(),
                deletes: count("deletes").unwrap_or_default(),
                tenant: text("tenant"),
            };
            self.resources
                .insert((text("port"), text("name")), resource);
        }
    }

    /// Without a tenant: all.
    pub fn calls(&self, tenant: &str) -> Value {
        let of = |call: &&Value| tenant.is_empty() || call["tenant"] == tenant;
        self.calls.iter().filter(of).cloned().collect()
    }

    pub fn resources(&self) -> Value {
        let all = self.resources.iter().map(|((port, name), r)| {
            json!({
                "port": port,
                "name": name,
                "owner": r.owner,
                "tenant": r.tenant,
                "exists": r.exists,
                "creates": r.creates,
                "deletes": r.deletes,
                "fields": r.fields,
            })
        });
        all.collect()
    }
}

fn absent() -> (Reply, &'static str) {
    (
        Reply::json(404, &json!({ "error": "there is none" })),
        "absent",
    )
}

fn told(port: &str, name: &str, resource: &Resource) -> Value {
    json!({
        "id": format!("{port}/{name}"),
        "owner": resource.owner,
        "fields": resource.fields,
    })
}
