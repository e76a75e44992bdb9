//! Setting values and revisions, as both databases say it.
//!
//! One counter numbers all revisions. Writing its row is also the lock that makes `If-Match` hold:
//! PostgreSQL lets a second writer wait there, SQLite has one writer anyway.

use super::{Backend, Db, Work};
use crate::{
    error::store_error,
    rows::settings::{ChangeRow, RevisionRow, ValueRow},
    text::{plain, plain_json},
    time::At,
};
use app::{
    ports::{SettingReads, SettingWrites, StoreResult},
    records::{NewRevision, Revision, ScopeKey, StoredChange},
};
use async_trait::async_trait;
use domain::settings::{Layer, Scope};
use serde_json::Value;
use sqlx::{Executor, QueryBuilder, query, query_as, query_scalar, types::Json};
use std::collections::{BTreeMap, HashMap};

#[async_trait]
impl SettingReads for Backend {
    async fn setting_layers(&self, scopes: &[ScopeKey]) -> StoreResult<Vec<Layer>> {
        if scopes.is_empty() {
            return Ok(Vec::new());
        }
        let mut select = QueryBuilder::<Db>::new(
            "select scope, subject, key, value, revision from setting_value where ",
        );
        push_scopes(&mut select, scopes);
        let rows: Vec<ValueRow> = select
            .build_query_as()
            .fetch_all(self.reads())
            .await
            .map_err(store_error)?;
        let layer = |at: &ScopeKey| Layer {
            scope: at.scope,
            values: rows
                .iter()
                .filter(|row| row.scope == at.scope.name() && row.subject == at.subject)
                .map(|row| (row.key.clone(), (row.value.0.clone(), row.revision)))
                .collect(),
        };
        Ok(scopes.iter().map(layer).collect())
    }

    async fn settings_revision(&self, scopes: &[ScopeKey]) -> StoreResult<i64> {
        newest(self.reads(), scopes).await
    }

    /// Each scope asks the index for its own end, as `newest` does.
    async fn settings_revisions(&self, scopes: &[ScopeKey]) -> StoreResult<HashMap<ScopeKey, i64>> {
        if scopes.is_empty() {
            return Ok(HashMap::new());
        }
        let mut select = QueryBuilder::<Db>::new(
            "select each_scope.column1, each_scope.column2, (select max(revision) from setting_revision r \
             where r.scope = each_scope.column1 and r.subject = each_scope.column2) from (",
        );
        select.push_values(scopes, |mut row, at| {
            row.push_bind(at.scope.name()).push_bind(at.subject.clone());
        });
        select.push(") as each_scope");
        let found = select.build_query_as::<(String, String, Option<i64>)>();
        let found = found.fetch_all(self.reads()).await.map_err(store_error)?;
        let known = |(scope, subject, newest): (String, String, Option<i64>)| {
            let scope = Scope::ALL.into_iter().find(|s| s.name() == scope)?;
            Some((ScopeKey { scope, subject }, newest?))
        };
        Ok(found.into_iter().filter_map(known).collect())
    }

    async fn newest_revision(&self) -> StoreResult<i64> {
        query_scalar::<Db, i64>("select value from counter where name = 'settings'")
            .fetch_one(self.reads())
            .await
            .map_err(store_error)
    }

    async fn revision(&self, revision: i64) -> StoreResult<Option<Revision>> {
        let row = query_as::<Db, RevisionRow>(
            "select revision, scope, subject, changed_by, changed_at, undoes \
             from setting_revision where revision = $1",
        )
        .bind(revision)
        .fetch_optional(self.reads())
        .await
        .map_err(store_error)?;
        let found = self.with_changes(row.into_iter().collect()).await?;
        Ok(found.into_iter().next())
    }

    async fn revisions(
        &self,
        scopes: &[ScopeKey],
        before: Option<i64>,
        limit: u32,
    ) -> StoreResult<Vec<Revision>> {
        if scopes.is_empty() {
            return Ok(Vec::new());
        }
        let mut select = QueryBuilder::<Db>::new(
            "select revision, scope, subject, changed_by, changed_at, undoes \
             from setting_revision where revision < ",
        );
        select.push_bind(before.unwrap_or(i64::MAX)).push(" and (");
        push_scopes(&mut select, scopes);
        select
            .push(") order by revision desc limit ")
            .push_bind(i64::from(limit));
        let rows = select
            .build_query_as()
            .fetch_all(self.reads())
            .await
            .map_err(store_error)?;
        self.with_changes(rows).await
    }
}

impl Backend {
    async fn with_changes(&self, rows: Vec<RevisionRow>) -> StoreResult<Vec<Revision>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut select = QueryBuilder::<Db>::new(
            "select revision, key, before, after from setting_change where revision in (",
        );
        let mut list = select.separated(", ");
        for row in &rows {
            list.push_bind(row.revision);
        }
        select.push(") order by revision, key");
        let changes: Vec<ChangeRow> = select
            .build_query_as()
            .fetch_all(self.reads())
            .await
            .map_err(store_error)?;
        let mut by_revision: BTreeMap<i64, Vec<StoredChange>> = BTreeMap::new();
        for change in changes {
            by_revision
                .entry(change.revision)
                .or_default()
                .push(change.into());
        }
        rows.into_iter()
            .map(|row| {
                let changes = by_revision.remove(&row.revision).unwrap_or_default();
                row.with(changes)
            })
            .collect()
    }
}

#[async_trait]
impl SettingWrites for Work {
    async fn setting_values(
        &mut self,
        at: &ScopeKey,
        keys: &[String],
    ) -> StoreResult<BTreeMap<String, (Value, i64)>> {
        let rows = query_as::<Db, ValueRow>(
            "select scope, subject, key, value, revision from setting_value \
             where scope = $1 and subject = $2",
        )
        .bind(at.scope.name())
        .bind(&at.subject)
        .fetch_all(self.conn())
        .await
        .map_err(store_error)?;
        Ok(rows
            .into_iter()
            .filter(|row| keys.contains(&row.key))
            .map(|row| (row.key, (row.value.0, row.revision)))
            .collect())
    }

    async fn insert_revision(&mut self, new: &NewRevision) -> StoreResult<i64> {
        let revision = query_scalar::<Db, i64>(
            "update counter set value = value + 1 where name = 'settings' returning value",
        )
        .fetch_one(self.conn())
        .await
        .map_err(store_error)?;
        query::<Db>(
            "insert into setting_revision (revision, scope, subject, changed_by, changed_at, undoes) \
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(revision)
        .bind(new.at.scope.name())
        .bind(&new.at.subject)
        .bind(plain(&new.changed_by))
        .bind(At(new.changed_at))
        .bind(new.undoes)
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        let keys: Vec<String> = new.values.iter().map(|(key, _)| key.clone()).collect();
        let mut present = self.setting_values(&new.at, &keys).await?;
        for (key, value) in &new.values {
            let before = present.remove(key).map_or(Value::Null, |(value, _)| value);
            self.change(revision, &new.at, key, before, plain_json(value.clone()))
                .await?;
        }
        Ok(revision)
    }

    async fn locked_revision(&mut self, scopes: &[ScopeKey]) -> StoreResult<i64> {
        query::<Db>("update counter set value = value where name = 'settings'")
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        newest(self.conn(), scopes).await
    }
}

impl Work {
    async fn change(
        &mut self,
        revision: i64,
        at: &ScopeKey,
        key: &str,
        before: Value,
        after: Value,
    ) -> StoreResult<()> {
        query::<Db>(
            "insert into setting_change (revision, key, before, after) values ($1, $2, $3, $4)",
        )
        .bind(revision)
        .bind(key)
        .bind(Json(before))
        .bind(Json(&after))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        query::<Db>(
            "insert into setting_value (scope, subject, key, value, revision) \
             values ($1, $2, $3, $4, $5) on conflict (scope, subject, key) \
             do update set value = excluded.value, revision = excluded.revision",
        )
        .bind(at.scope.name())
        .bind(&at.subject)
        .bind(key)
        .bind(Json(&after))
        .bind(revision)
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(())
    }
}

/// Each scope asks the index for its own end; a single `max` over all of them would read them all.
async fn newest<'e>(on: impl Executor<'e, Database = Db>, scopes: &[ScopeKey]) -> StoreResult<i64> {
    if scopes.is_empty() {
        return Ok(0);
    }
    let mut select = QueryBuilder::<Db>::new("select max(newest) from (");
    for (n, at) in scopes.iter().enumerate() {
        select.push(if n == 0 { "" } else { " union all " });
        select.push("select max(revision) as newest from setting_revision where scope = ");
        select
            .push_bind(at.scope.name())
            .push(" and subject = ")
            .push_bind(at.subject.clone());
    }
    select.push(") as each_scope");
    let newest: Option<i64> = select
        .build_query_scalar()
        .fetch_one(on)
        .await
        .map_err(store_error)?;
    Ok(newest.unwrap_or(0))
}

fn push_scopes(select: &mut QueryBuilder<Db>, scopes: &[ScopeKey]) {
    for (n, at) in scopes.iter().enumerate() {
        select.push(if n == 0 { "(scope = " } else { " or (scope = " });
        select.push_bind(at.scope.name()).push(" and subject = ");
        select.push_bind(at.subject.clone()).push(")");
    }
}
