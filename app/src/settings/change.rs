//! One change of settings, the same for a form, an upload, an undo and the running app.
//!
//! Everything is compared and written under the lock of the one revision counter, so two changes
//! never miss each other. What would change nothing makes no revision.

use super::{pictures, scopes, secret, view};
use crate::{
    AppError, AppResult, Portal, Session,
    ports::Tx,
    records::{Environment, NewEvent, NewRevision, Revision, ScopeKey, Tenant},
};
use domain::{
    FieldError, Time,
    ids::{EnvironmentId, TenantId},
    role::Role,
    settings::{Definition, check_all},
    views::SettingsSaved,
};
use serde_json::{Map, Value, json};

/// Values that are on their way into one scope.
pub struct Incoming<'a> {
    pub at: ScopeKey,
    pub tenant: Option<TenantId>,
    pub environment: Option<EnvironmentId>,
    pub by: &'a str,
    pub now: Time,
    pub undoes: Option<i64>,
    /// In the form in which they are kept, as `check_all` gives them.
    pub values: Map<String, Value>,
}

/// A revision that is to be taken back.
pub struct Undo {
    pub revision: Revision,
}

impl Undo {
    /// Asked under the counter's lock, so nothing slips in between.
    async fn refuse_if_changed_since(&self, tx: &mut dyn Tx, at: &ScopeKey) -> AppResult<()> {
        let number = self.revision.revision;
        let keys: Vec<String> = self
            .revision
            .changes
            .iter()
            .map(|c| c.key.clone())
            .collect();
        let stored = tx.setting_values(at, &keys).await?;
        for change in &self.revision.changes {
            let untouched = match stored.get(&change.key) {
                Some((_, by)) => *by == number,
                None => change.after.is_null(),
            };
            if !untouched {
                let key = &change.key;
                let why = format!("{key} has changed since revision {number}; change it by hand");
                return Err(AppError::Conflict(why));
            }
        }
        Ok(())
    }
}

/// Whether this caller may set this key at this scope.
pub fn allowed(session: &Session, at: &ScopeKey) -> impl Fn(&Definition) -> bool {
    let (staff, scope) = (session.role.is_some_and(Role::is_staff), at.scope);
    move |d| d.allows(scope) && (staff || d.customer)
}

/// Values as they are kept, or every fault under its path in the request.
pub fn check(
    values: &Map<String, Value>,
    may: impl Fn(&Definition) -> bool,
) -> AppResult<Map<String, Value>> {
    check_all(values, may).map_err(|faults| AppError::Invalid(under_settings(faults)))
}

pub fn under_settings(faults: Vec<FieldError>) -> Vec<FieldError> {
    faults.into_iter().map(|f| f.under("settings")).collect()
}

/// Checked values into the scope of a tenant or of one of its environments.
pub async fn save(
    portal: &Portal,
    session: &Session,
    (tenant, environment): (&Tenant, Option<&Environment>),
    values: Map<String, Value>,
    if_match: Option<i64>,
    undo: Option<Undo>,
) -> AppResult<SettingsSaved> {
    for asset in pictures::named_by(portal, &values).await? {
        pictures::publish(portal, tenant, &asset).await?;
    }
    let incoming = Incoming {
        at: scopes::own(tenant, environment),
        tenant: Some(tenant.id),
        environment: environment.map(|e| e.id),
        by: &session.name,
        now: portal.now(),
        undoes: undo.as_ref().map(|u| u.revision.revision),
        values,
    };
    let mut tx = portal.store.begin().await?;
    let present = tx
        .locked_revision(&scopes::all(tenant, environment))
        .await?;
    expect(if_match, present)?;
    if let Some(undo) = undo {
        undo.refuse_if_changed_since(tx.as_mut(), &incoming.at)
            .await?;
    }
    let written = write(tx.as_mut(), portal, incoming).await?;
    tx.commit().await?;
    ring(portal, written);
    let values = scopes::effective_for(portal, tenant, environment).await?;
    Ok(SettingsSaved {
        revision: written.unwrap_or(present),
        warnings: view::warnings(&values),
    })
}

fn expect(if_match: Option<i64>, present: i64) -> AppResult<()> {
    match if_match {
        Some(expected) if expected != present => Err(AppError::Stale { expected, present }),
        _ => Ok(()),
    }
}

/// Stores what differs, within a transaction that holds the counter's lock. Answers the number
/// of the revision, or none when nothing differed.
pub async fn write(
    tx: &mut dyn Tx,
    portal: &Portal,
    incoming: Incoming<'_>,
) -> AppResult<Option<i64>> {
    let at = &incoming.at;
    let keys: Vec<String> = incoming.values.keys().cloned().collect();
    if keys.is_empty() {
        return Ok(None);
    }
    let stored = tx.setting_values(at, &keys).await?;
    let mut values = Vec::new();
    for (key, value) in incoming.values {
        let now = stored.get(&key).map_or(&Value::Null, |(v, _)| v);
        if !secret::is_same(&portal.keys, at, &key, now, &value) {
            let value = secret::seal(&portal.keys, at, &key, value)?;
            values.push((key, value));
        }
    }
    if values.is_empty() {
        return Ok(None);
    }
    let keys: Vec<&str> = values.iter().map(|(k, _)| k.as_str()).collect();
    let mut payload = json!({"scope": at.scope.name(), "keys": keys});
    let revision = NewRevision {
        at: at.clone(),
        changed_by: incoming.by.to_owned(),
        changed_at: incoming.now,
        undoes: incoming.undoes,
        values,
    };
    let number = tx.insert_revision(&revision).await?;
    payload["revision"] = number.into();
    let event = NewEvent {
        kind: "settings.changed".to_owned(),
        tenant: incoming.tenant,
        environment: incoming.environment,
        run: None,
        payload,
        at: incoming.now,
    };
    tx.insert_event(&event).await?;
    Ok(Some(number))
}

/// After the commit: running apps and screens look again.
pub fn ring(portal: &Portal, written: Option<i64>) {
    if written.is_some() {
        portal.settings.ring();
        portal.events.ring();
    }
}
