//! `/signup`: the form, and what is made of it.

use crate::{
    parts::sign_up::SignUpForm,
    ssr::{Answer, Asked, Fault, Form, Frame, Page, Reply},
};
use actix_web::Resource;
use app::{AppError, cases};
use domain::{FieldError, FieldErrors, Slug, form::Posted, settings, sign_up::SignUp};
use leptos::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

const LOGO: &str = "settings.branding.logo";

pub fn resource() -> Resource {
    crate::ssr::form_page("/signup", show, post)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let mut posted = asked.kept().unwrap_or_default();
    if posted.notice.is_some() {
        let faults = faults(&asked, &posted).await?;
        posted.errors.splice(0..0, faults);
    }
    let base_domain = asked.portal()?.config.base_domain.clone();
    // The same key again, so that a form that was refused and mended is still one sign-up.
    let key = Some(posted.value("key"))
        .filter(|k| !k.is_empty())
        .map_or_else(|| app::secrets::random_hex(16), str::to_owned);
    let body = view! {
        <div class="page-head">
            <h1 class="display">"Create your site"</h1>
            <p class="lead">"One page, no card. Your site is running a few seconds after you send it."</p>
        </div>
        <SignUpForm posted=posted csrf=asked.csrf() key=key base_domain=base_domain/>
    };
    let who = asked.signed_in().await?;
    Ok(Page::new(
        "Create your site",
        Frame::Column { narrow: false },
        who,
        body.into_any(),
    )
    .into())
}

async fn post(asked: Rc<Asked>, form: Rc<Form>) -> Answer {
    let typed = typed(form.values(), form.value("password"));
    if !form.too_large.is_empty() {
        let mut errors = typed.check().err().unwrap_or_default();
        errors.extend(form.too_large.iter().cloned());
        return Err(AppError::Invalid(errors).into());
    }
    let logo = form.files.get(LOGO).cloned();
    let key = Some(form.value("key")).filter(|k| !k.is_empty());
    let signed = cases::sign_up(&asked.access()?, typed, logo, key).await?;
    let cookie = (asked.hooks()?.set_session)(&asked.req, &signed.session);
    let page = launch_path(&signed.accepted.status_url);
    Ok(Reply::See(page, vec![cookie]))
}

/// A form that was not accepted for another reason (another tab signed in, say) is to be sent
/// again: then all that is known to be wrong with it is told at once. Passwords are not kept.
async fn faults(asked: &Asked, posted: &Posted) -> Result<FieldErrors, Fault> {
    let typed = typed(&posted.values, "");
    let mut errors = typed.check().err().unwrap_or_default();
    errors.retain(|e| e.field != "password");
    if Slug::parse(&typed.slug).is_ok() {
        let answer = cases::check_slug(&asked.access()?, &typed.slug).await?;
        if !answer.available {
            let reason = answer
                .reason
                .unwrap_or_else(|| format!("{} is taken", answer.host));
            errors.push(FieldError::new("slug", "taken", reason));
        }
    }
    Ok(errors)
}

fn typed(values: &BTreeMap<String, String>, password: &str) -> SignUp {
    let value = |name: &str| values.get(name).map_or("", String::as_str);
    let mut typed = SignUp {
        company: value("company").to_owned(),
        slug: value("slug").to_owned(),
        email: value("email").to_owned(),
        password: password.to_owned(),
        plan: Some(value("plan").to_owned()).filter(|p| !p.is_empty()),
        ..SignUp::default()
    };
    let keys = values.keys().filter_map(|n| n.strip_prefix("settings."));
    for key in keys.filter(|k| format!("settings.{k}") != LOGO) {
        let value = value(&format!("settings.{key}")).trim();
        let default = settings::find(key).map(settings::Definition::fallback);
        // What was left as it is stays the house's to change.
        if !value.is_empty() && default.as_ref().and_then(|d| d.as_str()) != Some(value) {
            typed.settings.insert(key.to_owned(), value.into());
        }
    }
    typed
}

/// The status address without the host: the browser stays where it is.
fn launch_path(status_url: &str) -> String {
    let token = status_url.rsplit('/').next().unwrap_or_default();
    format!("/launch/{token}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_launch_page_is_on_the_host_of_the_form() {
        assert_eq!(
            launch_path("http://localhost:8080/launch/0123abc"),
            "/launch/0123abc"
        );
    }
}
