//! Chosen pictures, looked at before they travel: one that is too large is refused here already, in
//! the words in which the server would refuse it.

use super::{Glyph, Icon, field};
use domain::{FieldError, image};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, File, HtmlInputElement};

/// A file input of a form without an island of its own: it says what was chosen and what is wrong
/// with it. `picture` is the present one.
#[island]
pub fn PictureField(
    id: String,
    name: String,
    label: String,
    picture: Option<String>,
    described: String,
    wrong: bool,
) -> impl IntoView {
    let (chosen, set_chosen) = signal(String::new());
    let (refused, set_refused) = signal(None::<String>);
    let change = move |event: Event| {
        let file = file_of(&event);
        set_refused.set(file.as_ref().and_then(refusal));
        set_chosen.set(file.map_or_else(String::new, |file| file.name()));
    };
    let error_id = format!("{id}-file-error");
    let described = {
        let error_id = error_id.clone();
        move || {
            if refused.read().is_some() {
                format!("{error_id} {described}")
            } else {
                described.clone()
            }
        }
    };
    let word = if picture.is_some() {
        "Replace"
    } else {
        "Choose a file"
    };
    let alt = format!("Present {}", label.to_lowercase());
    let picture = picture.map(|src| view! { <img src=src alt=alt/> });
    view! {
        <div role="alert"><field::ErrorLine id=error_id error=refused/></div>
        <label class="upload">
            {picture}
            <input type="file" id=id name=name accept="image/png,image/jpeg,image/webp" data-saved="" data-label=label on:change=change
                aria-describedby=described aria-invalid=move || (wrong || refused.read().is_some()).then_some("true")/>
            <span class="button button-small"><Icon glyph=Glyph::Upload/>{word}</span>
            <span class="note">{move || chosen.get()}</span>
        </label>
    }
}

/// What is wrong with the files that are chosen in a form.
pub fn refused(form: &Element) -> Vec<FieldError> {
    let Ok(inputs) = form.query_selector_all("input[type=file]") else {
        return Vec::new();
    };
    let inputs = (0..inputs.length()).filter_map(|i| inputs.item(i)?.dyn_into().ok());
    let fault = |input: HtmlInputElement| {
        let message = refusal(&input.files()?.get(0)?)?;
        Some(FieldError::new(input.name(), "too_large", message))
    };
    inputs.filter_map(fault).collect()
}

/// The name of the file that an event is about; empty when there is none.
pub fn chosen(event: &Event) -> String {
    file_of(event).map_or_else(String::new, |file| file.name())
}

fn file_of(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0)
}

fn refusal(file: &File) -> Option<String> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file has a whole number of bytes"
    )]
    let bytes = file.size() as usize;
    image::check_size(bytes)
        .err()
        .map(|refused| refused.message)
}
