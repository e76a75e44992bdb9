//! Messages: the summary of a refused form, and banners.

use super::{Glyph, Icon, Tone};
use domain::FieldError;
use leptos::prelude::*;

/// "There is a problem", with a link to each field. It takes the focus when it appears: by
/// `autofocus` on a page that came refused, by the form's island otherwise.
#[component]
pub fn Problems(
    #[prop(into)] errors: Signal<Vec<FieldError>>,
    #[prop(optional)] at: NodeRef<leptos::html::Div>,
) -> impl IntoView {
    let line = |e: FieldError| view! { <li><a href=format!("#{}", e.field)>{e.message}</a></li> };
    view! {
        <div class="error-summary" id="problems" role="alert" tabindex="-1" autofocus aria-labelledby="problems-title"
            node_ref=at hidden=move || errors.read().is_empty()>
            <h2 id="problems-title">"There is a problem"</h2>
            <ul>{move || errors.get().into_iter().map(line).collect_view()}</ul>
        </div>
    }
}

#[component]
pub fn Banner(
    tone: Tone,
    #[prop(into)] title: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let glyph = match tone {
        Tone::Ok => Glyph::Done,
        Tone::Wait => Glyph::Warning,
        Tone::Fail => Glyph::Failed,
        Tone::Run | Tone::Off | Tone::Brand => Glyph::Info,
    };
    view! {
        <div class="banner" data-tone=tone.name()>
            <Icon glyph=glyph/>
            <h2 class="heading-small">{title}</h2>
            {children.map(|c| c())}
        </div>
    }
}

/// What was said about the whole form rather than about one field.
pub fn notice(text: Option<String>) -> AnyView {
    text.map(|text| view! { <div role="alert"><Banner tone=Tone::Fail title=text/></div> })
        .into_any()
}
