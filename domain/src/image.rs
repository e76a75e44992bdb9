//! Which pictures are taken as logo, header or icon. Told by their first bytes, never by their name.

use crate::field::Refused;

pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Larger pictures are refused before they are decoded: a small file can unfold to gigabytes.
pub const MAX_SIDE: u32 = 4096;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Png,
    Jpeg,
    Webp,
}

/// Known before a file is read, in the browser already.
pub fn check_size(bytes: usize) -> Result<(), Refused> {
    if bytes <= MAX_BYTES {
        return Ok(());
    }
    #[expect(clippy::cast_precision_loss, reason = "megabytes for people")]
    let mb = bytes as f64 / 1_048_576.0;
    let why = format!("Choose an image of at most 2 MB. This one has {mb:.1} MB");
    Err(Refused::new("too_large", why))
}

/// Looks at size and signature; decoding and re-encoding is the server's work.
pub fn sniff(bytes: &[u8]) -> Result<Kind, Refused> {
    check_size(bytes.len())?;
    if bytes.is_empty() {
        return Err(Refused::new(
            "empty",
            "The file is empty. Choose another one",
        ));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Kind::Png);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Ok(Kind::Jpeg);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Kind::Webp);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    if head.contains("<svg") || head.trim_start().starts_with("<?xml") {
        let why = "SVG files can carry programs, so they are not taken. Save the image as PNG, JPEG or WebP";
        return Err(Refused::new("svg", why));
    }
    Err(Refused::new(
        "type",
        "Choose a PNG, JPEG or WebP image. This file is none of them",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_a_script_does_not_make_a_picture() {
        assert_eq!(
            sniff(b"<svg onload=alert(1)>").expect_err("svg").code,
            "svg"
        );
        assert_eq!(sniff(b"GIF89a").expect_err("gif").code, "type");
        assert_eq!(sniff(b"").expect_err("empty").code, "empty");
        assert_eq!(
            sniff(&vec![0; MAX_BYTES + 1]).expect_err("large").code,
            "too_large"
        );
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n rest"), Ok(Kind::Png));
    }
}
