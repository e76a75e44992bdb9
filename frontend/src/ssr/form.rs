//! A posted form, from either of the two encodings, with limits.
//!
//! What is too much is read and thrown away, up to a point: a connection that is cut in the middle
//! of an upload shows the browser's own error page instead of ours.

use super::Fault;
use actix_multipart::Multipart;
use actix_web::{HttpRequest, http::header, web::Payload};
use domain::{FieldError, form::Posted, image};
use futures::StreamExt;
use std::collections::BTreeMap;

const MAX_TEXT: usize = 256 * 1024;
/// After so much nobody listens any more.
const MAX_ALL: usize = 40 * 1024 * 1024;

/// Fields that are never given back to a page.
const SECRET: [&str; 2] = ["csrf", "password"];

#[derive(Debug, Default)]
pub struct Form {
    values: BTreeMap<String, String>,
    /// Chosen files, by field; an input without a file is not here.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files that were larger than any image may be; their bytes are not kept.
    pub too_large: Vec<FieldError>,
}

impl Form {
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// `None` when the form has no such field at all, as a checkbox that is off.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    pub fn values(&self) -> &BTreeMap<String, String> {
        &self.values
    }

    /// To show again: everything typed but secrets and files. No page can put a file back into its
    /// field, so what was chosen is asked for once more instead of going missing.
    pub fn posted(&self, mut errors: Vec<FieldError>, notice: Option<String>) -> Posted {
        let told = |errors: &[FieldError], name: &str| errors.iter().any(|e| e.field == name);
        for name in self.files.keys() {
            if !told(&errors, name) {
                errors.push(choose_again(name));
            }
        }
        let shown = |name: &str| {
            !SECRET.contains(&name)
                && !domain::settings::find(name.trim_start_matches("settings."))
                    .is_some_and(domain::settings::Definition::is_secret)
        };
        let values = self.values.iter().filter(|(name, _)| shown(name));
        Posted {
            values: values.map(|(k, v)| (k.clone(), v.clone())).collect(),
            errors,
            notice,
        }
    }

    pub async fn read(req: &HttpRequest, payload: Payload) -> Result<Self, Fault> {
        let kind = req
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        let told = req.headers().get(header::CONTENT_LENGTH);
        let told = told.and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
        if told.is_some_and(|told| told > MAX_ALL) {
            return Err(Fault::TooLarge);
        }
        if kind.starts_with("multipart/form-data") {
            multipart(Multipart::new(req.headers(), payload)).await
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            urlencoded(payload).await
        } else {
            Err(Fault::Unreadable)
        }
    }
}

async fn urlencoded(mut payload: Payload) -> Result<Form, Fault> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Fault::Unreadable)?;
        if body.len() + chunk.len() > MAX_TEXT {
            return Err(Fault::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let values = url::form_urlencoded::parse(&body).into_owned().collect();
    Ok(Form {
        values,
        ..Form::default()
    })
}

async fn multipart(mut parts: Multipart) -> Result<Form, Fault> {
    let mut form = Form::default();
    let (mut all, mut text) = (0, 0);
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| Fault::Unreadable)?;
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part
            .content_disposition()
            .is_some_and(|d| d.get_filename().is_some());
        let (mut bytes, mut size) = (Vec::new(), 0);
        let room = if is_file { image::MAX_BYTES } else { MAX_TEXT };
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| Fault::Unreadable)?;
            size += chunk.len();
            all += chunk.len();
            if all > MAX_ALL {
                return Err(Fault::TooLarge);
            }
            if size <= room {
                bytes.extend_from_slice(&chunk);
            }
        }
        if is_file && let Err(refused) = image::check_size(size) {
            form.too_large.push(refused.at(name));
            continue;
        }
        if is_file {
            if !bytes.is_empty() {
                form.files.insert(name, bytes);
            }
            continue;
        }
        if size > room {
            return Err(Fault::TooLarge);
        }
        text += bytes.len();
        if text > MAX_TEXT {
            return Err(Fault::TooLarge);
        }
        form.values.insert(
            name,
            String::from_utf8(bytes).map_err(|_| Fault::Unreadable)?,
        );
    }
    Ok(form)
}

fn choose_again(field: &str) -> FieldError {
    let label = domain::settings::find(field.trim_start_matches("settings."))
        .map_or("this field", |d| d.label);
    let message = format!(
        "Choose the file for {label} again. It is not saved yet, and browsers do not keep it"
    );
    FieldError::new(field, "choose_again", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_form_asks_for_its_files_again_and_says_each_fault_once() {
        let field = |name: &str| (name.to_owned(), vec![1]);
        let form = Form {
            files: [
                field("settings.branding.logo"),
                field("settings.branding.icon"),
            ]
            .into(),
            ..Form::default()
        };
        let fault = FieldError::new("settings.branding.icon", "kind", "Choose a PNG");

        let errors = form.posted(vec![fault.clone()], None).errors;

        assert_eq!(errors.len(), 2, "{errors:?}");
        assert_eq!(errors[0], fault);
        assert_eq!(errors[1].field, "settings.branding.logo");
        assert!(errors[1].message.contains("Logo again"), "{errors:?}");
    }
}
