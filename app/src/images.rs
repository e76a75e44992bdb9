//! Uploaded pictures: checked, decoded within limits, written anew.
//!
//! Re-encoding drops everything that is not pixels, so what a file pretends to be, carries along
//! or hides does not reach a visitor's browser.

use crate::{AppError, AppResult, heavy::in_line};
use ::image::{ImageFormat, ImageReader, Limits};
use domain::{
    FieldError,
    field::Refused,
    image::{self, Kind},
};
use sha2::{Digest, Sha256};
use std::io::Cursor;

#[derive(Clone, Debug)]
pub struct Clean {
    /// `branding/<sha256>.<type>`: named by content, so the same picture is stored once.
    pub key: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Blocking work of some milliseconds: call it through [`clean`].
fn clean_now(bytes: &[u8]) -> Result<Clean, Refused> {
    let kind = image::sniff(bytes)?;
    let broken = || {
        Refused::new(
            "broken",
            "The image cannot be read. Save it again or choose another one",
        )
    };
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Webp => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(image::MAX_SIDE);
    limits.max_image_height = Some(image::MAX_SIDE);
    limits.max_alloc = Some(128 * 1024 * 1024);
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| match error {
        ::image::ImageError::Limits(_) => Refused::new(
            "too_wide",
            format!(
                "Choose an image of at most {0} × {0} pixels",
                image::MAX_SIDE
            ),
        ),
        _ => broken(),
    })?;
    let (format, content_type, ending) = match kind {
        Kind::Jpeg => (ImageFormat::Jpeg, "image/jpeg", "jpg"),
        Kind::Png | Kind::Webp => (ImageFormat::Png, "image/png", "png"),
    };
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).map_err(|_| broken())?;
    let bytes = out.into_inner();
    let key = format!("branding/{}.{ending}", hex::encode(Sha256::digest(&bytes)));
    Ok(Clean {
        key,
        content_type,
        bytes,
    })
}

/// Decoding takes up to 128 MiB a picture.
pub async fn clean(field: &str, bytes: Vec<u8>) -> AppResult<Clean> {
    let result = in_line(move || clean_now(&bytes)).await?;
    result.map_err(|refused| AppError::from(FieldError::from_refused(field, refused)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        ::image::DynamicImage::new_rgb8(width, height)
            .write_to(&mut out, ImageFormat::Png)
            .expect("png");
        out.into_inner()
    }

    #[test]
    fn a_picture_comes_out_without_what_was_hidden_in_it() {
        let mut bytes = png(2, 2);
        bytes.extend_from_slice(b"<script>alert(1)</script>");

        let clean = clean_now(&bytes).expect("a picture");

        assert!(!clean.bytes.windows(8).any(|w| w == b"<script>"));
        assert_eq!(clean.content_type, "image/png");
        assert_eq!(
            clean_now(&png(2, 2)).expect("same").key,
            clean.key,
            "named by content"
        );
    }

    #[test]
    fn what_only_begins_like_a_picture_is_refused() {
        assert_eq!(
            clean_now(b"\x89PNG\r\n\x1a\n but no picture")
                .expect_err("fake")
                .code,
            "broken"
        );
        assert_eq!(
            clean_now(&png(image::MAX_SIDE + 1, 1))
                .expect_err("wide")
                .code,
            "too_wide"
        );
    }
}
