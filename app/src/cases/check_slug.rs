//! Whether a site address is free. Advice while somebody types; sign-up decides.

use crate::{
    Access, AppResult,
    access::Visit,
    slugs::{self, Neighbours},
};
use domain::{Slug, slug::suggest, text, views::SlugAnswer};

/// Never fails for what was typed: a bad address is an answer with a reason.
pub async fn check_slug(by: &Access<Visit>, typed: &str) -> AppResult<SlugAnswer> {
    let portal = by.portal();
    let slug = match Slug::parse(typed) {
        Ok(slug) => slug,
        Err(refused) => {
            let kept = text::shorten(&typed.trim().to_lowercase(), 80);
            return Ok(SlugAnswer {
                host: format!("{kept}.{}", portal.config.base_domain),
                suggestion: nearest(by, &kept).await?,
                slug: kept,
                available: false,
                reason: Some(refused.message),
            });
        }
    };
    let host = slugs::host(portal, &slug);
    let near = Neighbours::find(portal, &slug).await?;
    let reason = if near.is_taken() {
        Some(format!("{host} is taken"))
    } else {
        let like = near.looks_like();
        like.map(|other| format!("{host} looks too much like {}", slugs::host(portal, other)))
    };
    Ok(SlugAnswer {
        slug: slug.to_string(),
        host,
        available: reason.is_none(),
        suggestion: reason.is_some().then(|| near.suggestion().to_string()),
        reason,
    })
}

/// The free address that is closest to something that is no address.
async fn nearest(by: &Access<Visit>, typed: &str) -> AppResult<Option<String>> {
    let Ok(slug) = Slug::parse(&suggest(typed)) else {
        return Ok(None);
    };
    let near = Neighbours::find(by.portal(), &slug).await?;
    let free = !near.is_taken() && near.looks_like().is_none();
    let slug = if free { slug } else { near.suggestion() };
    Ok(Some(slug.to_string()))
}
