//! What must hold when a case is over, by two books that know nothing of each other: the portal's
//! and the ledger's.

use super::lane::Lane;
use blackbox::Kept;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Lane {
    pub async fn environment(&self, slug: &str) -> Value {
        let path = format!("/api/v1/environments/{slug}/prod");
        self.portal.operator().get(&path).await.ok()
    }

    /// What the ledger has or had for this tenant.
    pub async fn kept(&self, slug: &str) -> Vec<Kept> {
        let all = self.ledger.everything().await;
        all.into_iter().filter(|r| r.tenant == slug).collect()
    }

    /// It runs, there is one of each kind, made once, and both books say the same.
    pub async fn whole(&self, slug: &str) {
        self.all_whole(&BTreeSet::from([slug.to_owned()])).await;
    }

    /// The same of many, by one look into the ledger's book: with hundreds it is a long one.
    pub async fn all_whole(&self, slugs: &BTreeSet<String>) {
        let mut kept = BTreeMap::<String, Vec<Kept>>::new();
        for resource in self.ledger.everything().await {
            kept.entry(resource.tenant.clone())
                .or_default()
                .push(resource);
        }
        for slug in slugs {
            let environment = self.environment(slug).await;
            self.agree(&environment, &kept.remove(slug).unwrap_or_default());
        }
    }

    fn agree(&self, environment: &Value, kept: &[Kept]) {
        // First what the portal says: it tells why.
        assert_eq!(environment["state"], "running", "{environment}");
        assert_eq!(environment["health"], "ok", "{environment}");
        assert!(environment["active_run"].is_null(), "{environment}");
        for resource in kept {
            assert!(resource.exists, "gone: {resource:?}");
            assert_eq!(resource.creates, 1, "made again: {resource:?}");
        }
        let ports: BTreeSet<_> = kept.iter().map(|r| r.port.clone()).collect();
        assert_eq!(kept.len(), ports.len(), "doubled: {kept:?}");
        assert_eq!(ports, self.kinds, "{environment}: {kept:?}");
        let theirs = kept.iter().map(|r| format!("{}/{}", r.port, r.name));
        assert_eq!(
            recorded(environment),
            theirs.collect(),
            "the books differ: {environment}"
        );
    }

    /// Nothing is left at the provider, nothing is left in the portal's book.
    pub async fn gone(&self, slug: &str) {
        let environment = self.environment(slug).await;
        assert_eq!(environment["state"], "destroyed", "{environment}");
        let left: Vec<_> = self.kept(slug).await;
        let left: Vec<_> = left.iter().filter(|r| r.exists).collect();
        assert!(left.is_empty(), "left over: {left:?}");
        assert_eq!(recorded(&environment), BTreeSet::new(), "{environment}");
    }
}

fn recorded(environment: &Value) -> BTreeSet<String> {
    let resources = environment["resources"].as_array();
    let resources = resources.unwrap_or_else(|| panic!("no resources in {environment}"));
    let id = |r: &Value| r["external_id"].as_str().unwrap_or_default().to_owned();
    resources.iter().map(id).collect()
}
