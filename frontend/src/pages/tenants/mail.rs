//! `/tenants/{slug}/mail`: what the site sent.

use super::crumbs;
use crate::{
    pages::{mail, pager::pager, signed_in},
    ssr::{Answer, Asked, Frame, Nav, Page},
};
use actix_web::Resource;
use app::cases;
use leptos::prelude::*;
use std::rc::Rc;

const PAGE: usize = 50;
/// How many pages of everybody's mail are looked through for this tenant's.
const LOOKS: usize = 20;

pub fn resource() -> Resource {
    crate::ssr::page("/tenants/{slug}/mail", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let (who, slug) = (signed_in(&asked).await?, asked.slug()?);
    let tenant = cases::show_tenant(&asked.access()?, &slug).await?;
    let by = asked.access()?;
    let asked_from = asked.query("cursor");
    let mut cursor = asked_from.clone();
    let mut mails = Vec::new();
    // The list is everybody's that the caller may see; it is ordered by time, not by tenant.
    for _ in 0..LOOKS {
        let page = cases::list_mail(&by, cursor.as_deref(), 100).await?;
        mails.extend(
            page.items
                .into_iter()
                .filter(|m| m.tenant.as_deref() == Some(slug.as_str())),
        );
        cursor = page.next_cursor;
        if mails.len() >= PAGE || cursor.is_none() {
            break;
        }
    }
    let path = format!("/tenants/{slug}/mail");
    let body = view! {
        <div class="page-head">{crumbs(&slug, "Mail", who.role)}<h1>"Mail"</h1><p class="lead">"What "<bdi>{tenant.company.clone()}</bdi>" sent, as its readers get it."</p></div>
        {mail::list(&mails, asked.now(), false)}
        {pager(&path, &[], asked_from.as_deref(), cursor.as_deref())}
    };
    Ok(Page::new(
        format!("Mail of {}", tenant.company),
        Frame::Tenant(slug.to_string(), Nav::Mail),
        Some(who),
        body.into_any(),
    )
    .into())
}
