//! A page with a form, sent without a browser: for what no browser would send.

use crate::{Answer, Portal, client::http, site::hidden};
use reqwest::header;

/// One part of a posted form.
#[derive(Clone, Debug)]
pub enum Part {
    Text(String, String),
    File {
        field: String,
        name: String,
        kind: String,
        bytes: Vec<u8>,
    },
}

impl Part {
    pub fn text(field: &str, value: &str) -> Self {
        Self::Text(field.to_owned(), value.to_owned())
    }

    pub fn file(field: &str, name: &str, kind: &str, bytes: Vec<u8>) -> Self {
        Self::File {
            field: field.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            bytes,
        }
    }
}

pub struct FormPage {
    client: reqwest::Client,
    url: String,
    origin: String,
    cookie: String,
    html: String,
}

impl FormPage {
    /// Gets the page and keeps its cookies, as one browser tab.
    pub async fn open(portal: &Portal, path: &str) -> Self {
        let (client, url) = (http(), format!("{}{path}", portal.url()));
        let response = client.get(&url).send().await.expect("the portal answers");
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let pairs = cookies.filter_map(|value| value.to_str().ok()?.split(';').next());
        let cookie = pairs.collect::<Vec<_>>().join("; ");
        let answer = Answer::read(format!("GET {path}"), response)
            .await
            .expect("the page is whole");
        answer.has_status(200);
        Self {
            client,
            url,
            origin: portal.url(),
            cookie,
            html: answer.text(),
        }
    }

    pub fn html(&self) -> &str {
        &self.html
    }

    pub fn hidden(&self, name: &str) -> String {
        hidden(&self.html, name)
    }

    /// The form's own token and key, and what is typed.
    pub async fn send(&self, parts: &[Part]) -> Answer {
        let mut all = vec![Part::text("csrf", &self.hidden("csrf"))];
        if self.html.contains("name=\"key\"") {
            all.push(Part::text("key", &self.hidden("key")));
        }
        all.extend_from_slice(parts);
        self.send_exactly(&all, Some(&self.origin)).await
    }

    pub async fn send_exactly(&self, parts: &[Part], origin: Option<&str>) -> Answer {
        const BOUNDARY: &str = "automator-test-7c1f0a";
        let mut request = self
            .client
            .post(&self.url)
            .header(
                header::CONTENT_TYPE,
                format!("multipart/form-data; boundary={BOUNDARY}"),
            )
            .header(header::COOKIE, &self.cookie)
            .header(header::ACCEPT, "text/html")
            .body(multipart(parts, BOUNDARY));
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        let response = request.send().await.expect("the portal answers");
        Answer::read(format!("POST {}", self.url), response)
            .await
            .expect("the answer is whole")
    }
}

fn multipart(parts: &[Part], boundary: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let (head, bytes) = match part {
            Part::Text(field, value) => (format!("name=\"{field}\""), value.as_bytes()),
            Part::File {
                field,
                name,
                kind,
                bytes,
            } => (
                format!("name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {kind}"),
                bytes.as_slice(),
            ),
        };
        body.extend_from_slice(
            format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    body
}
