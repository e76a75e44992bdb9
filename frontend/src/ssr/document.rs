//! The whole page: head, frame, footer. Two frames, as in the look: a thin bar and one column for
//! customers, a navigation at the side for the people of the house.

use super::Asked;
use crate::parts::{Glyph, Icon, icon::Wordmark, state::sentence};
use actix_web::http::StatusCode;
use domain::{machine::State, views::SessionView};
use leptos::prelude::*;

/// Which entry of the navigation is the present page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    None,
    Site,
    Settings,
    History,
    Mail,
    Runs,
    Environments,
}

#[derive(Clone, Debug)]
pub enum Frame {
    /// Sign-up, sign-in, launch: one column. A narrow one for short forms.
    Column { narrow: bool },
    /// A page about one tenant.
    Tenant(String, Nav),
    /// A page of the house.
    House(Nav),
}

pub struct Page {
    pub title: String,
    pub frame: Frame,
    pub who: Option<SessionView>,
    pub status: StatusCode,
    /// Seconds after which a browser without scripts asks again.
    pub refresh: Option<u32>,
    /// A stylesheet with the tenant's colours.
    pub look: Option<String>,
    pub body: AnyView,
}

impl Page {
    pub fn new(
        title: impl Into<String>,
        frame: Frame,
        who: Option<SessionView>,
        body: AnyView,
    ) -> Self {
        Self {
            title: title.into(),
            frame,
            who,
            status: StatusCode::OK,
            refresh: None,
            look: None,
            body,
        }
    }
}

pub fn document(asked: &Asked, page: Page, nonce: &str) -> AnyView {
    let site = asked.site();
    let title = if asked.kept().is_some_and(|k| !k.errors.is_empty()) {
        format!("Error: {} · Automator", page.title)
    } else {
        format!("{} · Automator", page.title)
    };
    let refresh = page
        .refresh
        .map(|s| view! { <noscript><meta http-equiv="refresh" content=s.to_string()/></noscript> });
    let look = page
        .look
        .map(|href| view! { <link rel="stylesheet" href=href/> });
    let icon = site
        .has("mark.svg")
        .then(|| view! { <link rel="icon" href=site.url("mark.svg") type="image/svg+xml"/> });
    let csrf = asked.csrf();
    let framed = match (&page.frame, &page.who) {
        (Frame::Column { narrow }, who) => column(*narrow, who.as_ref(), &csrf, page.body),
        (Frame::Tenant(slug, nav), Some(who)) if !who.role.is_staff() => {
            tenant(slug, *nav, who, &csrf, page.body)
        }
        (Frame::Tenant(_, _), Some(who)) => house(Nav::Environments, who, &csrf, page.body),
        (Frame::House(nav), Some(who)) => house(*nav, who, &csrf, page.body),
        (_, None) => column(false, None, &csrf, page.body),
    };
    view! {
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                {refresh}
                <link rel="stylesheet" href=site.url("main.css")/>
                {look}
                {icon}
                {script(&site, nonce)}
            </head>
            <body>
                <a class="skip-link" href="#main">"Skip to content"</a>
                {framed}
            </body>
        </html>
    }
    .into_any()
}

/// Loads the wasm and wakes the islands in the order in which they stand. An island is found by its
/// name: the number behind it is a hash that two compilers may write differently.
fn script(site: &super::Site, nonce: &str) -> Option<AnyView> {
    if !site.has("app.js") {
        return None;
    }
    let (code, wasm) = (site.url("app.js"), site.url("app.wasm"));
    // `fresh`: a part of the page was put in anew and may hold islands that still sleep.
    let text = format!(
        "import init,*as app from{code:?};await init({{module_or_path:{wasm:?}}});app.hydrate();\
         const named=n=>n.replace(/_\\d+$/,''),all={{}};for(const k in app)all[named(k)]=app[k];\
         const wake=e=>{{for(const i of e.querySelectorAll('leptos-island'))all[named(i.dataset.component)]?.(i)}};\
         wake(document);addEventListener('fresh',e=>wake(e.target));document.documentElement.dataset.awake=''"
    );
    let view = view! {
        <link rel="modulepreload" href=code nonce=nonce.to_owned()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin=""/>
        <script type="module" nonce=nonce.to_owned() inner_html=text></script>
    };
    Some(view.into_any())
}

fn column(narrow: bool, who: Option<&SessionView>, csrf: &str, body: AnyView) -> AnyView {
    let links = match who {
        Some(_) => view! { <a href="/">"Your site"</a>{sign_out(csrf, "link")} }.into_any(),
        None => view! { <a href="/sign-in">"Sign in"</a> }.into_any(),
    };
    let class = if narrow {
        "column column-narrow"
    } else {
        "column"
    };
    view! {
        <header class="bar"><Wordmark href="/"/><nav class="bar-links" aria-label="Main">{links}</nav></header>
        <main class=class id="main" tabindex="-1">{body}</main>
        {foot()}
    }
    .into_any()
}

fn tenant(slug: &str, nav: Nav, who: &SessionView, csrf: &str, body: AnyView) -> AnyView {
    let link = |to: Nav, path: &str, word: &'static str| {
        view! { <a href=format!("/tenants/{slug}{path}") aria-current=(nav == to).then_some("page")>{word}</a> }
    };
    let others = (who.tenants.len() > 1).then(|| view! { <a href="/sites">"All sites"</a> });
    view! {
        <header class="bar">
            <Wordmark href="/"/>
            <nav class="bar-links" aria-label="Main">
                {others}
                {link(Nav::Site, "", "Site")}
                {link(Nav::Settings, "/settings", "Settings")}
                {link(Nav::History, "/settings/history", "History")}
                {link(Nav::Mail, "/mail", "Mail")}
                {sign_out(csrf, "link")}
            </nav>
        </header>
        <main class="wide" id="main" tabindex="-1">{body}</main>
        {foot()}
    }
    .into_any()
}

fn house(nav: Nav, who: &SessionView, csrf: &str, body: AnyView) -> AnyView {
    let link = |to: Nav, path: &'static str, glyph: Glyph, word: &'static str| {
        view! { <li><a href=path aria-current=(nav == to).then_some("page")><Icon glyph=glyph/>{word}</a></li> }
    };
    let short: String = who.email.chars().take(2).collect::<String>().to_uppercase();
    view! {
        <div class="app">
            <header class="mobile-bar">
                <Wordmark href="/"/>
                <button class="button button-small button-icon" popovertarget="nav" aria-label="Menu"><Icon glyph=Glyph::Menu/></button>
            </header>
            <nav class="sidenav" id="nav" popover aria-label="Main">
                <Wordmark href="/"/>
                <div><ul>
                    {link(Nav::Environments, "/environments", Glyph::Environment, "Environments")}
                    {link(Nav::Runs, "/runs", Glyph::Runs, "Runs")}
                    {link(Nav::Mail, "/mail", Glyph::Mail, "Mail")}
                </ul></div>
                <div class="identity">
                    <span class="avatar" aria-hidden="true">{short}</span>
                    <div>{who.email.clone()}<br/><small>{sentence(who.role.name())}</small></div>
                    {sign_out(csrf, "button button-small")}
                </div>
            </nav>
            <main class="content" id="main" tabindex="-1">{body}</main>
        </div>
    }
    .into_any()
}

fn sign_out(csrf: &str, class: &'static str) -> AnyView {
    view! {
        <form method="post" action="/sign-out">
            <input type="hidden" name="csrf" value=csrf.to_owned()/>
            <button class=class>"Sign out"</button>
        </form>
    }
    .into_any()
}

fn foot() -> AnyView {
    view! { <footer class="foot"><span>"Automator"</span><a href="/api/docs">"API"</a></footer> }
        .into_any()
}
