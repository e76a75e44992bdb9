//! `/mail`: every captured mail, for the people of the house; the list itself also for a tenant's page.

use super::{pager::pager, signed_in};
use crate::{
    parts::{Glyph, Icon, When},
    ssr::{Answer, Asked, Frame, Nav, Page},
};
use actix_web::Resource;
use app::{access::SeeRuns, cases};
use domain::{Time, states::MailState, views::MailView};
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::page("/mail", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let who = signed_in(&asked).await?;
    asked.access::<SeeRuns>()?;
    let cursor = asked.query("cursor");
    let page = cases::list_mail(&asked.access()?, None, cursor.as_deref(), 50).await?;
    let body = view! {
        <div class="page-head"><h1>"Mail"</h1><p class="lead">"Every mail that sites and the portal sent. On this machine mails are captured and go nowhere."</p></div>
        {list(&page.items, asked.now(), true)}
        {pager("/mail", &[], cursor.as_deref(), page.next_cursor.as_deref())}
    };
    Ok(Page::new("Mail", Frame::House(Nav::Mail), Some(who), body.into_any()).into())
}

/// Newest first; each opens in place.
pub fn list(mails: &[MailView], now: Time, with_tenant: bool) -> AnyView {
    if mails.is_empty() {
        return view! {
            <div class="card"><div class="empty"><Icon glyph=Glyph::Mail/><h2>"No mail yet"</h2><p>"What the site sends is kept here, as its readers get it. The first mail comes with the first booking."</p></div></div>
        }
        .into_any();
    }
    view! { <div class="card card-flush">{mails.iter().map(|m| mail(m, now, with_tenant)).collect_view()}</div> }.into_any()
}

fn mail(m: &MailView, now: Time, with_tenant: bool) -> AnyView {
    let tenant = m
        .tenant
        .clone()
        .filter(|_| with_tenant)
        .map(|t| view! { <span class="badge">{t}</span>" " });
    let reply = m
        .reply_to
        .clone()
        .map(|r| view! { <dt>"Reply to"</dt><dd>{r}</dd> });
    view! {
        <details class="mail-item" id=format!("mail-{}", m.id)>
            <summary><strong>{tenant}{m.subject.clone()}</strong><When at=m.at now=now/><small>{format!("to {}", m.to)}</small></summary>
            <div class="mail-body">
                <dl>
                    <dt>"From"</dt><dd>{m.from.clone()}</dd>
                    <dt>"To"</dt><dd>{m.to.clone()}</dd>
                    {reply}
                    <dt>"Sent"</dt><dd>{way(m)}</dd>
                </dl>
                {m.notice.clone().map(|why| view! { <p class="note">{why}</p> })}
                {text(m)}
            </div>
        </details>
    }
    .into_any()
}

fn text(m: &MailView) -> AnyView {
    if m.text.is_empty() {
        return view! { <p class="note">"The text is no longer kept; how long it is, the house decides."</p> }
            .into_any();
    }
    view! { <pre class="mail-text">{m.text.clone()}</pre> }.into_any()
}

/// What became of it, in words.
fn way(m: &MailView) -> &'static str {
    match (m.state, m.via.as_str()) {
        (MailState::Queued, _) => "Not yet; it is tried again",
        (MailState::Failed, _) => "No; it was given up",
        (MailState::Sent, "own") => "Through the tenant’s own mail server",
        (MailState::Sent, "relay") => "Through the portal’s mail server",
        (MailState::Sent, _) => "Captured on this machine",
    }
}
