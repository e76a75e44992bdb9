//! One style sheet out of `frontend/styles/main.css` and all it imports, checked and made small.
//!
//! Nothing is rewritten for older browsers: the sheet says what it needs. `url()`s that point into
//! `frontend/assets/` get the hashed names.

use super::files::Bundle;
use anyhow::{Context, Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use std::collections::BTreeMap;
use std::path::Path;

const NAME: &str = "main.css";

pub fn build(source: &Path, assets: &BTreeMap<String, String>, bundle: &mut Bundle) -> Result<()> {
    if !source.is_file() {
        eprintln!("site: no styles yet ({} is missing)", source.display());
        return Ok(());
    }
    let css = bundled(source, assets).with_context(|| format!("styles: {}", source.display()))?;
    let sizes = bundle.add(NAME, css.as_bytes())?;
    eprintln!(
        "site: {NAME} {} B, brotli {} B, gzip {} B",
        sizes.plain, sizes.brotli, sizes.gzip
    );
    Ok(())
}

fn bundled(source: &Path, assets: &BTreeMap<String, String>) -> Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(source).map_err(|error| anyhow!("{error}"))?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| anyhow!("{error}"))?;
    let options = PrinterOptions {
        minify: true,
        analyze_dependencies: Some(DependencyOptions {
            remove_imports: false,
        }),
        ..PrinterOptions::default()
    };
    let printed = sheet.to_css(options).map_err(|error| anyhow!("{error}"))?;
    let mut css = printed.code;
    for dependency in printed.dependencies.unwrap_or_default() {
        match dependency {
            Dependency::Url(url) => {
                let to = target(&url.url, assets)
                    .with_context(|| format!("{}:{}", url.loc.file_path, url.loc.start.line))?;
                css = css.replace(&format!("\"{}\"", url.placeholder), &quoted(&to));
            }
            Dependency::Import(import) => {
                return Err(anyhow!(
                    "@import of {} is left over: it would load from outside",
                    import.url
                ));
            }
        }
    }
    Ok(css)
}

/// Data and fragments stay; anything else must be one of our assets, since nothing loads from outside.
fn target(url: &str, assets: &BTreeMap<String, String>) -> Result<String> {
    if url.starts_with("data:") || url.starts_with('#') {
        return Ok(url.to_owned());
    }
    let name = url.rsplit_once("assets/").map_or(url, |(_, name)| name);
    let hashed = assets.get(name);
    hashed
        .cloned()
        .with_context(|| format!("url({url}) is no file of frontend/assets"))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::bundled;
    use std::collections::BTreeMap;
    use std::fs;

    fn sheet(main: &str) -> anyhow::Result<String> {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("main.css"), main).expect("a file");
        fs::write(
            folder.path().join("part.css"),
            ".part { color: light-dark(#fff, #000) }",
        )
        .expect("a file");
        let assets = BTreeMap::from([("font.woff2".to_owned(), "font.1.woff2".to_owned())]);
        bundled(&folder.path().join("main.css"), &assets)
    }

    #[test]
    fn imports_are_taken_in_with_their_layer_and_modern_css_stays() {
        let css = sheet("@layer a, b; @import './part.css' layer(b); a { &:hover { top: 0 } }")
            .expect("css");
        assert!(
            css.contains("@layer b{.part{color:light-dark(#fff,#000)}}"),
            "{css}"
        );
        assert!(css.contains("&:hover"), "{css}");
        assert!(!css.contains("@import"), "{css}");
    }

    #[test]
    fn urls_of_assets_get_hashed_names_and_data_stays() {
        let css = sheet(
            "a { background: url(../assets/font.woff2) } b { background: url(\"data:image/svg+xml,%3Csvg x='1'/%3E\") }",
        );
        let css = css.expect("css");
        assert!(css.contains("url(\"font.1.woff2\")"), "{css}");
        assert!(
            css.contains("url(\"data:image/svg+xml,%3Csvg x='1'/%3E\")"),
            "{css}"
        );
    }

    #[test]
    fn what_would_load_from_outside_or_is_not_there_fails() {
        assert!(sheet("a { background: url(https://example.com/a.png) }").is_err());
        assert!(sheet("a { background: url(../assets/gone.png) }").is_err());
        assert!(sheet("@import url(https://example.com/a.css);").is_err());
        assert!(
            sheet("a { color: ").is_ok(),
            "an open end is closed, as the standard says"
        );
        assert!(sheet("a { color: red } }").is_err());
    }
}
