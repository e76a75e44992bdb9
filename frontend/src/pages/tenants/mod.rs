//! `/tenants/{slug}` and below: one tenant, for its owner and for the people of the house.

mod conflict;
mod history;
mod look;
mod machine;
mod mail;
mod row;
mod save;
mod settings;
mod show;

use crate::ssr::{Asked, Fault};
use actix_web::web::ServiceConfig;
use app::AppError;
use domain::{Stage, role::Role};
use leptos::prelude::*;

pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(settings::resource())
        .service(history::resource())
        .service(mail::resource())
        .service(look::resource())
        .service(show::resource());
}

/// `?stage=stg`: the environment's own settings instead of the tenant's.
fn stage(asked: &Asked) -> Result<Option<Stage>, Fault> {
    let typed = asked.query("stage");
    let stage =
        typed.map(|s| Stage::parse(&s).map_err(|_| AppError::not_found(format!("stage {s}"))));
    Ok(stage.transpose()?)
}

/// The address of a tenant's page, with the stage where there is one.
fn path(slug: &domain::Slug, page: &str, stage: Option<&Stage>) -> String {
    let stage = stage.map(|s| format!("?stage={s}")).unwrap_or_default();
    format!("/tenants/{slug}{page}{stage}")
}

/// The way back for the people of the house; customers have it in their navigation.
fn crumbs(slug: &domain::Slug, page: &'static str, role: Role) -> Option<AnyView> {
    let crumbs = || {
        view! {
            <ol class="crumbs">
                <li><a href="/environments">"Environments"</a></li>
                <li><a href=format!("/tenants/{slug}")>{slug.to_string()}</a></li>
                <li>{page}</li>
            </ol>
        }
    };
    role.is_staff().then(|| crumbs().into_any())
}

/// Tenant-wide, then one link an environment; nothing where there is only one.
fn scopes(slug: &domain::Slug, page: &str, present: Option<&Stage>, stages: &[String]) -> AnyView {
    if stages.len() < 2 {
        return ().into_any();
    }
    let link = |stage: Option<&str>, word: String| {
        let query = stage.map(|s| format!("?stage={s}")).unwrap_or_default();
        view! { <a href=format!("/tenants/{slug}{page}{query}") aria-current=(present.map(Stage::as_str) == stage).then_some("true")>{word}</a> }.into_any()
    };
    let all = link(None, "All environments".to_owned());
    let each = stages
        .iter()
        .map(|s| link(Some(s), s.clone()))
        .collect_view();
    view! { <nav class="segments" aria-label="Applies to">{all}{each}</nav> }.into_any()
}
