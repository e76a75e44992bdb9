//! `/runs`: the list with its filters in the address, so that a view of it can be shared.

use crate::{
    pages::{
        pager::{pager, query},
        signed_in,
    },
    parts::{Glyph, Icon, When, state::sentence, tag, when},
    ssr::{Answer, Asked, Frame, Nav, Page},
};
use actix_web::Resource;
use app::cases::{self, RunQuery};
use domain::{Time, run::RunKind, states::RunState, text, views::RunSummary};
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::page("/runs", show)
}

/// The filters in use, as typed.
struct Filters {
    state: String,
    tenant: String,
    kind: String,
    step: String,
}

impl Filters {
    fn of(asked: &Asked) -> Self {
        let get = |name| asked.query(name).unwrap_or_default();
        Self {
            state: get("state"),
            tenant: get("tenant"),
            kind: get("kind"),
            step: get("step"),
        }
    }

    fn pairs(&self) -> [(&'static str, &str); 4] {
        [
            ("state", &self.state),
            ("tenant", &self.tenant),
            ("kind", &self.kind),
            ("step", &self.step),
        ]
    }

    fn asked(&self) -> RunQuery {
        let some = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
        RunQuery {
            state: some(&self.state),
            tenant: some(&self.tenant),
            kind: some(&self.kind),
            step: some(&self.step),
        }
    }

    fn is_empty(&self) -> bool {
        self.pairs().iter().all(|(_, v)| v.is_empty())
    }
}

async fn show(asked: Rc<Asked>) -> Answer {
    let who = signed_in(&asked).await?;
    let filters = Filters::of(&asked);
    let cursor = asked.query("cursor");
    let page = cases::list_runs(&asked.access()?, filters.asked(), cursor.as_deref(), 50).await?;
    let now = asked.now();
    let list = if page.items.is_empty() {
        empty(&filters)
    } else {
        table(&page.items, now)
    };
    let body = view! {
        <div class="page-head"><h1>"Runs"</h1></div>
        {views(&filters)}
        {form(&filters)}
        <div class="card card-flush"><div class="table-scroll">{list}</div></div>
        {pager("/runs", &filters.pairs(), cursor.as_deref(), page.next_cursor.as_deref())}
    };
    Ok(Page::new("Runs", Frame::House(Nav::Runs), Some(who), body.into_any()).into())
}

/// The states as views, since that is what one looks for first.
fn views(filters: &Filters) -> AnyView {
    let link = |state: &str, word: &'static str| {
        let mut pairs = filters.pairs();
        pairs[0].1 = state;
        view! { <a href=query("/runs", &pairs) aria-current=(filters.state == state).then_some("page")>{word}</a> }.into_any()
    };
    let links = [
        ("", "All runs"),
        ("failed", "Failed"),
        ("running", "Running"),
        ("queued", "Queued"),
        ("succeeded", "Succeeded"),
        ("cancelled", "Cancelled"),
    ];
    view! { <nav class="views" aria-label="State">{links.map(|(s, w)| link(s, w)).into_iter().collect_view()}</nav> }.into_any()
}

fn form(filters: &Filters) -> AnyView {
    let kinds = RunKind::ALL.iter().map(|k| {
        view! { <option value=k.name() selected=filters.kind == k.name()>{sentence(k.name())}</option> }
    });
    let clear = (!filters.is_empty())
        .then(|| view! { <a class="button button-quiet" href="/runs">"Clear filters"</a> });
    view! {
        <form class="filters" method="get" action="/runs" role="search" aria-label="Filter runs">
            <input type="hidden" name="state" value=filters.state.clone() disabled=filters.state.is_empty()/>
            <div class="field"><label for="tenant">"Tenant"</label><input class="input" id="tenant" name="tenant" value=filters.tenant.clone() autocapitalize="none" autocomplete="off" spellcheck="false"/></div>
            <div class="field"><label for="kind">"Kind"</label><select class="input" id="kind" name="kind"><option value="">"Any"</option>{kinds.collect_view()}</select></div>
            <div class="field"><label for="step">"Failed at step"</label><input class="input" id="step" name="step" value=filters.step.clone() autocapitalize="none" autocomplete="off" spellcheck="false"/></div>
            <div class="actions"><button class="button"><Icon glyph=Glyph::Filter/>"Filter"</button>{clear}</div>
        </form>
    }
    .into_any()
}

fn empty(filters: &Filters) -> AnyView {
    if filters.is_empty() {
        return view! { <div class="empty"><h2>"No runs yet"</h2><p>"Each launch, phase and repair is kept here with its steps. The first one starts with the first sign-up."</p></div> }.into_any();
    }
    let used = filters
        .pairs()
        .iter()
        .filter(|(_, v)| !v.is_empty())
        .map(|(n, v)| format!("{n} is {v}"))
        .collect::<Vec<_>>();
    view! {
        <div class="empty"><h2>"No run matches"</h2><p>{format!("Filters in use: {}.", used.join(", "))}</p><a class="button" href="/runs">"Clear filters"</a></div>
    }
    .into_any()
}

fn table(runs: &[RunSummary], now: Time) -> AnyView {
    view! {
        <table class="table table-dense">
            <caption class="unseen">"Runs, newest first"</caption>
            <thead><tr>
                <th scope="col">"Run"</th><th scope="col" class="mid-only">"Environment"</th><th scope="col">"State"</th><th scope="col" class="mid-only">"Cause"</th>
                <th scope="col" class="wide-only">"Started by"</th><th scope="col" class="end">"Took"</th><th scope="col" class="end mid-only">"When"</th>
            </tr></thead>
            <tbody>{runs.iter().map(|r| row(r, now)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(run: &RunSummary, now: Time) -> AnyView {
    let took = run.ended_at.map_or_else(
        || "–".to_owned(),
        |end| when::took(end.seconds_since(run.created_at)),
    );
    let cause = run.failed_step.as_ref().map(|step| {
        let summary = run
            .error
            .as_ref()
            .map(|e| text::shorten(&e.summary, 60))
            .unwrap_or_default();
        let show = matches!(
            run.state,
            RunState::Failed | RunState::Running | RunState::Queued
        );
        view! { <span class:soft=!show><code>{step.clone()}</code>" "{summary}</span> }
    });
    view! {
        <tr>
            <th scope="row"><a href=format!("/runs/{}", run.id)>{sentence(run.kind.name())}<span class="unseen">{format!(" {}", run.id.reference())}</span></a><span class="fold">{run.environment.clone()}</span></th>
            <td class="mid-only name"><a href=format!("/tenants/{}", run.tenant)>{run.environment.clone()}</a></td>
            <td>{tag::state_tag(run.state)}</td>
            <td class="mid-only">{cause}</td>
            <td class="wide-only soft name">{run.requested_by.clone()}</td>
            <td class="end">{took}</td>
            <td class="end mid-only soft"><When at=run.created_at now=now/></td>
        </tr>
    }
    .into_any()
}
