//! `/sign-in`: address and password, then back to where the visitor came from.

use super::{home_of, own_path, see};
use crate::{
    parts::{Field, Problems, field, problems},
    ssr::{Answer, Asked, Form, Frame, Page, Reply},
};
use actix_web::Resource;
use app::cases;
use domain::{form::Posted, views::SessionView};
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::form_page("/sign-in", show, post)
}

async fn show(asked: Rc<Asked>) -> Answer {
    if let Some(who) = asked.signed_in().await? {
        return Reply::see(home_of(&who));
    }
    let posted = asked.kept().unwrap_or_default();
    let next = asked
        .query("next")
        .unwrap_or_else(|| posted.value("next").to_owned());
    let body = form(&posted, asked.csrf(), next);
    Ok(Page::new("Sign in", Frame::Column { narrow: true }, None, body).into())
}

async fn post(asked: Rc<Asked>, form: Rc<Form>) -> Answer {
    let signed = cases::sign_in(
        &asked.access()?,
        form.value("email"),
        form.value("password"),
    )
    .await?;
    let who = SessionView {
        email: String::new(),
        role: signed.role,
        tenants: signed.tenants,
        csrf: String::new(),
    };
    let home = home_of(&who);
    let page = own_path(form.value("next")).unwrap_or(&home);
    Ok(see(
        page,
        (asked.hooks()?.set_session)(&asked.req, &signed.session),
    ))
}

fn form(posted: &Posted, csrf: String, next: String) -> AnyView {
    let error = |name: &str| {
        let said = posted.error(name).map(str::to_owned);
        Signal::derive(move || said.clone())
    };
    let (email, password) = (error("email"), error("password"));
    let (errors, typed) = (posted.errors.clone(), posted.value("email").to_owned());
    view! {
        <div class="page-head"><h1 class="display">"Sign in"</h1></div>
        <Problems errors=Signal::derive(move || errors.clone())/>
        {problems::notice(posted.notice.clone())}
        <form class="form-grid" method="post" action="/sign-in" novalidate>
            <input type="hidden" name="csrf" value=csrf/>
            <input type="hidden" name="next" value=next/>
            <Field id="email" label="E-mail" error=email>
                <input class="input" id="email" name="email" type="email" autocomplete="username" value=typed
                    aria-describedby=field::described_by("email", email, "") aria-invalid=field::invalid(email)/>
            </Field>
            <Field id="password" label="Password" error=password>
                <input class="input" id="password" name="password" type="password" autocomplete="current-password"
                    aria-describedby=field::described_by("password", password, "") aria-invalid=field::invalid(password)/>
            </Field>
            <div class="stack">
                <div class="row"><button class="button button-primary button-large">"Sign in"</button></div>
                <p class="note">"No site yet? "<a href="/signup">"Create one"</a></p>
            </div>
        </form>
    }
    .into_any()
}
