//! A colour as settings keep it, `#rrggbb` in lower case, and whether text on it can be read.

use crate::field::Refused;
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

/// The ratio below which text is hard to read (WCAG 2.2, 1.4.3).
pub const READABLE: f64 = 4.5;

impl Colour {
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    pub fn parse(text: &str) -> Result<Self, Refused> {
        let refuse = || {
            Refused::new(
                "colour",
                format!(
                    "Enter a colour as # and six digits 0 to 9 or a to f, like #0e5f68, not “{}”",
                    crate::text::shorten(text, 20)
                ),
            )
        };
        let digits = text
            .trim()
            .strip_prefix('#')
            .filter(|d| d.len() == 6)
            .ok_or_else(refuse)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(refuse());
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| refuse());
        Ok(Self {
            red: part(0)?,
            green: part(2)?,
            blue: part(4)?,
        })
    }

    /// Contrast ratio of two colours by WCAG 2.2, from 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// White or near-black, whichever reads better on this colour.
    pub fn readable_text(self) -> Colour {
        let (light, dark) = (Colour::new(255, 255, 255), Colour::new(17, 24, 28));
        if self.contrast(light) >= self.contrast(dark) {
            light
        } else {
            dark
        }
    }

    fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl TryFrom<String> for Colour {
    type Error = Refused;
    fn try_from(s: String) -> Result<Self, Refused> {
        Self::parse(&s)
    }
}

impl From<Colour> for String {
    fn from(c: Colour) -> String {
        c.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_hex_digits_are_a_colour() {
        assert_eq!(
            Colour::parse("#0E5F68").expect("valid").to_string(),
            "#0e5f68"
        );
        for bad in [
            "0e5f68",
            "#0e5f6",
            "#0e5f6g",
            "#fff",
            "red",
            "#ffffff;}",
            "#é12345",
        ] {
            assert!(Colour::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guideline() {
        let (black, white) = (Colour::new(0, 0, 0), Colour::new(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
    }
}
