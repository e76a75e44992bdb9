//! Images, mails and kept answers.

use crate::{
    error::{bad_value, state},
    time::At,
};
use app::{
    ports::StoreError,
    records::{Asset, IdempotentAnswer, Mail},
};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
pub struct AssetRow {
    key: String,
    content_type: String,
    bytes: Vec<u8>,
    created_at: At,
}

#[derive(FromRow)]
pub struct MailRow {
    id: Uuid,
    tenant: Option<Uuid>,
    slug: Option<String>,
    environment: Option<Uuid>,
    sender: String,
    recipient: String,
    reply_to: Option<String>,
    subject: String,
    text: String,
    state: String,
    via: String,
    notice: Option<String>,
    attempts: i32,
    next_at: Option<At>,
    idempotency_key: Option<String>,
    at: At,
}

#[derive(FromRow)]
pub struct AnswerRow {
    scope: String,
    key: String,
    body_hash: String,
    status: i32,
    body: String,
    created_at: At,
}

impl TryFrom<AssetRow> for Asset {
    type Error = StoreError;

    fn try_from(row: AssetRow) -> Result<Self, StoreError> {
        Ok(Self {
            key: row.key,
            content_type: row.content_type,
            bytes: row.bytes,
            created_at: row.created_at.into(),
        })
    }
}

impl TryFrom<MailRow> for Mail {
    type Error = StoreError;

    fn try_from(row: MailRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            tenant: row.tenant.map(Into::into),
            slug: row.slug,
            environment: row.environment.map(Into::into),
            from: row.sender,
            to: row.recipient,
            reply_to: row.reply_to,
            subject: row.subject,
            text: row.text,
            state: state("mail", "state", &row.state)?,
            via: row.via,
            notice: row.notice,
            attempts: row.attempts,
            next_at: row.next_at.map(Into::into),
            idempotency_key: row.idempotency_key,
            at: row.at.into(),
        })
    }
}

impl TryFrom<AnswerRow> for IdempotentAnswer {
    type Error = StoreError;

    fn try_from(row: AnswerRow) -> Result<Self, StoreError> {
        let status = u16::try_from(row.status)
            .map_err(|_| bad_value("idempotency", "status", &row.status.to_string()))?;
        Ok(Self {
            scope: row.scope,
            key: row.key,
            body_hash: row.body_hash,
            status,
            body: row.body,
            created_at: row.created_at.into(),
        })
    }
}
