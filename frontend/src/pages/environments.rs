//! `/environments`: every environment with its state, for the people of the house.

use super::{pager::pager, signed_in};
use crate::{
    parts::{When, tag},
    ssr::{Answer, Asked, Frame, Nav, Page},
};
use actix_web::Resource;
use app::{access::SeeRuns, cases};
use domain::{Time, states::EnvironmentState, views::EnvironmentView};
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::page("/environments", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let who = signed_in(&asked).await?;
    // Customers have their own page for theirs.
    asked.access::<SeeRuns>()?;
    let cursor = asked.query("cursor");
    let page = cases::list_environments(&asked.access()?, cursor.as_deref(), 50).await?;
    let now = asked.now();
    let list = if page.items.is_empty() {
        view! { <div class="empty"><h2>"No environments yet"</h2><p>"Each tenant's stages are listed here with their state. The first one appears with the first sign-up, or with:"</p><code>"automator create acme"</code></div> }.into_any()
    } else {
        let rows = page.items.iter().map(|e| row(e, now)).collect_view();
        view! {
            <table class="table table-dense">
                <caption class="unseen">"Environments, newest first"</caption>
                <thead><tr>
                    <th scope="col">"Environment"</th><th scope="col" class="mid-only">"Company"</th><th scope="col" class="wide-only">"Plan"</th>
                    <th scope="col">"State"</th><th scope="col" class="mid-only">"Health"</th><th scope="col" class="mid-only">"Last failure"</th><th scope="col" class="wide-only end">"Created"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    let body = view! {
        <div class="page-head"><div class="row"><h1>"Environments"</h1></div></div>
        <div class="card card-flush"><div class="table-scroll">{list}</div></div>
        {pager("/environments", &[], cursor.as_deref(), page.next_cursor.as_deref())}
    };
    Ok(Page::new(
        "Environments",
        Frame::House(Nav::Environments),
        Some(who),
        body.into_any(),
    )
    .into())
}

fn row(e: &EnvironmentView, now: Time) -> AnyView {
    let failure = match &e.last_failure {
        Some(f) if e.state != EnvironmentState::Running => {
            view! { <a href=format!("/runs/{}#step-{}", f.run, f.step)>{format!("{}: {}", f.step, f.kind)}</a> }.into_any()
        }
        _ => e.active_run.map(|run| view! { <a href=format!("/runs/{run}")>"Open run"</a> }).into_any(),
    };
    let health = (e.state == EnvironmentState::Running).then(|| tag::state_tag(e.health));
    view! {
        <tr>
            <th scope="row" class="name"><a href=format!("/tenants/{}", e.slug)>{format!("{}/{}", e.slug, e.stage)}</a><span class="fold">{e.company.clone()}</span></th>
            <td class="mid-only soft name">{e.company.clone()}</td>
            <td class="wide-only soft">{e.plan.clone()}</td>
            <td>{tag::state_tag(e.state)}</td>
            <td class="mid-only">{health}</td>
            <td class="mid-only soft">{failure}</td>
            <td class="wide-only end soft"><When at=e.created_at now=now/></td>
        </tr>
    }
    .into_any()
}
