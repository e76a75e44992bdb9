//! Accounts, sessions and tokens, as both databases say it.

use super::{Backend, Db, Work, lists::push_ids};
use crate::{
    error::store_error,
    rows::{
        access::{SessionRow, TokenRow, UserRow},
        record, records,
    },
    text::plain,
    time::At,
};
use app::{
    ports::{AccessReads, AccessWrites, StoreResult},
    records::{ApiToken, NewSession, StoredSession, User},
};
use async_trait::async_trait;
use domain::{
    Time,
    ids::{TenantId, TokenId, UserId},
    machine::State,
};
use sqlx::{QueryBuilder, query, query_as, query_scalar};
use std::{collections::HashMap, time::Duration};
use uuid::Uuid;

/// Counts older than any window that is asked for are removed with the next sign-up.
const KEEP_COUNTS: Duration = Duration::from_hours(31 * 24);

#[async_trait]
impl AccessReads for Backend {
    async fn users_by_email(&self, email: &str) -> StoreResult<Vec<User>> {
        let found = query_as::<Db, UserRow>(
            "select id, email, password_hash, role, tenant, created_at from user_account \
             where lower(email) = lower($1) order by id",
        )
        .bind(plain(email))
        .fetch_all(self.reads())
        .await;
        records(found.map_err(store_error)?)
    }

    async fn owner_of(&self, tenant: TenantId) -> StoreResult<Option<User>> {
        let found = query_as::<Db, UserRow>(
            "select id, email, password_hash, role, tenant, created_at from user_account \
             where tenant = $1 order by id limit 1",
        )
        .bind(tenant.0)
        .fetch_optional(self.reads())
        .await;
        record(found.map_err(store_error)?)
    }

    async fn owners_of(&self, tenants: &[TenantId]) -> StoreResult<HashMap<TenantId, User>> {
        if tenants.is_empty() {
            return Ok(HashMap::new());
        }
        // Newest first: in the map the oldest of a tenant wins, as in `owner_of`.
        let mut select = QueryBuilder::<Db>::new(
            "select id, email, password_hash, role, tenant, created_at from user_account \
             where tenant in (",
        );
        push_ids(&mut select, tenants.iter().map(|id| id.0));
        select.push(") order by id desc");
        let found = select.build_query_as::<UserRow>();
        let found = found.fetch_all(self.reads()).await.map_err(store_error)?;
        let users: Vec<User> = records(found)?;
        let owner = |user: User| Some((user.tenant?, user));
        Ok(users.into_iter().filter_map(owner).collect())
    }

    async fn count_staff(&self) -> StoreResult<i64> {
        query_scalar::<Db, i64>(
            "select count(*) from user_account \
             where role in ('operator', 'customer_service', 'developer')",
        )
        .fetch_one(self.reads())
        .await
        .map_err(store_error)
    }

    async fn session(&self, token_hash: &str, now: Time) -> StoreResult<Option<StoredSession>> {
        let found = query_as::<Db, SessionRow>(
            "select u.id, u.email, u.password_hash, u.role, u.tenant, u.created_at, s.csrf, \
             s.expires_at from session s join user_account u on u.id = s.account \
             where s.token_hash = $1 and s.expires_at > $2",
        )
        .bind(plain(token_hash))
        .bind(At(now))
        .fetch_optional(self.reads())
        .await
        .map_err(store_error)?;
        let Some(row) = found else { return Ok(None) };
        let tenants = query_scalar::<Db, Uuid>(
            "select tenant from session_tenant where token_hash = $1 order by tenant",
        )
        .bind(plain(token_hash))
        .fetch_all(self.reads())
        .await
        .map_err(store_error)?;
        Ok(Some(StoredSession {
            user: row.user.try_into()?,
            tenants: tenants.into_iter().map(TenantId).collect(),
            csrf: row.csrf,
            expires_at: row.expires_at.into(),
        }))
    }

    async fn token(&self, token_hash: &str, now: Time) -> StoreResult<Option<ApiToken>> {
        let found = query_as::<Db, TokenRow>(
            "select id, token_hash, role, tenant, environment, name, created_at, expires_at \
             from api_token where token_hash = $1 and (expires_at is null or expires_at > $2)",
        )
        .bind(plain(token_hash))
        .bind(At(now))
        .fetch_optional(self.reads())
        .await;
        record(found.map_err(store_error)?)
    }
}

#[async_trait]
impl AccessWrites for Work {
    async fn insert_user(&mut self, user: &User) -> StoreResult<()> {
        query::<Db>(
            "insert into user_account (id, email, password_hash, role, tenant, created_at) \
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(user.id.0)
        .bind(user.email.as_str())
        .bind(&user.password_hash)
        .bind(user.role.name())
        .bind(user.tenant.map(|id| id.0))
        .bind(At(user.created_at))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(())
    }

    async fn set_password(&mut self, user: UserId, hash: &str) -> StoreResult<()> {
        query::<Db>("update user_account set password_hash = $2 where id = $1")
            .bind(user.0)
            .bind(hash)
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        Ok(())
    }

    async fn insert_session(&mut self, session: &NewSession) -> StoreResult<()> {
        query::<Db>(
            "insert into session (token_hash, account, csrf, created_at, expires_at) \
             values ($1, $2, $3, $4, $5)",
        )
        .bind(&session.token_hash)
        .bind(session.user.0)
        .bind(&session.csrf)
        .bind(At(session.created_at))
        .bind(At(session.expires_at))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        for tenant in &session.tenants {
            query::<Db>("insert into session_tenant (token_hash, tenant) values ($1, $2)")
                .bind(&session.token_hash)
                .bind(tenant.0)
                .execute(self.conn())
                .await
                .map_err(store_error)?;
        }
        Ok(())
    }

    async fn delete_session(&mut self, token_hash: &str) -> StoreResult<()> {
        query::<Db>("delete from session where token_hash = $1")
            .bind(plain(token_hash))
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        Ok(())
    }

    async fn insert_token(&mut self, token: &ApiToken) -> StoreResult<()> {
        query::<Db>(
            "insert into api_token (id, token_hash, role, tenant, environment, name, created_at, \
             expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(token.id.0)
        .bind(&token.token_hash)
        .bind(token.role.name())
        .bind(token.tenant.map(|id| id.0))
        .bind(token.environment.map(|id| id.0))
        .bind(plain(&token.name))
        .bind(At(token.created_at))
        .bind(token.expires_at.map(At))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(())
    }

    async fn delete_token(&mut self, id: TokenId) -> StoreResult<()> {
        query::<Db>("delete from api_token where id = $1")
            .bind(id.0)
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        Ok(())
    }

    /// Writing the counter's row makes sign-ups wait for each other, so that a cap is met exactly.
    async fn count_sign_up(
        &mut self,
        buckets: &[(String, Time)],
        at: Time,
    ) -> StoreResult<Vec<i64>> {
        query::<Db>("update counter set value = value + 1 where name = 'sign_up'")
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        query::<Db>("delete from sign_up_count where at < $1")
            .bind(At(Time::from_micros(
                at.micros() - i64::try_from(KEEP_COUNTS.as_micros()).unwrap_or(i64::MAX),
            )))
            .execute(self.conn())
            .await
            .map_err(store_error)?;
        let mut counts = Vec::with_capacity(buckets.len());
        for (bucket, since) in buckets {
            query::<Db>("insert into sign_up_count (bucket, at) values ($1, $2)")
                .bind(plain(bucket))
                .bind(At(at))
                .execute(self.conn())
                .await
                .map_err(store_error)?;
            let count = query_scalar::<Db, i64>(
                "select count(*) from sign_up_count where bucket = $1 and at >= $2",
            )
            .bind(plain(bucket))
            .bind(At(*since))
            .fetch_one(self.conn())
            .await
            .map_err(store_error)?;
            counts.push(count);
        }
        Ok(counts)
    }
}
