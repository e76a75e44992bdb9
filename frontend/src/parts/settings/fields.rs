//! The fields of the form, read where they stand: each carries `data-saved`, the value that is
//! saved, and `data-label`, its name for people.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

pub fn all(form: &Element) -> Vec<Element> {
    let Ok(found) = form.query_selector_all("[data-saved]") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|i| found.item(i)?.dyn_into().ok())
        .collect()
}

pub fn value(field: &Element) -> String {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return match input.type_().as_str() {
            "checkbox" => if input.checked() { "on" } else { "off" }.to_owned(),
            // What a browser calls a fake path says only whether there is a file.
            "file" => input
                .files()
                .filter(|f| f.length() > 0)
                .map(|_| "chosen".to_owned())
                .unwrap_or_default(),
            _ => input.value(),
        };
    }
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        return area.value();
    }
    field
        .dyn_ref::<HtmlSelectElement>()
        .map(HtmlSelectElement::value)
        .unwrap_or_default()
}

/// Labels of the fields that differ from what is saved.
pub fn changed(form: &Element) -> Vec<String> {
    let is_changed = |f: &Element| {
        f.get_attribute("data-saved")
            .is_some_and(|saved| saved.trim() != value(f).replace("\r\n", "\n").trim())
    };
    let mut labels: Vec<String> = all(form)
        .iter()
        .filter(|f| is_changed(f))
        .filter_map(|f| f.get_attribute("data-label"))
        .collect();
    labels.dedup();
    labels
}
