//! Pictures for customers who have uploaded none: a monogram and a quiet landscape, in their colours.

use std::fmt::Write;

use crate::palette::Palette;

/// The first letter of the title on the accent colour; logo and icon until there is a real one.
pub fn monogram(title: &str, palette: &Palette) -> String {
    let letter = title
        .chars()
        .find(|letter| letter.is_alphanumeric())
        .unwrap_or('•');
    let letter: String = letter.to_uppercase().collect();
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" rx="16" fill="{}"/><text x="32" y="33" fill="{}" font-family="Inter,system-ui,'Segoe UI','Liberation Sans',sans-serif" font-size="36" font-weight="700" text-anchor="middle" dominant-baseline="central">{letter}</text></svg>"#,
        palette.accent,
        palette.accent.text_on(),
    )
}

/// A sun over hills. Half transparent throughout, so that it sits on a light page and on a dark one.
pub fn header(palette: &Palette) -> String {
    let Palette {
        primary, accent, ..
    } = palette;
    let mut svg = String::from(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 640" preserveAspectRatio="xMidYMax slice">"#,
    );
    for (radius, opacity) in [(210, 0.10), (150, 0.16), (92, 0.62)] {
        let _ = write!(
            svg,
            r#"<circle cx="820" cy="250" r="{radius}" fill="{accent}" fill-opacity="{opacity}"/>"#,
        );
    }
    for (path, opacity) in [
        (
            "M0 420C150 330 300 330 450 400S760 470 900 380s220-90 300-50v310H0z",
            0.16,
        ),
        (
            "M0 490c140-70 270-80 420-20s300 70 450 10 240-80 330-40v200H0z",
            0.30,
        ),
        (
            "M0 560c180-60 330-40 480 0s320 40 470-6 190-46 250-24v110H0z",
            0.62,
        ),
    ] {
        let _ = write!(
            svg,
            r#"<path d="{path}" fill="{primary}" fill-opacity="{opacity}"/>"#
        );
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_put_markup_into_the_monogram() {
        let svg = monogram("<script>alert(1)</script>", &Palette::default());

        assert!(svg.contains(">S</text>"));
        assert!(!svg.contains("<script"));
    }
}
