//! The bar at the foot of the form: how many changes are not saved, which, and what to do.

use super::fields;
use crate::parts::{Glyph, Icon, Tag, Tone, browser, file};
use domain::text;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;

#[island]
pub fn UnsavedBar(form: String, page: String) -> impl IntoView {
    let (changed, set_changed) = signal(Vec::<String>::new());
    let (busy, set_busy) = signal(false);
    Effect::new(move |_| {
        let Some(form) = browser::by_id(&form) else {
            return;
        };
        let look = {
            let form = form.clone();
            move || set_changed.set(fields::changed(&form))
        };
        look();
        for event in ["input", "change"] {
            let look = look.clone();
            browser::listen(&form, event, move |_| look());
        }
        browser::listen(&form.clone(), "submit", move |event| {
            // A picture that is refused anyway need not travel first; its field says why.
            let refused = file::refused(&form).into_iter().next();
            if let Some(refused) = &refused {
                focus(&form, &refused.field);
            }
            if busy.get_untracked() || refused.is_some() {
                return event.prevent_default();
            }
            // After the form is sent, so that the button's own press is not lost.
            set_timeout(move || set_busy.set(true), Duration::ZERO);
        });
        browser::listen(&window(), "pageshow", move |_| set_busy.set(false));
        browser::listen(&window(), "beforeunload", move |event| {
            if !busy.get_untracked() && !changed.read_untracked().is_empty() {
                event.prevent_default();
            }
        });
    });
    let leave = move |_| set_changed.set(Vec::new());
    view! {
        <div class="sticky-bar" role="region" aria-label="Unsaved changes">
            <span role="status">{move || {
                let n = changed.read().len();
                if n == 0 {
                    view! { <span class="note">"Saved changes reach your site within a second."</span> }.into_any()
                } else {
                    view! { <Tag tone=Tone::Wait glyph=Glyph::Clock word=text::count(n, "unsaved change")/> }.into_any()
                }
            }}</span>
            <span class="note unsaved-names">{move || names(&changed.read())}</span>
            <div class="actions">
                <a class="button button-small" href=page on:click=leave>"Discard"</a>
                <button class="button button-primary button-small" aria-busy=move || busy.get().then_some("true")>
                    {move || busy.get().then(|| view! { <Icon glyph=Glyph::Running/> })}
                    {move || if busy.get() { "Saving" } else { "Save changes" }}
                </button>
            </div>
        </div>
    }
}

fn focus(form: &web_sys::HtmlElement, name: &str) {
    let field = form.query_selector(&format!("[name='{name}']"));
    if let Some(field) = field.ok().flatten()
        && let Ok(field) = field.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = field.focus();
    }
}

fn names(changed: &[String]) -> String {
    match changed {
        [first, second, third, _, ..] => {
            format!("{first}, {second}, {third} and {} more", changed.len() - 3)
        }
        few => few.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn many_changes_are_told_by_their_first_three() {
        let five = ["a", "b", "c", "d", "e"].map(str::to_owned);

        assert_eq!(names(&five), "a, b, c and 2 more");
        assert_eq!(names(&five[..2]), "a, b");
    }
}
