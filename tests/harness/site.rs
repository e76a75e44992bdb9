//! A tenant's site as its visitors use it: through the portal's proxy, by its own name.

use crate::{Answer, Setup, client::http};
use reqwest::header;

pub struct Site {
    client: reqwest::Client,
    pub url: String,
}

impl Site {
    pub(crate) fn new(setup: &Setup, slug: &str) -> Self {
        Self {
            client: http(),
            url: setup.site_url(slug),
        }
    }

    pub async fn try_get(&self, path: &str) -> Option<Answer> {
        let response = self
            .client
            .get(format!("{}{path}", self.url))
            .send()
            .await
            .ok()?;
        Answer::read(format!("GET {}{path}", self.url), response)
            .await
            .ok()
    }

    pub async fn get(&self, path: &str) -> Answer {
        let answer = self.try_get(path).await;
        answer.unwrap_or_else(|| panic!("{}{path} does not answer", self.url))
    }

    /// Books a room through the form, as a visitor without scripts would.
    pub async fn book(&self, name: &str, date: &str, time: &str) {
        let page = self.get("/").await;
        page.has_status(200);
        let html = page.text();
        let cookie = page
            .header("set-cookie")
            .split(';')
            .next()
            .unwrap_or_default()
            .to_owned();
        let fields = [
            ("name", name),
            ("email", "mira@example.com"),
            ("room", "library"),
            ("date", date),
            ("time", time),
            ("form_key", &hidden(&html, "form_key")),
            ("token", &hidden(&html, "token")),
        ];
        let body: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        let request = self
            .client
            .post(format!("{}/bookings", self.url))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, &self.url)
            .header(header::COOKIE, cookie)
            .body(body.join("&"));
        let answer = request.send().await.expect("the site answers");
        let status = answer.status().as_u16();
        assert_eq!(
            status,
            303,
            "the booking is not taken: {}",
            answer.text().await.unwrap_or_default()
        );
    }

    /// The list of bookings as the page shows it.
    pub async fn upcoming(&self) -> String {
        let list = self.get("/upcoming").await;
        list.has_status(200);
        list.text()
    }

    /// The last day that the form offers: never in the past, wherever the clock stands.
    pub async fn last_free_day(&self) -> String {
        let html = self.get("/").await.text();
        let field = html
            .split("id=\"date\"")
            .nth(1)
            .expect("the form has a date");
        let days = field
            .split("max=\"")
            .nth(1)
            .expect("the date has a last day");
        days.split('"').next().unwrap_or_default().to_owned()
    }
}

/// The value of a hidden field, in whichever order its attributes stand.
pub(crate) fn hidden(html: &str, name: &str) -> String {
    let wanted = format!("name=\"{name}\"");
    let inputs = html.match_indices("<input").map(|(at, _)| {
        let tag = &html[at..];
        &tag[..tag.find('>').unwrap_or(tag.len())]
    });
    let tag = inputs.into_iter().find(|tag| tag.contains(&wanted));
    let tag = tag.unwrap_or_else(|| panic!("no field {name} in:\n{html}"));
    let value = tag.split_once("value=\"").map_or("", |(_, rest)| rest);
    let value = value.split('"').next().unwrap_or_default();
    value
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn escaped(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| {
            if safe(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
