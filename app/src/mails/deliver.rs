//! One mail, handed over: the tenant's own server first when one is set, else the default way.
//!
//! When the own server does not take it, the mail goes the default way all the same, and the mail
//! and an event say why. The next mail tries the own server again, so mending it is enough.

use super::sender::{default_sender, house_sender, own_server};
use crate::{
    AppResult, Portal,
    ports::{MailError, OutgoingMail},
    records::{Environment, Mail, NewEvent, Tenant},
    settings::scopes,
};
use chrono::TimeDelta;
use domain::{Time, settings::Effective, states::MailState};
use serde_json::json;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Whoever has a mail in hand has it for so long; then it counts as left behind.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);

/// With the pauses below these are two days.
const MOST_ATTEMPTS: i32 = 16;
const LONGEST_PAUSE_MINUTES: i64 = 360;

/// Sends queued mails whose time has come; answers how many it took in hand.
pub async fn deliver_due(portal: &Arc<Portal>, most: u32) -> AppResult<usize> {
    let now = portal.now();
    let mut tx = portal.store.begin().await?;
    let due = tx.claim_mails(now, now + LEASE, most).await?;
    tx.commit().await?;
    let taken = due.len();
    // Side by side, since one slow server must not use up the lease of the others.
    let mut deliveries = JoinSet::new();
    for mail in due {
        let portal = portal.clone();
        deliveries.spawn(async move {
            let id = mail.id;
            if let Err(error) = deliver(&portal, mail).await {
                tracing::warn!(mail.id = %id, %error, "a queued mail was not handed over");
            }
        });
    }
    deliveries.join_all().await;
    Ok(taken)
}

/// Hands a mail over that the caller has in hand, and answers it as it now stands.
pub async fn deliver(portal: &Portal, mail: Mail) -> AppResult<Mail> {
    let sent = send(portal, &mail).await?;
    let mail = sent.mail;
    let mut tx = portal.store.begin().await?;
    tx.settle_mail(&mail).await?;
    if let Some(event) = sent.event {
        tx.insert_event(&event).await?;
    }
    tx.commit().await?;
    portal.events.ring();
    tracing::info!(mail.id = %mail.id, state = %mail.state, via = mail.via, "mail handled");
    Ok(mail)
}

struct Sent {
    mail: Mail,
    event: Option<NewEvent>,
}

async fn send(portal: &Portal, mail: &Mail) -> AppResult<Sent> {
    let mut event = None;
    let mut sent = mail.clone();
    sent.notice = None;
    let mut outgoing = outgoing(portal, mail);
    if let Some((tenant, environment, values)) = whose(portal, mail).await? {
        outgoing.from = default_sender(portal, &tenant, &values);
        match own_way(portal, &outgoing, (&tenant, environment.as_ref(), &values)).await {
            Own::None => {}
            Own::Taken(from) => {
                sent.from = from;
                return Ok(Sent {
                    mail: settled(sent, "own"),
                    event,
                });
            }
            Own::Fault { host, error } => {
                sent.notice = Some(format!("Your mail server {host} {error}"));
                event = Some(fallback(portal, mail, &host, &error));
            }
        }
    }
    sent.from = outgoing.from.to_string();
    let mail = match portal.mail.send(&outgoing).await {
        Ok(via) => settled(sent, via),
        Err(error) => put_off(sent, &error, portal.now()),
    };
    Ok(Sent { mail, event })
}

enum Own {
    /// No server is set.
    None,
    /// With the sender that it was given.
    Taken(String),
    Fault {
        host: String,
        error: MailError,
    },
}

async fn own_way(
    portal: &Portal,
    mail: &OutgoingMail,
    (tenant, environment, values): (&Tenant, Option<&Environment>, &[Effective]),
) -> Own {
    let server = match own_server(portal, tenant, environment, values) {
        None => return Own::None,
        Some(Ok(server)) => server,
        Some(Err((host, error))) => return Own::Fault { host, error },
    };
    let mut mail = mail.clone();
    if let Some(from) = &server.from {
        from.as_str().clone_into(&mut mail.from.address);
    }
    let host = server.host.clone();
    match portal.mail.send_through(&server, &mail).await {
        Ok(()) => Own::Taken(mail.from.to_string()),
        Err(error) => Own::Fault { host, error },
    }
}

/// A tenant that is gone takes its mails along; an environment does not.
async fn whose(
    portal: &Portal,
    mail: &Mail,
) -> AppResult<Option<(Tenant, Option<Environment>, Vec<Effective>)>> {
    let Some(id) = mail.tenant else {
        return Ok(None);
    };
    let Some(tenant) = portal.store.tenant(id).await? else {
        return Ok(None);
    };
    let environment = match mail.environment {
        Some(id) => portal.store.environment_by_id(id).await?,
        None => None,
    };
    let values = scopes::effective_for(portal, &tenant, environment.as_ref()).await?;
    Ok(Some((tenant, environment, values)))
}

fn outgoing(portal: &Portal, mail: &Mail) -> OutgoingMail {
    OutgoingMail {
        id: mail.id,
        from: house_sender(portal),
        to: mail.to.clone(),
        reply_to: mail.reply_to.clone(),
        subject: mail.subject.clone(),
        text: mail.text.clone(),
    }
}

fn settled(mail: Mail, via: &str) -> Mail {
    Mail {
        state: MailState::Sent,
        via: via.to_owned(),
        next_at: None,
        ..mail
    }
}

/// Tried again later, until it would be refused for ever or two days have passed.
fn put_off(mail: Mail, error: &MailError, now: Time) -> Mail {
    let told = format!("The portal's mail server {error}");
    let notice = Some(match &mail.notice {
        Some(own) => format!("{own}. {told}"),
        None => told,
    });
    tracing::warn!(mail.id = %mail.id, attempt = mail.attempts, kind = error.kind.name(), "mail not sent");
    if error.kind.is_final() || mail.attempts >= MOST_ATTEMPTS {
        return Mail {
            state: MailState::Failed,
            next_at: None,
            notice,
            ..mail
        };
    }
    let minutes = 1_i64 << mail.attempts.clamp(0, 10);
    let pause = TimeDelta::minutes(minutes.min(LONGEST_PAUSE_MINUTES));
    Mail {
        next_at: Some(now + pause),
        notice,
        ..mail
    }
}

fn fallback(portal: &Portal, mail: &Mail, host: &str, error: &MailError) -> NewEvent {
    tracing::warn!(mail.id = %mail.id, kind = error.kind.name(), "a tenant's own mail server did not take a mail");
    NewEvent {
        kind: "mail.fallback".to_owned(),
        tenant: mail.tenant,
        environment: mail.environment,
        run: None,
        payload: json!({
            "mail": mail.id, "server": host, "kind": error.kind.name(), "summary": error.to_string(),
        }),
        at: portal.now(),
    }
}
