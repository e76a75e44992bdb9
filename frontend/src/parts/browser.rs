//! The few things islands ask of the browser.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventSource, EventTarget, MessageEvent};

/// Seconds on a clock that never goes back.
pub fn clock() -> f64 {
    window().performance().map_or(0.0, |p| p.now() / 1000.0)
}

/// Reads JSON from our own server; `None` when there is no good answer.
pub async fn get_json<T: DeserializeOwned>(url: &str) -> Option<T> {
    let answer = JsFuture::from(window().fetch_with_str(url)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    serde_json::from_str(&text.as_string()?).ok()
}

pub async fn copy(text: &str) -> bool {
    // Without a secure context there is no clipboard, whatever the binding says.
    let navigator = window().navigator();
    if js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .map_or(true, |c| c.is_undefined())
    {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

/// Listens as long as the page lives; islands are never taken away.
pub fn listen(target: &EventTarget, event: &str, then: impl FnMut(web_sys::Event) + 'static) {
    let then = Closure::<dyn FnMut(web_sys::Event)>::new(then);
    let _ = target.add_event_listener_with_callback(event, then.as_ref().unchecked_ref());
    then.forget();
}

/// Tells everybody that a field has a new value, as typing would.
pub fn say_input(field: &EventTarget) {
    say(field, "input");
}

/// An event that also those hear who listen further out.
pub fn say(at: &EventTarget, what: &str) {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict(what, &init) {
        let _ = at.dispatch_event(&event);
    }
}

pub fn by_id(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus once the view is up to date.
pub fn focus_soon(id: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = by_id(id) {
            let _ = element.focus();
        }
    });
}

/// What to do after a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Listen,
    Stop,
}

const PAUSE: Duration = Duration::from_secs(3);

/// Server-sent events that come back: the browser reconnects by itself after a broken line, and
/// we do after an answer that it takes for final. `then` gets each message's data.
pub fn follow(
    url: String,
    events: &'static [&'static str],
    online: WriteSignal<bool>,
    then: impl Fn(&str) -> Next + Clone + 'static,
) {
    let Ok(source) = EventSource::new(&url) else {
        return;
    };
    let again = {
        let then = then.clone();
        move || set_timeout(move || follow(url, events, online, then), PAUSE)
    };
    for event in events {
        let (source, then) = (source.clone(), then.clone());
        listen(&source.clone(), event, move |event| {
            online.set(true);
            let data = event
                .dyn_ref::<MessageEvent>()
                .and_then(|m| m.data().as_string());
            match then(&data.unwrap_or_default()) {
                Next::Listen => {}
                Next::Stop => source.close(),
            }
        });
    }
    listen(&source.clone(), "open", move |_| online.set(true));
    listen(&source.clone(), "error", move |_| {
        online.set(false);
        if source.ready_state() == EventSource::CLOSED {
            again.clone()();
        }
    });
}
