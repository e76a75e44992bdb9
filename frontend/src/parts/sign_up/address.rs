//! The site address with its live answer. The answer is advice: the address is taken when the form
//! is accepted, not before.

use crate::parts::{Field, Glyph, Icon, Tone, browser, field};
use domain::{Slug, slug, views::SlugAnswer};
use leptos::{html, prelude::*};
use std::time::Duration;
use web_sys::HtmlFormElement;

/// Long enough that no question is asked in the middle of a word.
const PAUSE: Duration = Duration::from_millis(400);

#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Silent,
    Asking,
    Given(SlugAnswer),
    /// Not an address at all; the reason.
    Unfit(String),
}

#[component]
pub fn Address(
    value: String,
    base_domain: String,
    error: Signal<Option<String>>,
    form: NodeRef<html::Form>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let (answer, set_answer) = signal(Answer::Silent);
    let asked = StoredValue::new(0_u32);
    // Whoever typed an address keeps it; else it follows the company's name.
    let own = StoredValue::new(!value.is_empty());

    let look_up = move |typed: String| {
        asked.update_value(|n| *n += 1);
        let this = asked.get_value();
        let current = move || asked.get_value() == this;
        if typed.trim().len() < slug::MIN {
            return set_answer.set(Answer::Silent);
        }
        set_timeout(
            move || {
                if !current() {
                    return;
                }
                let slug = match Slug::parse(&typed) {
                    Ok(slug) => slug,
                    Err(refused) => return set_answer.set(Answer::Unfit(refused.message)),
                };
                set_answer.set(Answer::Asking);
                leptos::task::spawn_local(async move {
                    let given = browser::get_json(&format!("/api/v1/slugs/{slug}")).await;
                    if current() {
                        set_answer.set(given.map_or(Answer::Silent, Answer::Given));
                    }
                });
            },
            PAUSE,
        );
    };
    let put = move |text: &str| {
        if let Some(input) = input.get_untracked() {
            input.set_value(text);
            browser::say_input(&input);
        }
    };
    let typed = move |event| {
        let text: String = event_target_value(&event);
        own.set_value(!text.is_empty());
        if let Some(input) = input.get_untracked()
            && text.chars().any(char::is_uppercase)
        {
            let at = input.selection_start().ok().flatten();
            input.set_value(&text.to_lowercase());
            let _ = input.set_selection_start(at);
            let _ = input.set_selection_end(at);
        }
        look_up(text.to_lowercase());
    };
    Effect::new(move |_| {
        if let Some(form) = form.get() {
            follow_company(&form, move |company| {
                if !own.get_value() {
                    put(&slug::suggest(&company));
                    own.set_value(false);
                }
            });
        }
    });

    view! {
        <Field id="slug" label="Site address" hint="Small letters, digits and hyphens. It stays the same for the life of the site." error=error>
            <div class="input-group">
                <input class="input" id="slug" name="slug" value=value autocapitalize="none" spellcheck="false" autocomplete="off" node_ref=input
                    aria-describedby=field::described_by("slug", error, "slug-answer") aria-invalid=field::invalid(error) on:input=typed/>
                <span class="affix affix-fixed">{format!(".{base_domain}")}</span>
            </div>
            <p class="answer" id="slug-answer" role="status" data-tone=move || tone(&answer.read()).name()>{move || told(&answer.read(), put)}</p>
        </Field>
    }
}

fn follow_company(form: &HtmlFormElement, mut then: impl FnMut(String) + 'static) {
    let Some(field) = form.query_selector("[name=company]").ok().flatten() else {
        return;
    };
    browser::listen(&field, "input", move |event| {
        then(event_target_value(&event));
    });
}

fn tone(answer: &Answer) -> Tone {
    match answer {
        Answer::Asking => Tone::Run,
        Answer::Given(given) if given.available => Tone::Ok,
        _ => Tone::Off,
    }
}

fn told(answer: &Answer, put: impl Fn(&str) + Copy + 'static) -> AnyView {
    match answer {
        Answer::Silent => ().into_any(),
        Answer::Asking => {
            view! { <Icon glyph=Glyph::Running/><span>"Looking up the address"</span> }.into_any()
        }
        Answer::Unfit(reason) => view! { <span>{reason.clone()}</span> }.into_any(),
        Answer::Given(given) if given.available => {
            view! { <Icon glyph=Glyph::Check/><span>{given.host.clone()}" is available"</span> }
                .into_any()
        }
        Answer::Given(given) => {
            let reason = given
                .reason
                .clone()
                .unwrap_or_else(|| format!("{} is taken", given.host));
            let other = given.suggestion.clone();
            let offer = other.map(|slug| {
                let taken = slug.clone();
                view! { " "<b>{slug}</b>" is free. "<button type="button" class="link" on:click=move |_| put(&taken)>"Use it"</button> }
            });
            view! { <span>{reason}"."{offer}</span> }.into_any()
        }
    }
}
