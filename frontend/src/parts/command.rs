//! Things to copy: a command for the terminal, a reference, an address.

use super::{Glyph, Icon, browser};
use leptos::prelude::*;

/// Shows only with the script: without one it could not do anything.
#[island]
pub fn CopyButton(text: String, #[prop(into)] word: String, quiet: bool) -> impl IntoView {
    let (awake, set_awake) = signal(false);
    Effect::new(move |_| set_awake.set(true));
    let (said, set_said) = signal(word.clone());
    let copy = move |_| {
        let (text, word) = (text.clone(), word.clone());
        leptos::task::spawn_local(async move {
            let done = browser::copy(&text).await;
            set_said.set(if done { "Copied" } else { "Select it and copy" }.to_owned());
            set_timeout(
                move || set_said.set(word),
                std::time::Duration::from_secs(3),
            );
        });
    };
    let class = if quiet {
        "button button-small button-quiet"
    } else {
        "button button-small"
    };
    view! {
        <button type="button" class=class hidden=move || !awake.get() on:click=copy>
            <Icon glyph=Glyph::Copy/>
            <span role="status">{move || said.get()}</span>
        </button>
    }
}

#[component]
pub fn Command(#[prop(into)] text: String) -> impl IntoView {
    view! { <div class="command"><code>{text.clone()}</code><CopyButton text=text word="Copy" quiet=true/></div> }
}
