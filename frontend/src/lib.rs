//! The browser screens.
//!
//! Pages are rendered by the server, whole and at once: `pages/` mirrors the addresses, `parts/`
//! holds what pages are made of. Every form is a plain POST to its own page, so all of it works
//! without a script. What lives in the browser is a handful of islands (`#[island]` in `parts/`):
//! they alone are compiled to wasm, and each starts from what the server already drew.

// Attributes of a view are one long chain of types; the default limit is too low for large forms.
#![recursion_limit = "512"]

pub mod parts;

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod ssr;

/// Called by the page's script once the wasm is there, before it wakes the islands.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    parts::when::tell_local_times();
}
