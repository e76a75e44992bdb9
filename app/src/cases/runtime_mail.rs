//! The running app sends a mail in its tenant's name, within what the plan allows.
//!
//! With an idempotency key the app may send again after a lost answer and it stays one mail.

use super::runtime_document::own;
use crate::{
    Access, AppError, AppResult, Portal,
    access::UseRuntime,
    answers::Request,
    ports::OutgoingMail,
    records::{Environment, Mail, Tenant},
    settings::scopes,
    views::mail::mail_view,
};
use chrono::{Datelike, NaiveTime};
use domain::{
    FieldError, FieldErrors, Time,
    email::Email,
    ids::{MailId, TenantId},
    settings::Effective,
    views::MailView,
};

const LONGEST_SUBJECT: usize = 200;
const LONGEST_TEXT: usize = 100_000;

#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct RuntimeMail {
    pub to: String,
    pub subject: String,
    pub text: String,
    #[serde(default)]
    pub idempotency_key: Option<String>,
}

pub async fn runtime_mail(by: &Access<UseRuntime>, mail: RuntimeMail) -> AppResult<MailView> {
    let portal = by.portal();
    let (tenant, environment) = own(by).await?;
    let to = check(&mail)?;
    let scope = format!("runtime_mail {}", environment.id);
    let key = mail.idempotency_key.as_deref();
    let request = key.map(|key| Request::new(portal, &scope, key, &mail));
    let request = request.transpose()?;
    if let Some(request) = &request
        && let Some(sent) = request.known(portal).await?
    {
        return Ok(sent);
    }
    let values = scopes::effective_for(portal, &tenant, Some(&environment)).await?;
    refuse_beyond_limit(portal, tenant.id, &values).await?;
    let outgoing = outgoing(portal, &tenant, &values, &to, &mail);
    let via = portal.mail.send(&outgoing).await;
    let via = via.map_err(|why| AppError::Unavailable {
        what: "the mail server".to_owned(),
        hint: Some("Try again in a moment".to_owned()),
        source: why.into(),
    })?;
    let record = record(portal, &tenant, &environment, outgoing, via, key);
    let view = mail_view(record.clone());

    let mut tx = portal.store.begin().await?;
    if let Some(request) = &request {
        match request.keep(tx.as_mut(), portal, 200, &view).await {
            // Sent twice at once: the other one was faster, and its mail is the one that counts.
            Err(AppError::Conflict(why)) => {
                drop(tx);
                let sent = request.known(portal).await?;
                return sent.ok_or(AppError::Conflict(why));
            }
            kept => kept?,
        }
    }
    tx.insert_mail(&record).await?;
    tx.commit().await?;
    portal.events.ring();
    tracing::info!(environment.id = %environment.id, mail.id = %view.id, via, "mail sent");
    Ok(view)
}

fn check(mail: &RuntimeMail) -> AppResult<Email> {
    let mut faults: FieldErrors = Vec::new();
    let to = Email::parse(&mail.to).map_err(|refused| faults.push(refused.at("to")));
    let subject = mail.subject.trim();
    if subject.is_empty() {
        faults.push(FieldError::new(
            "subject",
            "required",
            "Give the mail a subject",
        ));
    }
    // A line break in a subject would begin another header.
    if subject.chars().any(char::is_control) {
        let why = "Leave line breaks and control characters out of the subject";
        faults.push(FieldError::new("subject", "characters", why));
    }
    if subject.chars().count() > LONGEST_SUBJECT {
        let why = format!("Use at most {LONGEST_SUBJECT} characters for the subject");
        faults.push(FieldError::new("subject", "too_long", why));
    }
    if mail.text.trim().is_empty() {
        faults.push(FieldError::new("text", "required", "Give the mail a text"));
    }
    if mail.text.len() > LONGEST_TEXT {
        let why = format!("Use at most {LONGEST_TEXT} bytes for the text");
        faults.push(FieldError::new("text", "too_long", why));
    }
    match to {
        Ok(to) if faults.is_empty() => Ok(to),
        _ => Err(AppError::Invalid(faults)),
    }
}

async fn refuse_beyond_limit(
    portal: &Portal,
    tenant: TenantId,
    values: &[Effective],
) -> AppResult<()> {
    let most = scopes::number(values, "limits.mails_per_month");
    let sent = portal
        .store
        .count_mails(tenant, month(portal.now()))
        .await?;
    if sent >= most {
        let why = format!("all {most} mails of this month are sent");
        return Err(AppError::TooMany(why));
    }
    Ok(())
}

/// The first instant of the calendar month.
fn month(now: Time) -> Time {
    let day = now.utc().date_naive();
    let first = day.with_day(1).unwrap_or(day);
    Time::new(first.and_time(NaiveTime::MIN).and_utc())
}

fn outgoing(
    portal: &Portal,
    tenant: &Tenant,
    values: &[Effective],
    to: &Email,
    mail: &RuntimeMail,
) -> OutgoingMail {
    let name = scopes::text(values, "mail.sender_name").unwrap_or(&tenant.company);
    let quoted = name.replace('\\', "\\\\").replace('"', "\\\"");
    let sender = format!("{}@clients.{}", tenant.slug, portal.config.base_domain);
    OutgoingMail {
        from: format!("\"{quoted}\" <{sender}>"),
        to: to.to_string(),
        reply_to: scopes::text(values, "mail.reply_to").map(str::to_owned),
        subject: mail.subject.trim().to_owned(),
        text: mail.text.clone(),
    }
}

fn record(
    portal: &Portal,
    tenant: &Tenant,
    environment: &Environment,
    mail: OutgoingMail,
    via: &str,
    key: Option<&str>,
) -> Mail {
    Mail {
        id: MailId(portal.id()),
        tenant: Some(tenant.id),
        slug: Some(tenant.slug.to_string()),
        environment: Some(environment.id),
        from: mail.from,
        to: mail.to,
        reply_to: mail.reply_to,
        subject: mail.subject,
        text: mail.text,
        via: via.to_owned(),
        // Keys are chosen by the apps, and two apps may choose the same.
        idempotency_key: key.map(|key| format!("{}:{key}", environment.id)),
        at: portal.now(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(mail: &RuntimeMail) -> Vec<String> {
        match check(mail) {
            Err(AppError::Invalid(faults)) => faults.into_iter().map(|f| f.code).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_mail_cannot_carry_a_header_of_its_own() {
        let mail = RuntimeMail {
            to: "ada@example.com".into(),
            subject: "Hello\r\nBcc: all@example.com".into(),
            text: "Hello".into(),
            idempotency_key: None,
        };
        assert_eq!(codes(&mail), ["characters"]);
        assert_eq!(codes(&RuntimeMail::default()), ["required"; 3]);
    }

    #[test]
    fn a_month_begins_at_its_first_instant() {
        let noon = "2026-11-21T12:00:00Z".parse().expect("a time");
        assert_eq!(
            month(Time::new(noon)).to_string(),
            "2026-11-01T00:00:00.000Z"
        );
    }
}
