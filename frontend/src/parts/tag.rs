//! A state as a tag: icon, word, colour. Quiet for what is as it should be, filled for the rest.

use super::{Glyph, Icon, Shown, Tone};
use leptos::prelude::*;

#[component]
pub fn Tag(tone: Tone, glyph: Glyph, #[prop(into)] word: String) -> impl IntoView {
    // A tag stands in lists by the dozen: none of them turns.
    view! { <span class="tag" data-tone=tone.name()><Icon glyph=glyph still=true/>{word}</span> }
}

#[component]
pub fn QuietTag(tone: Tone, glyph: Glyph, #[prop(into)] word: String) -> impl IntoView {
    view! { <span class="tag tag-quiet" data-tone=tone.name()><Icon glyph=glyph still=true/>{word}</span> }
}

/// Loud or quiet by what the state says.
pub fn state_tag<S: Shown>(state: S) -> AnyView {
    let (tone, glyph, word) = (state.tone(), state.glyph(), state.word());
    if matches!(tone, Tone::Ok | Tone::Off) {
        view! { <QuietTag tone=tone glyph=glyph word=word/> }.into_any()
    } else {
        loud_tag(state)
    }
}

/// The tag beside a page's title: always filled.
pub fn loud_tag<S: Shown>(state: S) -> AnyView {
    view! { <Tag tone=state.tone() glyph=state.glyph() word=state.word()/> }.into_any()
}
