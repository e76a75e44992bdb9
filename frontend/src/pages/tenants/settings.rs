//! `/tenants/{slug}/settings`: the form, made from the setting definitions, with the look beside it.

use super::{
    conflict::{self, Meanwhile},
    path,
    row::{self, Row},
    save, scopes, stage,
};
use crate::{
    pages::signed_in,
    parts::{
        Banner, Problems, Tone, problems,
        settings::{Preview, Seen, UnsavedBar},
    },
    ssr::{Answer, Asked, Form, Frame, Nav, Page, Reply},
};
use actix_web::Resource;
use app::{access::ChangeSettings, cases};
use domain::{
    Slug, Stage, Time,
    form::Posted,
    role::Role,
    settings::{self, Definition, Kind, Scope, Section, Source},
    views::SettingsView,
};
use leptos::prelude::*;
use std::rc::Rc;

const FORM: &str = "settings";

pub fn resource() -> Resource {
    crate::ssr::form_page("/tenants/{slug}/settings", show, post)
}

struct Editor {
    slug: Slug,
    stage: Option<Stage>,
    view: SettingsView,
    posted: Posted,
    meanwhile: Meanwhile,
    now: Time,
    fixed: bool,
    role: Role,
}

async fn show(asked: Rc<Asked>) -> Answer {
    let (who, slug, stage) = (signed_in(&asked).await?, asked.slug()?, stage(&asked)?);
    let by = asked.access()?;
    let tenant = cases::show_tenant(&asked.access()?, &slug).await?;
    let view = cases::show_settings(&by, &slug, stage.as_ref()).await?;
    let posted = asked.kept().unwrap_or_default();
    let meanwhile = match posted.value("revision").parse() {
        Ok(made_from) if made_from < view.revision => {
            conflict::since(&by, &slug, stage.as_ref(), made_from).await?
        }
        _ => Meanwhile::new(),
    };
    let stages: Vec<String> = tenant
        .environments
        .iter()
        .map(|e| e.stage.clone())
        .collect();
    let host = tenant
        .environments
        .iter()
        .find(|e| stage.as_ref().is_none_or(|s| s.as_str() == e.stage));
    let host = host
        .map(|e| {
            e.url
                .split_once("://")
                .map_or(e.url.clone(), |(_, h)| h.to_owned())
        })
        .unwrap_or_default();
    let saved = asked.query("saved").is_some() && posted.values.is_empty();
    let editor = Editor {
        slug,
        stage,
        view,
        posted,
        meanwhile,
        now: asked.now(),
        fixed: !asked.may::<ChangeSettings>(),
        role: who.role,
    };
    let body = editor.page(asked.csrf(), host, saved, &stages);
    let mut page = Page::new(
        "Settings",
        Frame::Tenant(editor.slug.to_string(), Nav::Settings),
        Some(who),
        body,
    );
    page.look = Some(path(&editor.slug, "/look.css", editor.stage.as_ref()));
    Ok(page.into())
}

async fn post(asked: Rc<Asked>, form: Rc<Form>) -> Answer {
    let (slug, stage) = (asked.slug()?, stage(&asked)?);
    let by = asked.access::<ChangeSettings>()?;
    let view = cases::show_settings(&asked.access()?, &slug, stage.as_ref()).await?;
    let (values, files) = (
        save::changes(&form, &view, own(stage.as_ref())),
        save::files(&form),
    );
    save::check(&values, &files, &form).await?;
    if !values.is_empty() || !files.is_empty() {
        // Also with nothing but a file: it must not go over somebody else's change unseen.
        let made_from = form.value("revision").parse().ok();
        if values.is_empty() && made_from.is_some_and(|r: i64| r != view.revision) {
            return Err(app::AppError::Stale {
                expected: made_from.unwrap_or_default(),
                present: view.revision,
            }
            .into());
        }
        if !values.is_empty() {
            cases::change_settings(&by, &slug, stage.as_ref(), values, made_from).await?;
        }
    }
    for (d, bytes) in files {
        cases::upload_image(&by, &slug, stage.as_ref(), d.key, bytes).await?;
    }
    let page = path(&slug, "/settings", stage.as_ref());
    let mark = if page.contains('?') { '&' } else { '?' };
    Reply::see(format!("{page}{mark}saved=1"))
}

fn own(stage: Option<&Stage>) -> Source {
    if stage.is_some() {
        Source::Environment
    } else {
        Source::Tenant
    }
}

impl Editor {
    fn page(&self, csrf: String, host: String, saved: bool, stages: &[String]) -> AnyView {
        let (here, discarded) = (
            path(&self.slug, "/settings", self.stage.as_ref()),
            path(&self.slug, "/settings", self.stage.as_ref()),
        );
        let errors = self.posted.errors.clone();
        let notice = if self.meanwhile.is_empty() {
            self.posted.notice.clone()
        } else {
            None
        };
        let first = self.section(Section::ALL[0]);
        let sections = Section::ALL[1..]
            .iter()
            .map(|s| self.section(*s))
            .collect_view();
        view! {
            <div class="page-head">
                {super::crumbs(&self.slug, "Settings", self.role)}
                <div class="row"><h1>"Settings"</h1><div class="actions"><a class="button button-quiet" href=path(&self.slug, "/settings/history", self.stage.as_ref())>"History"</a></div></div>
                <p class="lead">"Changes appear in the preview at once, and on your site within a second of saving."</p>
                {scopes(&self.slug, "/settings", self.stage.as_ref(), stages)}
            </div>
            <Problems errors=Signal::derive(move || errors.clone())/>
            {problems::notice(notice)}
            {(!self.meanwhile.is_empty()).then(conflict_banner)}
            {saved.then(|| self.saved_banner())}
            // The preview stands in the form: beside it where there is room, else behind the look's own fields.
                <form class="settings-page" id=FORM method="post" action=here enctype="multipart/form-data" novalidate>
                    <input type="hidden" name="csrf" value=csrf/>
                    <input type="hidden" name="revision" value=self.view.revision.to_string()/>
                    {first}
                    <Preview saved=self.seen() host=host form=FORM.to_owned()/>
                    {sections}
                    {(!self.fixed).then(|| view! { <UnsavedBar form=FORM.to_owned() page=discarded/> })}
                </form>
        }
        .into_any()
    }

    fn section(&self, section: Section) -> Option<AnyView> {
        let scope = if self.stage.is_some() {
            Scope::Environment
        } else {
            Scope::Tenant
        };
        let rows: Vec<AnyView> = settings::ALL
            .iter()
            .filter(|d| d.section == section && d.allows(scope))
            .filter_map(|d| self.row(d))
            .collect();
        let id = format!("section-{}", section.title().to_lowercase());
        (!rows.is_empty()).then(|| {
            view! {
                <section class="card" aria-labelledby=id.clone()>
                    <header><h2 id=id.clone()>{section.title()}</h2></header>
                    <div class="card-body">{rows}</div>
                </section>
            }
            .into_any()
        })
    }

    fn row(&self, d: &'static Definition) -> Option<AnyView> {
        let setting = self.view.values.get(d.key)?;
        let line = Row {
            setting,
            typed: conflict::typed(&self.posted, d.key),
            inherits: self
                .posted
                .values
                .contains_key(&format!("inherit.{}", d.key)),
            error: self
                .posted
                .error(&format!("settings.{}", d.key))
                .map(str::to_owned),
            theirs: self.meanwhile.get(d.key),
            own: own(self.stage.as_ref()),
            image: (d.kind == Kind::Image).then(|| self.image(d.key)).flatten(),
            now: self.now,
            fixed: self.fixed,
            // People of the house know settings by their keys, as commands and the API do.
            keys: self.role.is_staff(),
        };
        Some(row::row(d, &line))
    }

    /// The address changes with the picture, so that a browser does not show an older one.
    fn image(&self, key: &str) -> Option<String> {
        let name = self.view.values.get(key)?.value.as_str()?;
        let mark: String = name
            .trim_start_matches("branding/")
            .chars()
            .take(12)
            .collect();
        let stage = self
            .stage
            .as_ref()
            .map(|s| format!("&stage={s}"))
            .unwrap_or_default();
        Some(format!(
            "/api/v1/tenants/{}/assets/{key}?v={mark}{stage}",
            self.slug
        ))
    }

    fn seen(&self) -> Seen {
        let get = |key: &str| {
            self.view
                .values
                .get(key)
                .map(|v| row::text(&v.value))
                .unwrap_or_default()
        };
        Seen {
            title: get("branding.site_title"),
            primary: get("branding.primary_color"),
            accent: get("branding.accent_color"),
            background: get("branding.background_color"),
            text: get("branding.text_color"),
            logo: self.image("branding.logo").unwrap_or_default(),
            header: self.image("branding.header_image").unwrap_or_default(),
            footer: get("mail.footer_address"),
        }
    }

    fn saved_banner(&self) -> AnyView {
        let warnings = self
            .view
            .warnings
            .iter()
            .map(|w| view! { <p>{w.message.clone()}"."</p> })
            .collect_view();
        let (tone, title) = if self.view.warnings.is_empty() {
            (Tone::Ok, "Saved. Your site shows it now")
        } else {
            (Tone::Wait, "Saved, and hard to read in one place")
        };
        view! { <div role="status"><Banner tone=tone title=title>{warnings}</Banner></div> }
            .into_any()
    }
}

fn conflict_banner() -> AnyView {
    view! {
        <div role="alert"><Banner tone=Tone::Wait title="Somebody else changed the settings while you had them open">
            <p>"Nothing of yours is saved yet. What they changed stands in amber beside its field; fields you had not touched show their value now. Look through it and save again."</p>
        </Banner></div>
    }
    .into_any()
}
