//! One field of a form: label, hint, error, input, in this order, tied together for everybody.

use super::{Glyph, Icon};
use domain::colour::Colour;
use leptos::prelude::*;

/// Label, hint and error around an input that is given as child. The child carries `id`,
/// `aria-describedby` from [`described_by`] and `aria-invalid`.
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: String,
    #[prop(optional)] optional: bool,
    #[prop(into)] error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div class="field">
            <label for=id>{label}{optional.then(|| view! { <span class="optional">" (optional)"</span> })}</label>
            {(!hint.is_empty()).then(|| view! { <small id=hint_id>{hint}</small> })}
            <ErrorLine id=error_id error=error/>
            {children()}
        </div>
    }
}

#[component]
pub fn ErrorLine(
    #[prop(into)] id: String,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="error" id=id hidden=move || error.read().is_none()>
            <Icon glyph=Glyph::Failed/>
            {move || error.get().unwrap_or_default()}
        </p>
    }
}

/// The ids a screen reader reads after the label.
pub fn described_by(
    id: &str,
    error: Signal<Option<String>>,
    more: &str,
) -> impl Fn() -> String + Send + Sync + Clone + 'static + use<> {
    let (id, more) = (id.to_owned(), more.to_owned());
    move || {
        let error = if error.read().is_some() {
            format!("{id}-error ")
        } else {
            String::new()
        };
        format!("{error}{id}-hint {more}").trim_end().to_owned()
    }
}

pub fn invalid(
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<&'static str> + Send + Sync + Clone + 'static {
    move || error.read().is_some().then_some("true")
}

/// A colour as `#rrggbb`, with a picker beside it. The text is what is sent; the picker needs the
/// script and shows only with it. `saved` is what the unsaved-changes bar compares with.
#[island]
pub fn ColourField(
    id: String,
    name: String,
    label: String,
    value: String,
    saved: String,
    error: Option<String>,
    described: String,
) -> impl IntoView {
    let (typed, set_typed) = signal(value.clone());
    let (awake, set_awake) = signal(false);
    Effect::new(move |_| set_awake.set(true));
    let text = NodeRef::<leptos::html::Input>::new();
    // A picker knows only whole colours; while one is being typed it keeps the last.
    let whole = Memo::new(
        move |before: Option<&String>| match Colour::parse(&typed.read()) {
            Ok(colour) => colour.to_string(),
            Err(_) => before.cloned().unwrap_or_else(|| "#000000".to_owned()),
        },
    );
    let picked = move |ev| {
        let colour = event_target_value(&ev);
        set_typed.set(colour.clone());
        if let Some(text) = text.get_untracked() {
            text.set_value(&colour);
            super::browser::say_input(&text);
        }
    };
    view! {
        <div class="colour-input">
            <input type="color" aria-label=format!("Pick: {label}") hidden=move || !awake.get() prop:value=move || whole.get() on:input=picked/>
            <input class="input mono" type="text" id=id name=name value=value data-saved=saved data-label=label spellcheck="false" autocomplete="off" maxlength="20"
                aria-describedby=described aria-invalid=error.is_some().then_some("true")
                node_ref=text on:input=move |ev| set_typed.set(event_target_value(&ev))/>
        </div>
    }
}
