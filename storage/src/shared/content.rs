//! Images, mails and kept answers, as both databases say it.

use super::{Backend, Db, Work, lists::push_ids};
use crate::{
    error::store_error,
    rows::{
        content::{AnswerRow, AssetRow, MailRow},
        record, records,
    },
    text::plain,
    time::At,
};
use app::{
    ports::{ContentReads, ContentWrites, StoreResult},
    records::{Asset, IdempotentAnswer, Mail},
};
use async_trait::async_trait;
use domain::{
    Time,
    ids::{MailId, TenantId},
    machine::State,
};
use sqlx::{QueryBuilder, query, query_as, query_scalar};
use uuid::Uuid;

macro_rules! mails {
    ($rest:literal) => {
        concat!(
            "select m.id, m.tenant, t.slug, m.environment, m.sender, m.recipient, m.reply_to, \
             m.subject, m.text, m.state, m.via, m.notice, m.attempts, m.next_at, \
             m.idempotency_key, m.at from mail m left join tenant t on t.id = m.tenant ",
            $rest
        )
    };
}

#[async_trait]
impl ContentReads for Backend {
    async fn asset(&self, key: &str) -> StoreResult<Option<Asset>> {
        let found = query_as::<Db, AssetRow>(
            "select key, content_type, bytes, created_at from asset where key = $1",
        )
        .bind(plain(key))
        .fetch_optional(self.reads())
        .await;
        record(found.map_err(store_error)?)
    }

    async fn mails(
        &self,
        tenants: Option<&[TenantId]>,
        after: Option<MailId>,
        limit: u32,
    ) -> StoreResult<Vec<Mail>> {
        if tenants.is_some_and(<[_]>::is_empty) {
            return Ok(Vec::new());
        }
        let mut select = mails(tenants, after, limit);
        let found = select
            .build_query_as::<MailRow>()
            .fetch_all(self.reads())
            .await;
        records(found.map_err(store_error)?)
    }

    async fn mail(&self, id: MailId) -> StoreResult<Option<Mail>> {
        let found = query_as::<Db, MailRow>(mails!("where m.id = $1"))
            .bind(id.0)
            .fetch_optional(self.reads())
            .await;
        record(found.map_err(store_error)?)
    }

    async fn idempotent_answer(
        &self,
        scope: &str,
        key: &str,
    ) -> StoreResult<Option<IdempotentAnswer>> {
        let found = query_as::<Db, AnswerRow>(
            "select scope, key, body_hash, status, body, created_at from idempotency \
             where scope = $1 and key = $2",
        )
        .bind(plain(scope))
        .bind(plain(key))
        .fetch_optional(self.reads())
        .await;
        record(found.map_err(store_error)?)
    }
}

#[async_trait]
impl ContentWrites for Work {
    async fn put_asset(&mut self, asset: &Asset) -> StoreResult<()> {
        query::<Db>(
            "insert into asset (key, content_type, bytes, created_at) values ($1, $2, $3, $4) \
             on conflict (key) do nothing",
        )
        .bind(&asset.key)
        .bind(&asset.content_type)
        .bind(&asset.bytes)
        .bind(At(asset.created_at))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(())
    }

    async fn count_mails(&mut self, tenant: TenantId, since: Time) -> StoreResult<i64> {
        self.hold_tenant(tenant).await?;
        query_scalar::<Db, i64>("select count(*) from mail where tenant = $1 and at >= $2")
            .bind(tenant.0)
            .bind(At(since))
            .fetch_one(self.conn())
            .await
            .map_err(store_error)
    }

    async fn insert_mail(&mut self, mail: &Mail) -> StoreResult<bool> {
        let done = query::<Db>(
            "insert into mail (id, tenant, environment, sender, recipient, reply_to, subject, \
             text, via, idempotency_key, at, state, notice, attempts, next_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
             on conflict (idempotency_key) where idempotency_key is not null do nothing",
        )
        .bind(mail.id.0)
        .bind(mail.tenant.map(|id| id.0))
        .bind(mail.environment.map(|id| id.0))
        .bind(plain(&mail.from))
        .bind(plain(&mail.to))
        .bind(mail.reply_to.as_deref().map(plain))
        .bind(plain(&mail.subject))
        .bind(plain(&mail.text))
        .bind(&mail.via)
        .bind(mail.idempotency_key.as_deref().map(plain))
        .bind(At(mail.at))
        .bind(mail.state.name())
        .bind(mail.notice.as_deref().map(plain))
        .bind(mail.attempts)
        .bind(mail.next_at.map(At))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(done.rows_affected() == 1)
    }

    async fn claim_mails(&mut self, now: Time, until: Time, most: u32) -> StoreResult<Vec<Mail>> {
        // The time is asked twice: a second worker that waited for the row finds it taken.
        let claimed = query_scalar::<Db, Uuid>(
            "update mail set next_at = $2, attempts = attempts + 1 where id in \
             (select id from mail where state = 'queued' and next_at <= $1 \
             order by next_at limit $3) and state = 'queued' and next_at <= $1 returning id",
        )
        .bind(At(now))
        .bind(At(until))
        .bind(i64::from(most))
        .fetch_all(self.conn())
        .await
        .map_err(store_error)?;
        let mut mails = Vec::with_capacity(claimed.len());
        for id in claimed {
            let row = query_as::<Db, MailRow>(mails!("where m.id = $1"))
                .bind(id)
                .fetch_one(self.conn())
                .await;
            mails.push(row.map_err(store_error)?.try_into()?);
        }
        Ok(mails)
    }

    async fn settle_mail(&mut self, mail: &Mail) -> StoreResult<bool> {
        let done = query::<Db>(
            "update mail set state = $2, sender = $3, via = $4, notice = $5, next_at = $6 \
             where id = $1 and state = 'queued'",
        )
        .bind(mail.id.0)
        .bind(mail.state.name())
        .bind(plain(&mail.from))
        .bind(&mail.via)
        .bind(mail.notice.as_deref().map(plain))
        .bind(mail.next_at.map(At))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(done.rows_affected() == 1)
    }

    async fn insert_answer(&mut self, answer: &IdempotentAnswer) -> StoreResult<()> {
        query::<Db>(
            "insert into idempotency (scope, key, body_hash, status, body, created_at) \
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(plain(&answer.scope))
        .bind(plain(&answer.key))
        .bind(&answer.body_hash)
        .bind(i32::from(answer.status))
        .bind(plain(&answer.body))
        .bind(At(answer.created_at))
        .execute(self.conn())
        .await
        .map_err(store_error)?;
        Ok(())
    }
}

pub fn mails(tenants: Option<&[TenantId]>, after: Option<MailId>, limit: u32) -> QueryBuilder<Db> {
    let mut select = QueryBuilder::<Db>::new(mails!("where m.id < "));
    select.push_bind(after.map_or(Uuid::max(), |id| id.0));
    if let Some(tenants) = tenants {
        select.push(" and m.tenant in (");
        push_ids(&mut select, tenants.iter().map(|id| id.0));
        select.push(")");
    }
    select
        .push(" order by m.id desc limit ")
        .push_bind(i64::from(limit));
    select
}
