//! Setting values, revisions and what each of these changed.

use crate::{error::bad_value, time::At};
use app::{
    ports::StoreError,
    records::{Revision, ScopeKey, StoredChange},
};
use domain::settings::Scope;
use serde_json::Value;
use sqlx::{FromRow, types::Json};

#[derive(FromRow)]
pub struct ValueRow {
    pub scope: String,
    pub subject: String,
    pub key: String,
    pub value: Json<Value>,
    pub revision: i64,
}

#[derive(FromRow)]
pub struct RevisionRow {
    pub revision: i64,
    scope: String,
    subject: String,
    changed_by: String,
    changed_at: At,
    undoes: Option<i64>,
}

#[derive(FromRow)]
pub struct ChangeRow {
    pub revision: i64,
    key: String,
    before: Json<Value>,
    after: Json<Value>,
}

impl RevisionRow {
    pub fn with(self, changes: Vec<StoredChange>) -> Result<Revision, StoreError> {
        let scope = Scope::ALL
            .into_iter()
            .find(|scope| scope.name() == self.scope)
            .ok_or_else(|| bad_value("setting_revision", "scope", &self.scope))?;
        Ok(Revision {
            revision: self.revision,
            at: ScopeKey {
                scope,
                subject: self.subject,
            },
            changed_by: self.changed_by,
            changed_at: self.changed_at.into(),
            undoes: self.undoes,
            changes,
        })
    }
}

impl From<ChangeRow> for StoredChange {
    fn from(row: ChangeRow) -> Self {
        Self {
            key: row.key,
            before: row.before.0,
            after: row.after.0,
        }
    }
}
