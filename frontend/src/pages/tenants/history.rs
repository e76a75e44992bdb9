//! `/tenants/{slug}/settings/history`: who changed what, and the way back.

use super::{crumbs, path, row::said, scopes, stage};
use crate::{
    pages::{pager::pager, signed_in},
    parts::{Banner, Glyph, Icon, Tone, When, problems},
    ssr::{Answer, Asked, Form, Frame, Nav, Page, Reply},
};
use actix_web::Resource;
use app::{AppError, access::ChangeSettings, cases};
use domain::{
    FieldError, Stage, Time,
    settings::{self, Scope},
    views::{Change, RevisionView},
};
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::form_page("/tenants/{slug}/settings/history", show, post)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let (who, slug, stage) = (signed_in(&asked).await?, asked.slug()?, stage(&asked)?);
    let tenant = cases::show_tenant(&asked.access()?, &slug).await?;
    let cursor = asked.query("cursor");
    let page = cases::settings_history(
        &asked.access()?,
        &slug,
        stage.as_ref(),
        cursor.as_deref(),
        30,
    )
    .await?;
    let tools = Tools {
        action: path(&slug, "/settings/history", stage.as_ref()),
        csrf: asked.csrf(),
        may_undo: asked.may::<ChangeSettings>(),
        now: asked.now(),
    };
    let own = if stage.is_some() {
        Scope::Environment
    } else {
        Scope::Tenant
    };
    let posted = asked.kept().unwrap_or_default();
    let refused = posted
        .notice
        .or_else(|| posted.errors.first().map(|e| e.message.clone()));
    // Said only where it is so: the address may be older than the newest change.
    let undone: Option<i64> = asked.query("undone").and_then(|r| r.parse().ok());
    let undone = undone.filter(|r| page.items.first().is_some_and(|n| n.undoes == Some(*r)));
    let undone = undone.filter(|_| refused.is_none()).map(confirmation);
    let list = if page.items.is_empty() {
        view! { <div class="empty"><Icon glyph=Glyph::History/><h2>"No changes yet"</h2><p>"Each change of a setting is kept here with who made it and when, and can be taken back."</p><a class="button" href=path(&slug, "/settings", stage.as_ref())>"Open settings"</a></div> }.into_any()
    } else {
        let rows = page
            .items
            .iter()
            .map(|r| revision(r, own, &tools))
            .collect_view();
        view! { <div class="card-body"><ol class="activity">{rows}</ol></div> }.into_any()
    };
    let stages: Vec<String> = tenant
        .environments
        .iter()
        .map(|e| e.stage.clone())
        .collect();
    let pages = format!("/tenants/{slug}/settings/history");
    let filter = [("stage", stage.as_ref().map_or("", Stage::as_str))];
    let body = view! {
        <div class="page-head">
            {crumbs(&slug, "History", who.role)}
            <div class="row"><h1>"History of settings"</h1></div>
            {scopes(&slug, "/settings/history", stage.as_ref(), &stages)}
        </div>
        {problems::notice(refused)}
        {undone}
        <section class="card" aria-label="Changes, newest first">{list}</section>
        {pager(&pages, &filter, cursor.as_deref(), page.next_cursor.as_deref())}
    };
    Ok(Page::new(
        "History of settings",
        Frame::Tenant(slug.to_string(), Nav::History),
        Some(who),
        body.into_any(),
    )
    .into())
}

async fn post(asked: Rc<Asked>, form: Rc<Form>) -> Answer {
    let (slug, stage) = (asked.slug()?, stage(&asked)?);
    let unknown = || {
        AppError::from(FieldError::new(
            "revision",
            "unknown",
            "There is no such revision",
        ))
    };
    let revision = form.value("revision").parse().map_err(|_| unknown())?;
    cases::undo_settings(&asked.access()?, &slug, stage.as_ref(), revision).await?;
    let page = path(&slug, "/settings/history", stage.as_ref());
    let mark = if page.contains('?') { '&' } else { '?' };
    Reply::see(format!("{page}{mark}undone={revision}"))
}

fn confirmation(revision: i64) -> AnyView {
    let title = format!("Revision {revision} is taken back. Your site shows it now");
    view! { <div role="status"><Banner tone=Tone::Ok title=title/></div> }.into_any()
}

struct Tools {
    action: String,
    csrf: String,
    may_undo: bool,
    now: Time,
}

fn revision(r: &RevisionView, own: Scope, tools: &Tools) -> AnyView {
    let names: Vec<&str> = r
        .changes
        .iter()
        .map(|c| settings::find(&c.key).map_or(c.key.as_str(), |d| d.label))
        .collect();
    let what = match r.undoes {
        Some(undone) => format!("{} took back revision {undone}", r.changed_by),
        None => format!("{} changed {}", r.changed_by, names.join(", ")),
    };
    let place = match r.scope {
        Scope::Global => ", for everybody".to_owned(),
        Scope::Plan => format!(", for plan {}", r.subject),
        Scope::Tenant | Scope::Environment => format!(", for {}", r.subject),
    };
    // What was set for everybody cannot be taken back for one.
    let undo = (tools.may_undo && r.scope == own).then(|| {
        view! {
            <form method="post" action=tools.action.clone()>
                <input type="hidden" name="csrf" value=tools.csrf.clone()/>
                <input type="hidden" name="revision" value=r.revision.to_string()/>
                <button class="button button-small"><Icon glyph=Glyph::Undo/>"Undo"<span class="unseen">{format!(" revision {}", r.revision)}</span></button>
            </form>
        }
    });
    view! {
        <li id=format!("revision-{}", r.revision)>
            <Icon glyph=if r.undoes.is_some() { Glyph::Undo } else { Glyph::Settings }/>
            <div>{what}<small>{format!("Revision {}{place}", r.revision)}</small>{r.changes.iter().map(|c| change(c, r.changes.len() > 1)).collect_view()}</div>
            <span class="row"><When at=r.changed_at now=tools.now/>{undo}</span>
        </li>
    }
    .into_any()
}

/// With its name, where a revision holds several.
fn change(c: &Change, named: bool) -> AnyView {
    let name = settings::find(&c.key).map_or(c.key.clone(), |d| d.label.to_owned());
    let name = named.then(|| view! { <small class="change-label">{name}</small> });
    view! { {name}<div class="change" title=c.key.clone()><del>{said(&c.before)}</del><span aria-label="to">"→"</span><ins>{said(&c.after)}</ins></div> }.into_any()
}
