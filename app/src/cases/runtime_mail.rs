//! The running app sends a mail in its tenant's name, within what the plan allows.
//!
//! The mail is stored before it is handed over, so an answer means that it will go out. With an
//! idempotency key the app may send again after a lost answer and it stays one mail.

use super::runtime_document::own;
use crate::{
    Access, AppError, AppResult, Portal,
    access::UseRuntime,
    answers::Request,
    mails::{LEASE, default_sender, deliver},
    records::{Environment, Mail, Tenant},
    settings::scopes,
    views::mail::mail_view,
};
use chrono::{Datelike, NaiveTime};
use domain::{
    FieldError, FieldErrors, Time, email::Email, ids::MailId, settings::Effective,
    states::MailState, views::MailView,
};

const LONGEST_SUBJECT: usize = 200;
const LONGEST_TEXT: usize = 100_000;

/// A mail in the tenant's name.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct RuntimeMail {
    /// One address.
    #[schema(format = "email")]
    pub to: String,
    /// One line of at most 200 characters.
    pub subject: String,
    /// Plain text of at most 100,000 characters.
    pub text: String,
    /// The same key and mail is sent once.
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
    if let Some(sent) = known(portal, request.as_ref()).await? {
        return Ok(sent);
    }
    let values = scopes::effective_for(portal, &tenant, Some(&environment)).await?;
    let mail = record(portal, (&tenant, &environment, &values), to, mail);
    let most = scopes::number(&values, "limits.mails_per_month");
    match store(portal, &mail, most, request.as_ref()).await {
        // Sent twice at once: the other one was faster, and its mail is the one that counts.
        Err(AppError::Conflict(why)) => {
            let sent = known(portal, request.as_ref()).await?;
            return sent.ok_or(AppError::Conflict(why));
        }
        done => done?,
    }
    // Apart from the request: an app that stops waiting does not stop the mail.
    let delivery = tokio::spawn({
        let (portal, mail) = (portal.clone(), mail.clone());
        async move { deliver(&portal, mail).await }
    });
    match delivery.await.map_err(AppError::internal)? {
        Ok(sent) => Ok(mail_view(sent)),
        Err(error) => {
            // It is stored, so it will be sent; the app must not take it for lost.
            tracing::error!(mail.id = %mail.id, %error, "a stored mail was not handed over");
            Ok(mail_view(mail))
        }
    }
}

/// The mail of the first time as it now stands.
async fn known(portal: &Portal, request: Option<&Request>) -> AppResult<Option<MailView>> {
    let Some(request) = request else {
        return Ok(None);
    };
    let Some(first) = request.known::<MailView>(portal).await? else {
        return Ok(None);
    };
    let now = portal.store.mail(first.id).await?;
    Ok(Some(now.map_or(first, mail_view)))
}

/// Counted and stored in one transaction, with the answer under its key. From here on the mail is
/// the portal's duty.
async fn store(
    portal: &Portal,
    mail: &Mail,
    most: i64,
    request: Option<&Request>,
) -> AppResult<()> {
    let mut tx = portal.store.begin().await?;
    if let Some(request) = request {
        let view = mail_view(mail.clone());
        request.keep(tx.as_mut(), portal, 202, &view).await?;
    }
    if let Some(tenant) = mail.tenant
        && tx.count_mails(tenant, month(mail.at)).await? >= most
    {
        let why = format!("all {most} mails of this month are sent");
        return Err(AppError::too_many(why));
    }
    tx.insert_mail(mail).await?;
    Ok(tx.commit().await?)
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

/// The first instant of the calendar month.
fn month(now: Time) -> Time {
    let day = now.utc().date_naive();
    let first = day.with_day(1).unwrap_or(day);
    Time::new(first.and_time(NaiveTime::MIN).and_utc())
}

fn record(
    portal: &Portal,
    (tenant, environment, values): (&Tenant, &Environment, &[Effective]),
    to: Email,
    mail: RuntimeMail,
) -> Mail {
    let now = portal.now();
    let key = mail.idempotency_key.as_deref();
    Mail {
        id: MailId(portal.id()),
        tenant: Some(tenant.id),
        slug: Some(tenant.slug.to_string()),
        environment: Some(environment.id),
        from: default_sender(portal, tenant, values).to_string(),
        to: to.to_string(),
        reply_to: scopes::text(values, "mail.reply_to").map(str::to_owned),
        subject: mail.subject.trim().to_owned(),
        text: mail.text,
        state: MailState::Queued,
        via: String::new(),
        notice: None,
        attempts: 1,
        next_at: Some(now + LEASE),
        // Keys are chosen by the apps, and two apps may choose the same.
        idempotency_key: key.map(|key| format!("{}:{key}", environment.id)),
        at: now,
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
