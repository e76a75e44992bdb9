//! Whether the chosen colours can be read together. Said, never refused.

use super::Seen;
use crate::parts::{Banner, Tone, browser};
use domain::colour::{Colour, READABLE};
use leptos::prelude::*;

/// What stands on what.
struct Pair {
    what: &'static str,
    front: Colour,
    back: Colour,
}

fn pairs(look: &Seen) -> Option<[Pair; 4]> {
    let colour = |text: &str| Colour::parse(text).ok();
    let (primary, accent) = (colour(&look.primary)?, colour(&look.accent)?);
    let (back, front) = (colour(&look.background)?, colour(&look.text)?);
    Some([
        Pair {
            what: "Header text on the main colour",
            front: primary.readable_text(),
            back: primary,
        },
        Pair {
            what: "Button text on the accent colour",
            front: accent.readable_text(),
            back: accent,
        },
        Pair {
            what: "Text on the background",
            front,
            back,
        },
        Pair {
            what: "Links on the background",
            front: accent,
            back,
        },
    ])
}

/// One line a pair. The sample is drawn as SVG, whose colours are attributes and no styles.
pub fn contrast(look: &Seen) -> AnyView {
    let Some(pairs) = pairs(look) else {
        return ().into_any();
    };
    let lines = pairs.iter().map(|p| {
        let ratio = p.front.contrast(p.back);
        let (tone, word) = if ratio >= READABLE { ("ok", "✓") } else { ("wait", "– too low") };
        view! {
            <div class="contrast" data-tone=tone>
                <svg viewBox="0 0 44 28" aria-hidden="true">
                    <rect x="0.5" y="0.5" width="43" height="27" rx="5" fill=p.back.to_string()></rect>
                    <text x="22" y="19" text-anchor="middle" fill=p.front.to_string()>"Aa"</text>
                </svg>
                <span>{p.what}</span>
                <span class="number">{format!("{ratio:.1} : 1 {word}")}</span>
            </div>
        }
    });
    lines.collect_view().into_any()
}

/// What to do about an accent that makes poor links.
pub fn warning(look: &Seen) -> AnyView {
    let Some([.., links]) = pairs(look) else {
        return ().into_any();
    };
    let ratio = links.front.contrast(links.back);
    if ratio >= READABLE {
        return ().into_any();
    }
    let better = nearest_readable(links.front, links.back);
    let text = format!(
        "They reach {ratio:.1} to 1 on the background; {READABLE} is needed. Buttons are fine, they carry a text colour that fits."
    );
    let mend = move |_| put("settings.branding.accent_color", &better.to_string());
    view! {
        <Banner tone=Tone::Wait title="Links in this accent are hard to read">
            <p>{text}</p>
            <div class="actions"><button type="button" class="button button-small" on:click=mend>{format!("Use {better}")}</button></div>
        </Banner>
    }
    .into_any()
}

fn put(id: &str, value: &str) {
    use wasm_bindgen::JsCast;
    if let Some(field) =
        browser::by_id(id).and_then(|f| f.dyn_into::<web_sys::HtmlInputElement>().ok())
    {
        field.set_value(value);
        browser::say_input(&field);
    }
}

/// The same hue, as much darker or lighter as it takes.
fn nearest_readable(front: Colour, back: Colour) -> Colour {
    let towards = back.readable_text();
    let mix = |a: u8, b: u8, share: u32| {
        let mixed = (u32::from(a) * (100 - share) + u32::from(b) * share) / 100;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    (0..=100)
        .map(|s| {
            Colour::new(
                mix(front.red, towards.red, s),
                mix(front.green, towards.green, s),
                mix(front.blue, towards.blue, s),
            )
        })
        .find(|c| c.contrast(back) >= READABLE)
        .unwrap_or(towards)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offered_colour_is_readable_and_near() {
        let (amber, white) = (Colour::new(0xe0, 0xa5, 0x26), Colour::new(255, 255, 255));
        let better = nearest_readable(amber, white);

        assert!(better.contrast(white) >= READABLE);
        assert!(
            better.contrast(white) < READABLE + 0.4,
            "not further than needed: {better}"
        );
        let night = Colour::new(10, 12, 14);
        assert!(nearest_readable(Colour::new(30, 30, 80), night).contrast(night) >= READABLE);
    }
}
