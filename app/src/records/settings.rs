//! Setting values and their history. Secrets stand here encrypted.

use domain::{Time, settings::Scope};
use serde_json::Value;

/// Where a value is set: the scope and what it names (tenant id, environment id, plan, or empty).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScopeKey {
    pub scope: Scope,
    pub subject: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StoredChange {
    pub key: String,
    pub before: Value,
    pub after: Value,
}

/// A revision to be stored; its number comes from the one counter.
#[derive(Clone, Debug)]
pub struct NewRevision {
    pub at: ScopeKey,
    pub changed_by: String,
    pub changed_at: Time,
    pub undoes: Option<i64>,
    pub values: Vec<(String, Value)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    pub revision: i64,
    pub at: ScopeKey,
    pub changed_by: String,
    pub changed_at: Time,
    pub undoes: Option<i64>,
    pub changes: Vec<StoredChange>,
}
