//! `/tenants/{slug}`: the site, its state, its plan, and the ways from here.

use super::machine::machine;
use crate::{
    pages::signed_in,
    parts::{Banner, CopyButton, Glyph, Icon, Shown, Tag, Tone, tag, track, when},
    ssr::{Answer, Asked, Frame, Nav, Page},
};
use actix_web::Resource;
use app::{access::SeeRuns, cases};
use domain::{
    Time,
    plan::{self, Plan},
    states::{EnvironmentState, Health, TenantState},
    text,
    views::{EnvironmentView, TenantView},
};
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::page("/tenants/{slug}", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let (who, slug) = (signed_in(&asked).await?, asked.slug()?);
    let tenant = cases::show_tenant(&asked.access()?, &slug).await?;
    let (now, developer) = (asked.now(), asked.may::<SeeRuns>());
    let environments = tenant
        .environments
        .iter()
        .map(|e| environment(e, &tenant, now, developer))
        .collect_view();
    let runs = developer.then(|| view! { <a class="button" href=format!("/runs?tenant={slug}")><Icon glyph=Glyph::Runs/>"Runs"</a> });
    let open = tenant.environments.iter().find(|e| e.state == EnvironmentState::Running).map(|e| {
        view! { <a class="button button-primary" href=e.url.clone()>"Open your site "<Icon glyph=Glyph::Open/></a> }
    });
    let body = view! {
        <div class="page-head"><div class="row">
            <h1>{tenant.company.clone()}</h1>
            {status(&tenant, now)}
            <div class="actions">{runs}<a class="button" href=format!("/tenants/{slug}/settings")><Icon glyph=Glyph::Settings/>"Change settings"</a>{open}</div>
        </div></div>
        <div class="beside">
            <div class="stack stack-wide">{environments}{next(&tenant)}</div>
            <aside class="stack stack-wide">{trial(&tenant, now)}{limits(plan::find_or_trial(&tenant.plan))}{owner(&tenant, now)}</aside>
        </div>
    };
    let mut page = Page::new(
        tenant.company.clone(),
        Frame::Tenant(slug.to_string(), Nav::Site),
        Some(who),
        body.into_any(),
    );
    page.look = Some(format!("/tenants/{slug}/look.css"));
    Ok(page.into())
}

fn status(tenant: &TenantView, now: Time) -> AnyView {
    match (tenant.status, tenant.trial_ends_at) {
        (TenantState::Trial, Some(end)) => view! { <Tag tone=Tone::Off glyph=Glyph::Clock word=format!("Trial, {} left", text::count(days_left(end, now), "day"))/> }.into_any(),
        (state, _) => tag::loud_tag(state),
    }
}

/// Begun days count as days: nobody is told of fewer than there are.
fn days_left(end: Time, now: Time) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "days of a trial, not negative"
    )]
    let days = (end.seconds_since(now) / 86_400.0).ceil().max(0.0) as usize;
    days
}

fn environment(e: &EnvironmentView, tenant: &TenantView, now: Time, developer: bool) -> AnyView {
    let running = e.state == EnvironmentState::Running;
    let host = e
        .url
        .split_once("://")
        .map_or(e.url.clone(), |(_, host)| host.to_owned());
    let face = running.then(|| {
        view! {
            <div class="site-face tenant-page look-saved" aria-hidden="true">
                <div class="tenant-head"><span>{tenant.company.clone()}</span><nav><span>"Rooms"</span><span>"Book"</span></nav></div>
                <div class="tenant-hero"><strong class="tenant-title">"A room for what you plan"</strong><span class="tenant-cta">"Book a room"</span></div>
            </div>
        }
    });
    let calm = e.state.tone() == Tone::Fail && !developer;
    let state = match e.state {
        _ if running => tag::loud_tag(e.health),
        _ if calm => {
            view! { <Tag tone=Tone::Wait glyph=Glyph::Clock word="Takes longer"/> }.into_any()
        }
        state => tag::loud_tag(state),
    };
    let launched = tenant
        .launch_seconds
        .filter(|_| e.stage == "prod")
        .map(|s| format!(" · launched in {}", when::took(s)));
    let version = e
        .deployment
        .as_ref()
        .map_or("No version yet".to_owned(), |v| format!("Version {v}"));
    let made = format!(
        "Since {}{}",
        when::day(e.created_at),
        launched.unwrap_or_default()
    );
    view! {
        <article class="card" aria-label=format!("Environment {}", e.stage)>
            {face}
            <div class="card-body stack">
                <div class="row row-spread">
                    <div><h2><a href=e.url.clone()>{host}</a></h2><p class="note">{format!("{} · {made}", e.stage)}</p></div>
                    <div class="row">{state}<CopyButton text=e.url.clone() word="Copy address" quiet=false/></div>
                </div>
                {(!calm).then(|| machine(e.state))}
                {failure(e, developer)}
                <p class="note">{format!("{version} · settings revision {} · {}", e.settings_revision, text::count(e.resources.len(), "resource"))}</p>
                {resources(e, now)}
            </div>
        </article>
    }
    .into_any()
}

/// Customers read what it means for them, developers where to look.
fn failure(e: &EnvironmentView, developer: bool) -> Option<AnyView> {
    if e.health == Health::Degraded && e.state == EnvironmentState::Running {
        return Some(view! { <Banner tone=Tone::Wait title="One part is not available"><p>"The site is open and works without it. We see which part it is and mend it from here."</p></Banner> }.into_any());
    }
    if e.state.tone() != Tone::Fail {
        return None;
    }
    let failure = e.last_failure.as_ref().filter(|_| developer);
    let inner = if let Some(failure) = failure {
        view! {
            <p>{format!("Step {}: {}. {}", failure.step, failure.summary.trim_end_matches('.'), failure.hint)}</p>
            <div class="actions"><a class="button button-small" href=format!("/runs/{}#step-{}", failure.run, failure.step)>"Open run"</a></div>
        }
        .into_any()
    } else {
        view! { <p>"It takes longer than usual. Our engineers see the exact cause and continue from where it stopped. Nothing you entered is lost."</p> }.into_any()
    };
    let (tone, title) = match failure {
        Some(failure) => (Tone::Fail, format!("Stopped at step {}", failure.step)),
        None => (Tone::Wait, "This environment is not ready yet".to_owned()),
    };
    Some(view! { <Banner tone=tone title=title>{inner}</Banner> }.into_any())
}

fn resources(e: &EnvironmentView, now: Time) -> Option<AnyView> {
    if e.resources.is_empty() {
        return None;
    }
    let line = |r: &domain::views::ResourceView| {
        view! { <li><span>{crate::parts::state::sentence(&r.kind)}</span><span title=when::near(r.created_at, now)><code>{r.name.clone()}</code>" "<span class="note">{r.provider.clone()}</span></span></li> }
    };
    let list = e.resources.iter().map(line).collect_view();
    Some(view! { <details class="disclosure"><summary>"What it is made of"</summary><ul class="resources">{list}</ul></details> }.into_any())
}

fn next(tenant: &TenantView) -> AnyView {
    let link = |path: &str,
                glyph: Glyph,
                title: &'static str,
                text: &'static str,
                word: &'static str| {
        view! { <li><Icon glyph=glyph/><div><strong>{title}</strong><small>{text}</small></div><a class="button button-small" href=format!("/tenants/{}{path}", tenant.slug)>{word}</a></li> }
    };
    view! {
        <section class="card" aria-labelledby="next">
            <header><h2 id="next">"Make it yours"</h2></header>
            <div class="card-body"><ul class="checklist ways">
                {link("/settings", Glyph::Settings, "Colours, title and logo", "With a live preview; visitors see it within a second of saving.", "Change the look")}
                {link("/settings#section-mail", Glyph::Mail, "Who mails come from", "Sender name, reply-to address and the footer of your mails.", "Set up mail")}
                {link("/mail", Glyph::Open, "Mail your site sent", "Each confirmation as its reader got it.", "Read mail")}
                {link("/settings/history", Glyph::History, "Who changed what", "Every change of a setting, with a way back.", "Open history")}
            </ul></div>
        </section>
    }
    .into_any()
}

fn trial(tenant: &TenantView, now: Time) -> Option<AnyView> {
    let (end, all) = (
        tenant.trial_ends_at?,
        usize::try_from(plan::find(&tenant.plan)?.trial_days?).ok()?,
    );
    let left = days_left(end, now).min(all);
    Some(
        view! {
            <section class="card" aria-labelledby="trial"><div class="card-body stack">
                <div><h2 id="trial" class="heading-plain">"Trial"</h2><p class="display">{format!("{} left", text::count(left, "day"))}</p></div>
                <div class="track" role="img" aria-label=format!("{} of {all} days used", all - left)>{track::counted(all - left, all)}</div>
                <p class="note">{format!("Until {}. Then the site pauses and your data is kept for 30 days.", when::day(end))}</p>
            </div></section>
        }
        .into_any(),
    )
}

fn limits(plan: &Plan) -> AnyView {
    let storage = if plan.limits.storage_mb >= 1024 {
        format!("{} GB", plan.limits.storage_mb / 1024)
    } else {
        format!("{} MB", plan.limits.storage_mb)
    };
    view! {
        <section class="card" aria-labelledby="plan">
            <header><h2 id="plan">{format!("Plan {}", plan.title)}</h2></header>
            <div class="card-body"><dl class="facts">
                <div><dt>"Users"</dt><dd class="number">{plan.limits.users}</dd></div>
                <div><dt>"Storage"</dt><dd class="number">{storage}</dd></div>
                <div><dt>"Mails a month"</dt><dd class="number">{plan.limits.mails_per_month}</dd></div>
                <div><dt>"Environments"</dt><dd>{plan.stages.join(", ")}</dd></div>
            </dl></div>
        </section>
    }
    .into_any()
}

fn owner(tenant: &TenantView, now: Time) -> AnyView {
    let owner = tenant
        .owner
        .clone()
        .map(|o| view! { <p class="note">{format!("Owner {o}")}</p> });
    let made = format!("Signed up {}", when::near(tenant.created_at, now));
    view! { <section class="stack stack-tight"><h2 class="heading-small">"Reference"</h2><p class="note row"><code>{tenant.slug.clone()}</code></p>{owner}<p class="note">{made}</p></section> }.into_any()
}
