//! An e-mail address, checked as far as it can be without sending a mail.

use crate::field::Refused;
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = Email))]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        let example = "like name@example.com";
        let refuse = |code, message: String| Err(Refused::new(code, message));
        if text.is_empty() {
            return refuse("required", "Enter an e-mail address".into());
        }
        let Some((local, host)) = text.rsplit_once('@') else {
            return refuse(
                "no_at",
                format!("Enter an e-mail address with an @, {example}"),
            );
        };
        if host.is_empty() {
            return refuse("no_domain", format!("Add the part after the @, {example}"));
        }
        if local.is_empty() {
            return refuse("no_name", format!("Add the part before the @, {example}"));
        }
        if text.len() > 254 || local.len() > 64 {
            return refuse(
                "too_long",
                "Use an e-mail address of at most 254 characters".into(),
            );
        }
        let odd = |c: char| c.is_whitespace() || c.is_control() || "()<>[],;:\\\"@".contains(c);
        if local.contains(odd)
            || local.starts_with('.')
            || local.ends_with('.')
            || local.contains("..")
        {
            return refuse(
                "characters",
                format!("Check the part before the @, {example}"),
            );
        }
        let label = |l: &str| {
            (1..=63).contains(&l.len())
                && !l.starts_with('-')
                && !l.ends_with('-')
                && l.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        if !host.contains('.') || !host.split('.').all(label) {
            return refuse("domain", format!("Check the part after the @, {example}"));
        }
        Ok(Self(format!("{local}@{}", host.to_lowercase())))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, host)| host)
    }

    /// One person's spellings of one mailbox: lower case, without `+tag`. For limits, not for mail.
    pub fn mailbox(&self) -> String {
        let lower = self.0.to_lowercase();
        let (local, host) = lower.rsplit_once('@').unwrap_or((&lower, ""));
        format!("{}@{host}", local.split('+').next().unwrap_or(local))
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Email {
    type Error = Refused;
    fn try_from(s: String) -> Result<Self, Refused> {
        Self::parse(&s)
    }
}

impl From<Email> for String {
    fn from(e: Email) -> String {
        e.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_apart() {
        for (text, want) in [
            ("", "required"),
            ("ada", "no_at"),
            ("ada@", "no_domain"),
            ("@example.com", "no_name"),
            ("ada@localhost", "domain"),
            ("a da@example.com", "characters"),
            ("a@b@example.com", "characters"),
            ("ada@exa_mple.com", "domain"),
            ("a..b@example.com", "characters"),
        ] {
            assert_eq!(Email::parse(text).expect_err(text).code, want, "{text}");
        }
    }

    #[test]
    fn a_tag_does_not_make_another_person() {
        let a = Email::parse("Ada+x@Example.com").expect("valid");
        assert_eq!(
            (a.as_str(), a.mailbox().as_str()),
            ("Ada+x@example.com", "ada@example.com")
        );
    }
}
