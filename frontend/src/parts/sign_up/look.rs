//! The optional part: palette and logo, from the setting definitions that sign-up offers.

use crate::parts::{ColourField, Field, Glyph, Icon, field, file};
use domain::{
    FieldError,
    form::Posted,
    settings::{self, Definition, Kind},
};
use leptos::prelude::*;

/// Ready-made main colours: value, name and class of the swatch. All of them carry white text.
const SWATCHES: [(&str, &str, &str); 8] = [
    ("#0e5f68", "Sea", "swatch-sea"),
    ("#2f4b8f", "Ink blue", "swatch-ink"),
    ("#5b3f8c", "Violet", "swatch-violet"),
    ("#9b2f55", "Berry", "swatch-berry"),
    ("#a8481f", "Clay", "swatch-clay"),
    ("#7a5c12", "Ochre", "swatch-ochre"),
    ("#2f6b3c", "Moss", "swatch-moss"),
    ("#3a3f45", "Slate", "swatch-slate"),
];
const MAIN: &str = "branding.primary_color";

#[component]
pub fn Look(posted: Posted, errors: RwSignal<Vec<FieldError>>) -> impl IntoView {
    let faulty = posted
        .errors
        .iter()
        .any(|e| e.field.starts_with("settings."));
    let colours = settings::ALL
        .iter()
        .filter(|d| d.sign_up && d.kind == Kind::Colour && d.key != MAIN);
    let images = settings::ALL
        .iter()
        .filter(|d| d.sign_up && d.kind == Kind::Image);
    let colours = colours.map(|d| colour(d, &posted, errors)).collect_view();
    let images = images.map(|d| image(d, errors)).collect_view();
    view! {
        <details class="disclosure section" open=faulty>
            <summary>"Look "<span class="optional">"(optional)"</span></summary>
            <div class="form-grid">
                <Main chosen=posted.value(&format!("settings.{MAIN}")).to_owned() errors=errors/>
                <div class="grid">{colours}</div>
                {images}
            </div>
        </details>
    }
}

#[component]
fn Main(chosen: String, errors: RwSignal<Vec<FieldError>>) -> impl IntoView {
    let name = format!("settings.{MAIN}");
    let ready = SWATCHES.iter().any(|(value, ..)| *value == chosen);
    let chosen = if ready {
        chosen
    } else {
        SWATCHES[0].0.to_owned()
    };
    let swatch = |(i, (value, title, class)): (
        usize,
        &(&'static str, &'static str, &'static str),
    )| {
        let id = (i == 0).then(|| name.clone());
        view! { <input type="radio" class=*class name=name.clone() value=*value id=id aria-label=*title checked=*value == chosen/> }
    };
    let swatches = SWATCHES.iter().enumerate().map(swatch).collect_view();
    view! {
        <fieldset class="field">
            <legend>"Main colour"</legend>
            <small>"Buttons and headings take it. You can fine-tune it later, with a live preview."</small>
            <field::ErrorLine id=format!("{name}-error") error=of(errors, &name)/>
            <div class="swatches">{swatches}</div>
        </fieldset>
    }
}

fn colour(
    d: &'static Definition,
    posted: &Posted,
    errors: RwSignal<Vec<FieldError>>,
) -> impl IntoView + use<> {
    let name = format!("settings.{}", d.key);
    let default = d.fallback().as_str().unwrap_or_default().to_owned();
    let value = Some(posted.value(&name))
        .filter(|v| !v.is_empty())
        .map_or(default.clone(), str::to_owned);
    let error = of(errors, &name);
    let described = format!("{name}-error {name}-hint");
    view! {
        <Field id=name.clone() label=d.label hint=d.help error=error>
            <ColourField id=name.clone() name=name.clone() label=d.label.to_owned() value=value saved=default error=error.get_untracked() described=described/>
        </Field>
    }
}

fn image(d: &'static Definition, errors: RwSignal<Vec<FieldError>>) -> impl IntoView + use<> {
    let name = format!("settings.{}", d.key);
    let error = of(errors, &name);
    view! {
        <Field id=name.clone() label=d.label optional=true hint=d.help error=error>
            <FileInput name=name.clone() error=error/>
        </Field>
    }
}

/// A file input that says which file was chosen.
#[component]
fn FileInput(name: String, error: Signal<Option<String>>) -> impl IntoView {
    let (chosen, set_chosen) = signal(String::new());
    let change = move |event| set_chosen.set(file::chosen(&event));
    let described = field::described_by(&name, error, "");
    view! {
        <label class="upload">
            <input type="file" id=name.clone() name=name accept="image/png,image/jpeg,image/webp" on:change=change
                aria-describedby=described aria-invalid=field::invalid(error)/>
            <span class="button button-small"><Icon glyph=Glyph::Upload/>"Choose a file"</span>
            <span>{move || if chosen.read().is_empty() { "PNG, JPEG or WebP, up to 2 MB".to_owned() } else { chosen.get() }}</span>
        </label>
    }
}

fn of(errors: RwSignal<Vec<FieldError>>, name: &str) -> Signal<Option<String>> {
    let name = name.to_owned();
    Signal::derive(move || super::message(&errors.read(), &name))
}
