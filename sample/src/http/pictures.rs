//! Images out of the environment's files: the branding at constant URLs, and what the content refers to.
//!
//! A key is a plain relative path in a small alphabet, and what it leads to must lie under the prefix after links are
//! followed. Only images are served, so nothing else that lies there is public by accident.

use std::path::{Path, PathBuf};

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG},
    },
    web::{self, Data},
};

use super::{
    State,
    problem::{self, Problem},
    styles::is_known,
};
use crate::runtime::{self, Look, Picture};

const LARGEST: u64 = 8 * 1024 * 1024;

#[get("/assets/{name}")]
pub async fn asset(
    state: Data<State>,
    name: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let look = state.look();
    let picture = match name.as_str() {
        "logo" => &look.logo,
        "header" => &look.header,
        "icon" => &look.icon,
        _ => return missing(&state),
    };
    if let Some(key) = &picture.key {
        if let Some(file) = read(&state.config.files, key).await {
            return Ok(answer(&request, &picture.tag, file));
        }
        tracing::warn!(
            picture = name.as_str(),
            "the picture of the settings is not there"
        );
    }
    Ok(answer(
        &request,
        &format!("{}-drawn", picture.tag),
        drawn(&look, picture),
    ))
}

#[get("/files/{key:.*}")]
pub async fn content(
    state: Data<State>,
    key: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    match read(&state.config.files, &key).await {
        Some(file) => {
            let tag = file.tag.clone();
            Ok(answer(&request, &tag, file))
        }
        None => missing(&state),
    }
}

struct File {
    kind: &'static str,
    bytes: Vec<u8>,
    tag: String,
}

fn drawn(look: &Look, picture: &Picture) -> File {
    let svg = if std::ptr::eq(picture, &raw const look.header) {
        runtime::header(&look.palette)
    } else {
        runtime::monogram(&look.title, &look.palette)
    };
    File {
        kind: "image/svg+xml",
        bytes: svg.into_bytes(),
        tag: String::new(),
    }
}

fn answer(request: &HttpRequest, tag: &str, file: File) -> HttpResponse {
    let tag = format!("\"{tag}\"");
    let mut answer = if is_known(request, &tag) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "no-cache"))
        // Opened by itself, an SVG is a document: it may do nothing.
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .content_type(file.kind)
        .body(file.bytes)
}

fn missing(state: &State) -> Result<HttpResponse, Problem> {
    problem::page(
        state,
        StatusCode::NOT_FOUND,
        "There is no such picture",
        "It may have been replaced.",
    )
}

async fn read(prefix: &Path, key: &str) -> Option<File> {
    let kind = kind_of(key)?;
    let path = inside(prefix, key).await?;
    let about = tokio::fs::metadata(&path).await.ok()?;
    if !about.is_file() || about.len() > LARGEST {
        return None;
    }
    let changed = about
        .modified()
        .ok()?
        .duration_since(std::time::UNIX_EPOCH)
        .ok()?;
    let tag = format!("{:x}-{:x}", about.len(), changed.as_nanos());
    Some(File {
        kind,
        bytes: tokio::fs::read(&path).await.ok()?,
        tag,
    })
}

/// The file's real path, if the key is a plain one and the path has not left the prefix.
async fn inside(prefix: &Path, key: &str) -> Option<PathBuf> {
    let plain = |segment: &str| {
        !segment.is_empty()
            && !segment.starts_with('.')
            && segment
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    if !key.split('/').all(plain) {
        return None;
    }
    let prefix = tokio::fs::canonicalize(prefix).await.ok()?;
    let path = tokio::fs::canonicalize(prefix.join(key)).await.ok()?;
    path.starts_with(&prefix).then_some(path)
}

fn kind_of(key: &str) -> Option<&'static str> {
    match key.rsplit_once('.')?.1 {
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "webp" => Some("image/webp"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_key_never_leaves_the_prefix() {
        let dir = tempfile::tempdir().unwrap();
        let prefix = dir.path().join("acme/prod");
        std::fs::create_dir_all(prefix.join("branding")).unwrap();
        std::fs::write(prefix.join("branding/a.png"), "in").unwrap();
        std::fs::write(prefix.join("notes.txt"), "in").unwrap();
        std::fs::write(dir.path().join("out.png"), "out").unwrap();
        std::os::unix::fs::symlink(dir.path().join("out.png"), prefix.join("link.png")).unwrap();

        assert!(read(&prefix, "branding/a.png").await.is_some());
        let absolute = dir.path().join("out.png");
        for key in [
            "../../out.png",
            "branding/../../../out.png",
            "branding//a.png",
            "./branding/a.png",
            "..%2f..%2fout.png",
            "link.png",
            "notes.txt",
            "branding",
            "",
            absolute.to_str().unwrap(),
        ] {
            assert!(read(&prefix, key).await.is_none(), "{key}");
        }
    }
}
