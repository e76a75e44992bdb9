//! What visitors see of the settings. One value serves the page, the stylesheet and the push to open browsers, so the
//! three cannot differ.

use serde::Serialize;
use sha2::{Digest, Sha256};
use url::Url;

use super::Document;
use crate::{
    config::Config,
    palette::{Colour, Palette},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Look {
    pub revision: i64,
    pub title: String,
    pub palette: Palette,
    pub css: String,
    pub logo: Picture,
    pub header: Picture,
    pub icon: Picture,
    pub address: Option<String>,
    pub socials: Vec<Social>,
    pub google_id: Option<String>,
    pub gtm_container: Option<String>,
    pub calendar: Option<String>,
}

/// An image at a constant URL; the query changes with the content, so that a browser asks again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    pub url: String,
    /// Made by the app from the palette, because the customer has set none.
    pub drawn: bool,
    #[serde(skip)]
    pub key: Option<String>,
    #[serde(skip)]
    pub tag: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Social {
    pub label: String,
    /// Only a web or mail address becomes a link.
    pub href: Option<String>,
}

impl Look {
    pub fn of(document: &Document, config: &Config) -> Self {
        let owned = |key| document.text(key).map(str::to_owned);
        // It becomes a part of an address: anything else is no id.
        let id = |key| owned(key).filter(|id| id.bytes().all(is_id_letter));
        let title = owned("branding.site_title").unwrap_or_else(|| in_title_case(&config.tenant));
        let default = Palette::default();
        let colour = |key, other| document.text(key).and_then(Colour::parse).unwrap_or(other);
        let palette = Palette {
            primary: colour("branding.primary_color", default.primary),
            accent: colour("branding.accent_color", default.accent),
            background: colour("branding.background_color", default.background),
            text: colour("branding.text_color", default.text),
        };
        let drawn_from = format!("{}{}{title}", palette.primary, palette.accent);
        let picture = |name, key| Picture::of(name, owned(key), &drawn_from);

        Self {
            revision: document.revision,
            css: palette.css(),
            logo: picture("logo", "branding.logo"),
            header: picture("header", "branding.header_image"),
            icon: picture("icon", "branding.icon"),
            address: owned("mail.footer_address"),
            socials: document
                .list("mail.social_links")
                .into_iter()
                .map(Social::of)
                .collect(),
            google_id: id("analytics.google_id"),
            gtm_container: id("analytics.gtm_container"),
            calendar: owned("calendar.provider").filter(|provider| provider != "none"),
            title,
            palette,
        }
    }
}

impl Picture {
    fn of(name: &str, key: Option<String>, drawn_from: &str) -> Self {
        let digest = Sha256::digest(key.as_deref().unwrap_or(drawn_from));
        let tag = hex::encode(&digest[..8]);
        Self {
            url: format!("/assets/{name}?v={tag}"),
            drawn: key.is_none(),
            key,
            tag,
        }
    }
}

impl Social {
    fn of(entry: &str) -> Self {
        let url = Url::parse(entry).ok();
        match url.as_ref().map(Url::scheme) {
            Some("http" | "https") => {
                let shown = entry.split_once("://").map_or(entry, |(_, rest)| rest);
                let label = shown
                    .trim_start_matches("www.")
                    .trim_end_matches('/')
                    .to_owned();
                Self {
                    label,
                    href: Some(entry.to_owned()),
                }
            }
            Some("mailto") => {
                let label = entry
                    .split_once(':')
                    .map_or(entry, |(_, rest)| rest)
                    .to_owned();
                Self {
                    label,
                    href: Some(entry.to_owned()),
                }
            }
            _ => Self {
                label: entry.to_owned(),
                href: None,
            },
        }
    }
}

fn is_id_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// `harbour-pine` → `Harbour Pine`
fn in_title_case(slug: &str) -> String {
    let words = slug.split('-').filter_map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        let href = |entry| Social::of(entry).href;

        assert!(href("https://www.example.com/acme/").is_some());
        assert!(href("mailto:hello@example.com").is_some());
        assert_eq!(href("javascript:alert(1)"), None);
        assert_eq!(href("@acme on Mastodon"), None);
        assert_eq!(
            Social::of("https://www.example.com/acme/").label,
            "example.com/acme"
        );
    }

    #[test]
    fn a_slug_makes_a_title() {
        assert_eq!(in_title_case("harbour-pine"), "Harbour Pine");
    }
}
