//! The customer's colours, and what must follow from them so that every page stays readable.
//!
//! Colours are parsed, never interpolated: what is written into a stylesheet is always seven characters of our own.

use std::fmt;

use serde::{Serialize, Serializer};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

pub const WHITE: Colour = Colour([0xff; 3]);
pub const INK: Colour = Colour([0x1c, 0x23, 0x26]);
const NIGHT: Colour = Colour([0x10, 0x14, 0x16]);
const MOON: Colour = Colour([0xe8, 0xed, 0xee]);

impl Colour {
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// `#rrggbb` in either case; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rgb = [0; 3];
        hex::decode_to_slice(text.trim().strip_prefix('#')?, &mut rgb).ok()?;
        Some(Self(rgb))
    }

    /// WCAG 2 relative luminance.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn is_dark(self) -> bool {
        self.contrast(WHITE) > self.contrast(Self([0; 3]))
    }

    /// `share` of `other` in 256ths, the rest of `self`.
    pub fn mix(self, other: Self, share: u16) -> Self {
        let mut rgb = self.0;
        for (own, other) in rgb.iter_mut().zip(other.0) {
            let mixed = (u16::from(*own) * (256 - share) + u16::from(other) * share) / 256;
            *own = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
        Self(rgb)
    }

    /// Text for this fill: white where it is readable, since people expect it on a colour, else the better of the two.
    pub fn text_on(self) -> Self {
        if self.contrast(WHITE) >= 4.5 || self.contrast(WHITE) >= self.contrast(NIGHT) {
            WHITE
        } else {
            NIGHT
        }
    }

    /// This colour, moved toward the ink only as far as `ratio` on the page asks for.
    fn readable_on(self, page: Self, ink: Self, ratio: f64) -> Self {
        (0..=256)
            .step_by(8)
            .map(|share| self.mix(ink, share))
            .find(|colour| colour.contrast(page) >= ratio)
            .unwrap_or(ink)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The four colours of the settings, as the customer set them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Palette {
    pub primary: Colour,
    pub accent: Colour,
    pub background: Colour,
    pub text: Colour,
}

impl Default for Palette {
    fn default() -> Self {
        Self {
            primary: Colour::rgb(0x0e, 0x5f, 0x68),
            accent: Colour::rgb(0xa8, 0x48, 0x1f),
            background: WHITE,
            text: INK,
        }
    }
}

impl Palette {
    /// The custom properties of `/theme.css`.
    ///
    /// A light background gets a dark page beside it for visitors who prefer one; a background that is dark already is
    /// the customer's look and holds for everybody. Text below 3:1 could not be read at all and falls back.
    pub fn css(&self) -> String {
        let own_is_dark = self.background.is_dark();
        let own_ink = if self.text.contrast(self.background) >= 3.0 {
            self.text
        } else {
            self.background.text_on()
        };
        let (night, moon) = if own_is_dark {
            (self.background, own_ink)
        } else {
            (
                Colour([0; 3])
                    .mix(self.background, 14)
                    .mix(self.primary, 12),
                MOON,
            )
        };
        let pair = |light: Colour, dark: Colour| format!("light-dark({light}, {dark})");
        let follow = |colour: Colour, ratio: f64| {
            pair(
                colour.readable_on(self.background, own_ink, ratio),
                colour.readable_on(night, moon, ratio),
            )
        };

        format!(
            ":root {{\n  color-scheme: {};\n  --primary: {};\n  --primary-on: {};\n  --accent: {};\n  --accent-on: {};\n  \
             --page: {};\n  --ink: {};\n  --link: {};\n  --mark: {};\n}}\n",
            if own_is_dark { "dark" } else { "light dark" },
            self.primary,
            self.primary.text_on(),
            self.accent,
            self.accent.text_on(),
            pair(self.background, night),
            pair(own_ink, moon),
            follow(self.accent, 4.5),
            follow(self.primary, 3.0),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_readable_on_every_fill() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let fill = Colour::rgb(red, green, blue);

                    assert!(fill.contrast(fill.text_on()) >= 4.2, "{fill}");
                }
            }
        }
    }

    #[test]
    fn links_are_readable_on_the_page() {
        let yellow = Colour::parse("#FFD400").unwrap();

        assert!(yellow.contrast(WHITE) < 2.0);
        assert!(yellow.readable_on(WHITE, INK, 4.5).contrast(WHITE) >= 4.5);
    }

    #[test]
    fn only_a_colour_is_a_colour() {
        assert_eq!(Colour::parse("#2F4b8f").unwrap().to_string(), "#2f4b8f");
        for text in [
            "",
            "#fff",
            "red",
            "2f4b8f",
            "#2f4b8g",
            "#2f4b8f;}",
            "url(x)",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_dark_background_is_dark_for_everybody() {
        let background = Colour::parse("#101820").unwrap();
        let css = Palette {
            background,
            ..Palette::default()
        }
        .css();

        assert!(css.contains("color-scheme: dark"));
        assert!(css.contains("--page: light-dark(#101820, #101820)"));
        assert!(css.contains("--ink: light-dark(#ffffff, #ffffff)"), "{css}");
    }
}
