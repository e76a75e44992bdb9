//! The browser code: compiled, bound to its script, checked against the size budget.
//!
//! Built with `cargo rustc --crate-type cdylib`, because a crate that is a `cdylib` and an `rlib` at once
//! silently gets no link-time optimisation. That costs a quarter of the size, and the budget would notice.

use super::files::{Bundle, hashed};
use super::toolchain::Toolchain;
use crate::process;
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use std::path::Path;
use std::time::Instant;
use wasm_bindgen_cli_support::Bindgen;

/// What this part puts into the bundle.
pub const NAMES: [&str; 2] = ["app.js", "app.wasm"];

/// Bytes of the wasm after brotli.
const BUDGET: usize = 320_000;

pub fn build(workspace: &Workspace, bundle: &mut Bundle) -> Result<()> {
    let start = Instant::now();
    let toolchain = Toolchain::find(workspace)?;
    eprintln!("site: compiling the browser code with {toolchain} (minutes the first time)");
    let folder = workspace.target.join("wasm");
    let mut cargo = toolchain.cargo(workspace);
    cargo.args([
        "rustc",
        "--package",
        "frontend",
        "--lib",
        "--crate-type",
        "cdylib",
    ]);
    cargo.args([
        "--no-default-features",
        "--features",
        "hydrate",
        "--profile",
        "wasm",
        "--locked",
    ]);
    cargo
        .args(["--target", super::toolchain::TARGET, "--target-dir"])
        .arg(&folder);
    process::run(cargo.args(toolchain.arguments()))?;
    eprintln!("site: compiled, {:.1} s", start.elapsed().as_secs_f64());

    let start = Instant::now();
    let module = folder
        .join(super::toolchain::TARGET)
        .join("wasm/frontend.wasm");
    let (script, wasm) = bind(&module)?;
    eprintln!(
        "site: bound to its script, {:.1} s",
        start.elapsed().as_secs_f64()
    );

    let start = Instant::now();
    let code = bundle.add(NAMES[1], &wasm)?;
    let glue = bundle.add(NAMES[0], script.as_bytes())?;
    for (name, sizes) in [(NAMES[1], code), (NAMES[0], glue)] {
        eprintln!(
            "site: {name} {} B, brotli {} B, gzip {} B",
            sizes.plain, sizes.brotli, sizes.gzip
        );
    }
    eprintln!("site: compressed, {:.1} s", start.elapsed().as_secs_f64());
    ensure!(
        code.brotli <= BUDGET,
        "app.wasm is {} B after brotli, {BUDGET} B at most. Did a regex get in, or was link-time optimisation off?",
        code.brotli
    );
    Ok(())
}

/// Script and wasm. The script finds the wasm by its hashed name, beside itself.
fn bind(module: &Path) -> Result<(String, Vec<u8>)> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name("app")
        .web(true)?
        .typescript(false);
    bindgen
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(false);
    let mut output = bindgen.generate_output()?;
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "a dependency brings JavaScript files of its own, which the bundle has no place for"
    );
    let wasm = output.wasm_mut().emit_wasm();
    let script = output.js();
    ensure!(
        script.contains("export function hydrate("),
        "frontend does not export `hydrate()`"
    );
    ensure!(
        script.contains("app_bg.wasm"),
        "the script does not name its wasm as expected"
    );
    Ok((
        script.replace("app_bg.wasm", &hashed(NAMES[1], &wasm)),
        wasm,
    ))
}
