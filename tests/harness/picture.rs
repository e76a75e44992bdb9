//! Pictures as people upload them, and as attackers do.

use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// A real PNG of one colour.
pub fn png(colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(96, 48, Rgb(colour));
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("memory is a file");
    bytes.into_inner()
}

/// Begins as a PNG does and is none.
pub fn fake_png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend_from_slice(b"<script>alert(1)</script>");
    bytes
}

pub fn svg_with_script() -> Vec<u8> {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>"#;
    svg.into()
}

/// A real picture first, then far too much of nothing.
pub fn of_20_megabytes() -> Vec<u8> {
    let mut bytes = png([200, 30, 30]);
    bytes.resize(20 << 20, 0);
    bytes
}
