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

pub fn resource() -> Resource {
    crate::ssr::page("/tenants/{slug}/mail", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let (who, slug) = (signed_in(&asked).await?, asked.slug()?);
    let tenant = cases::show_tenant(&asked.access()?, &slug).await?;
    let cursor = asked.query("cursor");
    let page = cases::list_mail(&asked.access()?, Some(&slug), cursor.as_deref(), 50).await?;
    let path = format!("/tenants/{slug}/mail");
    let body = view! {
        <div class="page-head">{crumbs(&slug, "Mail", who.role)}<h1>"Mail"</h1><p class="lead">"What "<bdi>{tenant.company.clone()}</bdi>" sent, as its readers get it."</p></div>
        {mail::list(&page.items, asked.now(), false)}
        {pager(&path, &[], cursor.as_deref(), page.next_cursor.as_deref())}
    };
    Ok(Page::new(
        format!("Mail of {}", tenant.company),
        Frame::Tenant(slug.to_string(), Nav::Mail),
        Some(who),
        body.into_any(),
    )
    .into())
}
