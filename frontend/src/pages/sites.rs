//! `/sites`: all sites of somebody who owns several.

use super::signed_in;
use crate::{
    parts::tag,
    ssr::{Answer, Asked, Frame, Page},
};
use actix_web::Resource;
use app::cases;
use domain::views::TenantView;
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::page("/sites", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let who = signed_in(&asked).await?;
    let page = cases::list_tenants(&asked.access()?, "", None, 100).await?;
    let list = if page.items.is_empty() {
        view! { <div class="card"><div class="empty"><h2>"No site yet"</h2><p>"Your sites are listed here. The first one takes a few seconds."</p><a class="button" href="/signup">"Create a site"</a></div></div> }.into_any()
    } else {
        page.items.iter().map(card).collect_view().into_any()
    };
    let body =
        view! { <div class="page-head"><h1>"Your sites"</h1></div><div class="stack">{list}</div> };
    Ok(Page::new(
        "Your sites",
        Frame::Column { narrow: false },
        Some(who),
        body.into_any(),
    )
    .into())
}

fn card(tenant: &TenantView) -> AnyView {
    let url = tenant.environments.first().map(|e| e.url.clone());
    let url = url.map(|url| view! { <p class="note"><a href=url.clone()>{url.clone()}</a></p> });
    view! {
        <article class="card"><div class="card-body row row-spread">
            <div><h2 class="heading-small"><a href=format!("/tenants/{}", tenant.slug)>{tenant.company.clone()}</a></h2>{url}</div>
            {tag::state_tag(tenant.status)}
        </div></article>
    }
    .into_any()
}
