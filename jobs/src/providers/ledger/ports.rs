//! The ports, each in the ledger's words: create, look, set, delete.

use super::{Answer, Ledger, NAME, Resource, Said};
use crate::providers::{
    database::{DatabaseProvider, Made},
    dns::{DnsProvider, DnsRecord},
    instance::{InstanceProvider, Place, Spec},
    mail::MailProvider,
    probe::{Probe, Seen},
};
use app::ports::{Bucket, BucketError, Object};
use async_trait::async_trait;
use domain::EnvironmentName;
use serde_json::{Value, json};

fn plain(name: &EnvironmentName) -> String {
    format!("{}-{}", name.slug, name.stage)
}

fn place(found: Resource) -> Place {
    Place {
        address: format!("instance:{}", found.id),
        external_id: found.id,
    }
}

fn text(fields: &Value, key: &str) -> Option<String> {
    fields[key].as_str().map(str::to_owned)
}

#[async_trait]
impl InstanceProvider for Ledger {
    fn provider(&self) -> &'static str {
        NAME
    }

    fn newest_version(&self) -> String {
        self.version.clone()
    }

    async fn ensure(&self, name: &EnvironmentName, owner: &str) -> Answer<Place> {
        let made = Ledger::ensure(self, "instance", &plain(name), owner, json!({})).await?;
        Ok(place(made))
    }

    async fn find(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<Place>> {
        let found = self.owned("instance", &plain(name), owner).await?;
        Ok(found.map(place))
    }

    async fn place(&self, name: &EnvironmentName, owner: &str, version: &str) -> Answer<()> {
        let fields = json!({ "version": version });
        self.set("instance", "place", &plain(name), owner, fields)
            .await
            .map(drop)
    }

    async fn placed(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<String>> {
        let found = self.owned("instance", &plain(name), owner).await?;
        Ok(found.and_then(|r| text(&r.fields, "version")))
    }

    async fn start(&self, spec: &Spec, _token: &str) -> Answer<String> {
        let name = plain(&spec.name);
        let fields = json!({ "running": true, "runs": spec.version });
        let started = self.set("instance", "start", &name, &spec.owner, fields);
        Ok(place(started.await?).address)
    }

    async fn answers(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<String>> {
        let found = self.owned("instance", &plain(name), owner).await?;
        let running = found.filter(|r| r.fields["running"] == true);
        Ok(running.map(|r| place(r).address))
    }

    async fn stop(&self, name: &EnvironmentName, owner: &str) -> Answer<()> {
        let fields = json!({ "running": false });
        self.set("instance", "stop", &plain(name), owner, fields)
            .await
            .map(drop)
    }

    async fn remove(&self, name: &EnvironmentName, owner: &str) -> Answer<()> {
        self.delete("instance", &plain(name), owner).await
    }
}

#[async_trait]
impl DatabaseProvider for Ledger {
    fn provider(&self) -> &'static str {
        NAME
    }

    async fn ensure(&self, name: &EnvironmentName, owner: &str, _seed: &str) -> Answer<Made> {
        let made = Ledger::ensure(self, "database", &plain(name), owner, json!({})).await?;
        let seeded = json!({ "seeded": true });
        self.set("database", "seed", &plain(name), owner, seeded)
            .await?;
        Ok(at_home(made))
    }

    async fn find(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<Made>> {
        let found = self.owned("database", &plain(name), owner).await?;
        Ok(found.map(at_home))
    }

    async fn remove(&self, name: &EnvironmentName, owner: &str) -> Answer<()> {
        self.delete("database", &plain(name), owner).await
    }
}

fn at_home(found: Resource) -> Made {
    Made {
        location: format!("ledger:{}", found.id),
        external_id: found.id,
    }
}

#[async_trait]
impl MailProvider for Ledger {
    fn provider(&self) -> &'static str {
        NAME
    }

    async fn ensure_sender(&self, address: &str, owner: &str) -> Answer<String> {
        let made = Ledger::ensure(self, "mail", address, owner, json!({}));
        Ok(made.await?.id)
    }

    async fn find_sender(&self, address: &str, owner: &str) -> Answer<Option<String>> {
        Ok(self.owned("mail", address, owner).await?.map(|r| r.id))
    }

    async fn accepts(&self, address: &str, owner: &str) -> Answer<bool> {
        Ok(self.owned("mail", address, owner).await?.is_some())
    }

    async fn remove_sender(&self, address: &str, owner: &str) -> Answer<()> {
        self.delete("mail", address, owner).await
    }
}

#[async_trait]
impl DnsProvider for Ledger {
    fn provider(&self) -> &'static str {
        NAME
    }

    async fn upsert(&self, host: &str, target: &str, owner: &str) -> Answer<String> {
        let wanted = json!({ "target": target });
        let found = Ledger::ensure(self, "dns", host, owner, wanted.clone()).await?;
        if found.fields["target"] != target {
            self.set("dns", "point", host, owner, wanted).await?;
        }
        Ok(found.id)
    }

    async fn find(&self, host: &str, owner: &str) -> Answer<Option<DnsRecord>> {
        let found = self.owned("dns", host, owner).await?;
        Ok(found.map(|r| DnsRecord {
            target: text(&r.fields, "target").unwrap_or_default(),
            id: r.id,
        }))
    }

    async fn delete(&self, host: &str, owner: &str) -> Answer<()> {
        Ledger::delete(self, "dns", host, owner).await
    }
}

#[async_trait]
impl Probe for Ledger {
    async fn get(&self, site: &str, path: &str) -> Result<Seen, String> {
        let body = json!({ "site": site, "path": path });
        match self.call("probe", "get", body).await {
            Ok(Said::Yes(seen)) => Ok(Seen {
                status: u16::try_from(seen["status"].as_u64().unwrap_or(0)).unwrap_or(0),
                body: text(&seen, "body").unwrap_or_default(),
            }),
            Ok(_) => Err("nobody answers".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// The port knows no owner: a prefix belongs to the environment of its name.
#[async_trait]
impl Bucket for Ledger {
    fn provider(&self) -> &'static str {
        NAME
    }

    async fn ensure_prefix(&self, name: &EnvironmentName) -> Result<String, BucketError> {
        let (prefix, owner) = (plain(name), name.to_string());
        let made = Ledger::ensure(self, "bucket", &prefix, &owner, json!({})).await;
        made.map(|r| r.id).map_err(failed("ensure"))
    }

    async fn prefix_exists(&self, name: &EnvironmentName) -> Result<bool, BucketError> {
        let found = self.look("bucket", &plain(name)).await;
        found.map(|r| r.is_some()).map_err(failed("exists"))
    }

    async fn put(&self, name: &EnvironmentName, object: &Object) -> Result<(), BucketError> {
        let fields = json!({ &object.key: hex::encode(&object.bytes) });
        let (prefix, owner) = (plain(name), name.to_string());
        let put = self.set("bucket", "put", &prefix, &owner, fields).await;
        put.map(drop).map_err(failed("put"))
    }

    async fn get(&self, name: &EnvironmentName, key: &str) -> Result<Option<Vec<u8>>, BucketError> {
        let found = self.look("bucket", &plain(name)).await;
        let found = found.map_err(failed("get"))?;
        let object = found.and_then(|r| text(&r.fields, key));
        Ok(object.and_then(|hexed| hex::decode(hexed).ok()))
    }

    async fn list(&self, name: &EnvironmentName) -> Result<Vec<String>, BucketError> {
        let found = self.look("bucket", &plain(name)).await;
        let found = found.map_err(failed("list"))?;
        let keys = found.and_then(|r| Some(r.fields.as_object()?.keys().cloned().collect()));
        Ok(keys.unwrap_or_default())
    }

    async fn remove_prefix(&self, name: &EnvironmentName) -> Result<(), BucketError> {
        let gone = Ledger::delete(self, "bucket", &plain(name), &name.to_string()).await;
        gone.map_err(failed("remove"))
    }
}

fn failed(operation: &'static str) -> impl Fn(crate::step::ProviderError) -> BucketError {
    move |source| BucketError {
        operation,
        source: Box::new(source),
    }
}
