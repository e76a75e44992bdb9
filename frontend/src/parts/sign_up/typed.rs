//! What stands in the form, as the check of browser and server takes it.

use domain::{settings, sign_up::SignUp};
use serde_json::Map;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlFormElement, HtmlInputElement};

pub fn name_of(event: &Event) -> String {
    let field = event
        .target()
        .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
    field.map(|f| f.name()).unwrap_or_default()
}

pub fn read(form: &HtmlFormElement) -> SignUp {
    let mut typed = SignUp {
        settings: Map::new(),
        ..SignUp::default()
    };
    let elements = form.elements();
    for i in 0..elements.length() {
        let Some(field) = elements
            .item(i)
            .and_then(|e| e.dyn_into::<HtmlInputElement>().ok())
        else {
            continue;
        };
        let kind = field.type_();
        if kind == "file" || (kind == "radio" && !field.checked()) {
            continue;
        }
        let value = field.value();
        match field.name().as_str() {
            "company" => typed.company = value,
            "slug" => typed.slug = value,
            "email" => typed.email = value,
            "password" => typed.password = value,
            "plan" => typed.plan = Some(value),
            name => {
                let setting = name.strip_prefix("settings.").and_then(settings::find);
                if let Some(definition) = setting {
                    typed
                        .settings
                        .insert(definition.key.to_owned(), value.into());
                }
            }
        }
    }
    typed
}
