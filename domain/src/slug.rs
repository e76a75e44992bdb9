//! The name of a tenant in its address: `<slug>.<base domain>`. Chosen once, never changed.
//!
//! A slug is a DNS label and something people trust, so look-alikes are refused: letters of other
//! scripts by the alphabet, and spellings of a reserved word (`adm1n`, `rnail`) by their skeleton.

use crate::{field::Refused, stage};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

pub const MIN: usize = 3;
pub const MAX: usize = 63;

/// Names that would be taken for the house itself or collide with its hosts.
const RESERVED: &[&str] = &[
    "www",
    "api",
    "admin",
    "administrator",
    "mail",
    "smtp",
    "imap",
    "pop",
    "ftp",
    "dns",
    "ns1",
    "ns2",
    "mx1",
    "mx2",
    "autodiscover",
    "autoconfig",
    "wpad",
    "localhost",
    "portal",
    "app",
    "automator",
    "clients",
    "client",
    "status",
    "help",
    "support",
    "billing",
    "account",
    "accounts",
    "login",
    "signin",
    "sign-in",
    "signup",
    "sign-up",
    "auth",
    "sso",
    "static",
    "assets",
    "cdn",
    "common",
    "runtime",
    "webhook",
    "webhooks",
    "root",
    "system",
    "internal",
    "security",
    "abuse",
    "postmaster",
    "hostmaster",
    "webmaster",
    "noreply",
    "no-reply",
    "docs",
    "healthz",
    "readyz",
    "metrics",
];

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[a-z](-?[a-z0-9])*$", min_length = 3, max_length = 63))]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// A slug that somebody wants: of the right shape and not reserved.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let slug = Self::known(text)?;
        if is_reserved(&slug.0) {
            return Err(Refused::new(
                "reserved",
                format!("{slug} is reserved. Choose another site address"),
            ));
        }
        Ok(slug)
    }

    /// A slug that somebody may have already: its shape alone is asked. A word that is reserved
    /// later makes no tenant unreadable that has it.
    pub fn known(text: &str) -> Result<Self, Refused> {
        let slug = text.trim().to_lowercase();
        if slug.is_empty() {
            return Err(Refused::new("required", "Enter a site address"));
        }
        if let Some(odd) = slug
            .chars()
            .find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-'))
        {
            return Err(Refused::new("characters", explain_character(odd)));
        }
        if slug.len() < MIN {
            let why = format!("Use at least {MIN} characters for the site address");
            return Err(Refused::new("too_short", why));
        }
        if slug.len() > MAX {
            let why = format!(
                "Use at most {MAX} characters for the site address. This one has {}",
                slug.len()
            );
            return Err(Refused::new("too_long", why));
        }
        if !slug.starts_with(|c: char| c.is_ascii_lowercase()) {
            return Err(Refused::new(
                "start",
                "Begin the site address with a letter",
            ));
        }
        if slug.ends_with('-') {
            return Err(Refused::new(
                "end",
                "End the site address with a letter or a digit",
            ));
        }
        if slug.contains("--") {
            return Err(Refused::new(
                "double_hyphen",
                "Use single hyphens in the site address",
            ));
        }
        Ok(Self(slug))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address that is closest to this one: `acme` → `acme-2`, `acme-2` → `acme-3`.
    pub fn next(&self, n: u32) -> Slug {
        let stem = match self.0.rsplit_once('-') {
            Some((stem, tail)) if tail.len() < 6 && tail.bytes().all(|b| b.is_ascii_digit()) => {
                stem
            }
            _ => &self.0,
        };
        let suffix = format!("-{n}");
        let keep = stem.len().min(MAX - suffix.len());
        Self(format!("{}{suffix}", stem[..keep].trim_end_matches('-')))
    }

    /// Two slugs with one skeleton look alike: `paypal` and `paypa1`, `modern` and `modem`.
    pub fn skeleton(&self) -> String {
        skeleton(&self.0)
    }
}

/// A first guess for the address from the company's name; may be empty when nothing fits.
pub fn suggest(company: &str) -> String {
    let mut slug = String::new();
    for c in company.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'ä' | 'æ' => slug.push_str("ae"),
            'ö' | 'ø' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'å' | 'á' | 'à' | 'â' | 'ã' | 'ą' => slug.push('a'),
            'é' | 'è' | 'ê' | 'ë' | 'ę' => slug.push('e'),
            'í' | 'ì' | 'î' | 'ï' => slug.push('i'),
            'ó' | 'ò' | 'ô' | 'õ' => slug.push('o'),
            'ú' | 'ù' | 'û' => slug.push('u'),
            'ç' | 'ć' | 'č' => slug.push('c'),
            'ñ' | 'ń' => slug.push('n'),
            'š' | 'ś' => slug.push('s'),
            'ž' | 'ź' | 'ż' => slug.push('z'),
            'ł' => slug.push('l'),
            '\'' | '’' | '.' => {}
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let start = slug
        .find(|c: char| c.is_ascii_lowercase())
        .unwrap_or(slug.len());
    slug[start..]
        .chars()
        .take(40)
        .collect::<String>()
        .trim_matches('-')
        .to_owned()
}

fn is_reserved(slug: &str) -> bool {
    let (as_l, as_i) = (skeleton(slug), skeleton(&slug.replace('1', "i")));
    let like = |word: &str| {
        let word = skeleton(word);
        word == as_l || word == as_i
    };
    stage::NAMES.contains(&slug) || RESERVED.iter().any(|word| *word == slug || like(word))
}

/// Folds what the eye confuses, so that equal results look equal.
fn skeleton(slug: &str) -> String {
    slug.replace("rn", "m")
        .replace("vv", "w")
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'l',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '8' => 'b',
            other => other,
        })
        .collect()
}

fn explain_character(c: char) -> String {
    if c.is_whitespace() {
        "Use hyphens instead of spaces in the site address".to_owned()
    } else if c.is_alphabetic() && !c.is_ascii() {
        format!(
            "Use only the letters a to z in the site address. “{c}” is another letter (U+{:04X}) that can look like one of them",
            u32::from(c)
        )
    } else {
        format!("Use only small letters, digits and hyphens in the site address, not “{c}”")
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = Refused;
    fn from_str(s: &str) -> Result<Self, Refused> {
        Self::known(s)
    }
}

impl TryFrom<String> for Slug {
    type Error = Refused;
    fn try_from(s: String) -> Result<Self, Refused> {
        Self::known(&s)
    }
}

impl From<Slug> for String {
    fn from(s: Slug) -> String {
        s.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        Slug::parse(text).map_or_else(|e| e.code, |_| "ok")
    }

    #[test]
    fn upper_case_is_lowered() {
        assert_eq!(Slug::parse(" AcMe ").expect("valid").as_str(), "acme");
    }

    #[test]
    fn limits_are_three_and_sixty_three() {
        assert_eq!(code("ab"), "too_short");
        assert_eq!(code(&"a".repeat(63)), "ok");
        assert_eq!(code(&"a".repeat(64)), "too_long");
    }

    #[test]
    fn shape_is_that_of_a_dns_label() {
        for (text, want) in [
            ("1acme", "start"),
            ("-acme", "start"),
            ("acme-", "end"),
            ("ac--me", "double_hyphen"),
            ("ac_me", "characters"),
            ("ac me", "characters"),
            ("", "required"),
            ("a-1", "ok"),
        ] {
            assert_eq!(code(text), want, "{text}");
        }
    }

    #[test]
    fn letters_that_only_look_latin_are_named() {
        let refused = Slug::parse("аcme").expect_err("Cyrillic а");
        assert_eq!(refused.code, "characters");
        assert!(refused.message.contains("U+0430"), "{}", refused.message);
    }

    #[test]
    fn reserved_words_and_their_look_alikes_are_refused() {
        for text in [
            "www", "api", "admin", "adm1n", "rnail", "mail", "stg", "prod", "supp0rt",
        ] {
            assert_eq!(code(text), "reserved", "{text}");
        }
    }

    #[test]
    fn a_tenant_that_has_a_reserved_word_stays_readable() {
        assert_eq!(Slug::known("billing").expect("known").as_str(), "billing");
        assert_eq!(
            Slug::known("bill--ing").expect_err("shape").code,
            "double_hyphen"
        );
        let read: Slug = serde_json::from_value("billing".into()).expect("known");
        assert_eq!(read.as_str(), "billing");
    }

    #[test]
    fn a_suggestion_counts_on() {
        let slug = Slug::parse("acme").expect("valid");
        assert_eq!(slug.next(2).as_str(), "acme-2");
        assert_eq!(slug.next(2).next(3).as_str(), "acme-3");
        assert_eq!(
            Slug::parse(&"a".repeat(63))
                .expect("valid")
                .next(2)
                .as_str()
                .len(),
            63
        );
    }

    #[test]
    fn a_company_suggests_an_address() {
        assert_eq!(suggest("Harbour & Pine"), "harbour-pine");
        assert_eq!(suggest("Müller's Café, 2. OG"), "muellers-cafe-2-og");
        assert_eq!(suggest("北京"), "");
    }
}
