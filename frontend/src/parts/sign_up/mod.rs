//! The sign-up form. The server draws it and it works as it stands; the script adds the check
//! before sending (the same code as the server's), the live look at the address, and care against
//! a second click.

mod address;
mod look;
mod typed;

use super::{Field, Glyph, Icon, Problems, browser, field, file, problems};
use domain::{FieldError, form::Posted, password, plan};
use leptos::{ev, html, prelude::*};

/// `posted` is what came back refused, or empty. `key` makes the second of two equal posts the first.
#[island]
pub fn SignUpForm(posted: Posted, csrf: String, key: String, base_domain: String) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    let errors = RwSignal::new(posted.errors.clone());
    let (busy, set_busy) = signal(false);
    let of = move |name: &'static str| Signal::derive(move || message(&errors.read(), name));

    let submit = move |event: ev::SubmitEvent| {
        let Some(form) = form.get_untracked() else {
            return;
        };
        if busy.get_untracked() {
            return event.prevent_default();
        }
        let found = faults(&form);
        if found.is_empty() {
            return set_busy.set(true);
        }
        event.prevent_default();
        errors.set(found);
        browser::focus_soon("problems");
    };
    let input = move |event: ev::Event| {
        let name = typed::name_of(&event);
        if let Some(form) = form.get_untracked()
            && errors.read_untracked().iter().any(|e| e.field == name)
        {
            errors.update(|shown| replace(shown, &name, faults(&form)));
        }
    };
    // Coming back by the browser's button shows the page as it was left: busy.
    Effect::new(move |_| browser::listen(&window(), "pageshow", move |_| set_busy.set(false)));

    let value = |name: &str| posted.value(name).to_owned();
    let (company, slug, email, plan) = (
        value("company"),
        value("slug"),
        value("email"),
        value("plan"),
    );
    view! {
        <Problems errors=errors/>
        {problems::notice(posted.notice.clone())}
        <form class="form-grid" method="post" action="/signup" enctype="multipart/form-data" novalidate node_ref=form on:submit=submit on:input=input>
            <input type="hidden" name="csrf" value=csrf/>
            <input type="hidden" name="key" value=key/>
            <Field id="company" label="Company" error=of("company")>
                <input class="input" id="company" name="company" autocomplete="organization" maxlength="200" value=company
                    aria-describedby=field::described_by("company", of("company"), "") aria-invalid=field::invalid(of("company"))/>
            </Field>
            <address::Address value=slug base_domain=base_domain error=of("slug") form=form/>
            <Field id="email" label="E-mail" hint="You sign in with it." error=of("email")>
                <input class="input" id="email" name="email" type="email" autocomplete="email" value=email
                    aria-describedby=field::described_by("email", of("email"), "") aria-invalid=field::invalid(of("email"))/>
            </Field>
            <Password error=of("password")/>
            <Plans chosen=plan error=of("plan")/>
            <look::Look posted=posted.clone() errors=errors/>
            <div class="stack">
                <div class="row">
                    <button class="button button-primary button-large" aria-busy=move || busy.get().then_some("true")>
                        {move || busy.get().then(|| view! { <Icon glyph=Glyph::Running/> })}
                        {move || if busy.get() { "Creating site" } else { "Create site" }}
                    </button>
                </div>
                <p class="note">"You have a site already? "<a href="/sign-in">"Sign in"</a></p>
            </div>
        </form>
    }
}

/// All that is wrong with the form as it stands, in the order of its fields.
fn faults(form: &web_sys::HtmlFormElement) -> Vec<FieldError> {
    let mut found = typed::read(form).check().err().unwrap_or_default();
    found.extend(file::refused(form));
    found
}

#[component]
fn Password(error: Signal<Option<String>>) -> impl IntoView {
    let (typed, set_typed) = signal(String::new());
    let (shown, set_shown) = signal(false);
    let (awake, set_awake) = signal(false);
    Effect::new(move |_| set_awake.set(true));
    let good = move || password::check(&typed.read(), &[]).is_ok();
    let told = move || {
        let count = typed.read().chars().count();
        match count {
            0 => String::new(),
            n if n < password::MIN => format!("{n} of at least {} characters", password::MIN),
            n if good() => format!("{n} characters, hard to guess"),
            n => format!("{n} characters, easy to guess"),
        }
    };
    view! {
        <Field id="password" label="Password" hint="At least 12 characters. A few unrelated words work well." error=error>
            <div class="input-group">
                <input class="input" id="password" name="password" autocomplete="new-password"
                    type=move || if shown.get() { "text" } else { "password" }
                    aria-describedby=field::described_by("password", error, "password-answer") aria-invalid=field::invalid(error)
                    on:input=move |ev| set_typed.set(event_target_value(&ev))/>
                <button class="affix" type="button" hidden=move || !awake.get()
                    aria-pressed=move || shown.get().to_string() on:click=move |_| set_shown.update(|s| *s = !*s)>
                    {move || if shown.get() { "Hide" } else { "Show" }}
                    <span class="unseen">" password"</span>
                </button>
            </div>
            <p class="answer" id="password-answer" data-tone=move || if good() { "ok" } else { "off" }>
                {move || good().then(|| view! { <Icon glyph=Glyph::Check/> })}
                <span>{told}</span>
            </p>
        </Field>
    }
}

#[component]
fn Plans(chosen: String, error: Signal<Option<String>>) -> impl IntoView {
    let chosen = if plan::find(&chosen).is_some() {
        chosen
    } else {
        "trial".to_owned()
    };
    let choice = move |(i, p): (usize, &'static plan::Plan)| {
        let price = match p.trial_days {
            Some(days) => format!("Free for {days} days"),
            None => format!("€{} a month", p.price),
        };
        view! {
            <label class="choice">
                <input type="radio" name="plan" value=p.name id=(i == 0).then_some("plan") checked=p.name == chosen/>
                <span class="label">{p.title}</span>
                <span>{price}</span>
                <small class="hint">{p.pitch}</small>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>"Plan"</legend>
            <small>"You can change it at any time. Address, data and settings stay."</small>
            <field::ErrorLine id="plan-error" error=error/>
            <div class="choices">{plan::ALL.iter().enumerate().map(choice).collect_view()}</div>
        </fieldset>
    }
}

fn message(errors: &[FieldError], name: &str) -> Option<String> {
    errors
        .iter()
        .find(|e| e.field == name)
        .map(|e| e.message.clone())
}

/// The field's fault goes away, or is told anew, where it stood. Other fields are left alone:
/// nobody is told of a fault in a field that he has not sent yet.
fn replace(shown: &mut Vec<FieldError>, name: &str, now: Vec<FieldError>) {
    let fresh = now.into_iter().find(|e| e.field == name);
    match (shown.iter().position(|e| e.field == name), fresh) {
        (Some(at), Some(error)) => shown[at] = error,
        (Some(_), None) => shown.retain(|e| e.field != name),
        (None, _) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(field: &str, message: &str) -> FieldError {
        FieldError::new(field, "code", message)
    }

    #[test]
    fn a_mended_field_loses_its_error_and_no_other_field_gains_one() {
        let mut shown = vec![fault("email", "add an @"), fault("password", "too short")];

        replace(
            &mut shown,
            "email",
            vec![fault("company", "empty"), fault("email", "add the domain")],
        );
        assert_eq!(
            shown,
            [
                fault("email", "add the domain"),
                fault("password", "too short")
            ]
        );

        replace(&mut shown, "email", vec![fault("company", "empty")]);
        assert_eq!(shown, [fault("password", "too short")]);
    }
}
