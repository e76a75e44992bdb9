//! Fetches the run's page again while the run is active and puts in the parts that differ. A failed
//! run is looked at too, less often: somebody else may resume it.
//!
//! What the reader does is left alone: opened steps stay open, a part in which he types waits, and
//! log lines are added, never drawn anew.

use crate::parts::{Banner, Tone, browser, browser::Next};
use domain::{machine::State, states::RunState};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlDetailsElement};

/// Every kind of event that changes what the page shows.
const EVENTS: &[&str] = &[
    "changed",
    "message",
    "run.created",
    "run.started",
    "run.resumed",
    "run.parked",
    "run.succeeded",
    "run.failed",
    "run.cancelled",
    "step.started",
    "step.succeeded",
    "step.skipped",
    "step.retrying",
    "step.waiting",
    "step.failed",
    "step.degraded",
    "step.cancelled",
];

/// Should events be cut off, the page is fetched all the same.
const NET: Duration = Duration::from_secs(2);

/// How often a run that waits for a person is fetched.
const PARKED: Duration = Duration::from_secs(5);

#[island]
pub fn Refresh(run: String, state: RunState) -> impl IntoView {
    let (online, set_online) = signal(true);
    // One fetch at a time; an event during one makes it happen once more.
    let (busy, again) = (StoredValue::new(false), StoredValue::new(false));
    let present = RwSignal::new(state);
    let over = move || !present.get_untracked().is_active();
    let fetch = move || {
        if busy.get_value() {
            return again.set_value(true);
        }
        busy.set_value(true);
        leptos::task::spawn_local(async move {
            loop {
                again.set_value(false);
                if let Some(page) = page().await {
                    put_in(&page);
                    if let Some(state) = state_of(&page) {
                        present.set(state);
                    }
                }
                if !again.get_value() {
                    break;
                }
            }
            busy.set_value(false);
        });
    };
    Effect::new(move |_| {
        let net = move || {
            if !over() {
                fetch();
            }
        };
        let _ = set_interval_with_handle(net, NET);
        let parked = move || {
            if present.get_untracked() == RunState::Failed && !document().hidden() {
                fetch();
            }
        };
        let _ = set_interval_with_handle(parked, PARKED);
    });
    // Listened to from the beginning, and anew each time the run is resumed.
    let active = Memo::new(move |_| present.get().is_active());
    Effect::new(move |_| {
        if !active.get() {
            return;
        }
        let url = format!("/api/v1/runs/{run}/events");
        browser::follow(url, EVENTS, set_online, move |_| {
            fetch();
            if over() { Next::Stop } else { Next::Listen }
        });
    });
    let cut_off = move || {
        (!online.get() && active.get()).then(|| {
            view! { <Banner tone=Tone::Wait title="Live updates are interrupted"><p>"What you see is read anew every two seconds until they are back."</p></Banner> }
        })
    };
    view! { <div class="banner-place" role="status" data-run-state=state.name()>{cut_off}</div> }
}

async fn page() -> Option<Document> {
    let answer = JsFuture::from(window().fetch_with_str(&window().location().pathname().ok()?));
    let answer: web_sys::Response = answer.await.ok()?.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    let text = JsFuture::from(answer.text().ok()?)
        .await
        .ok()?
        .as_string()?;
    let parser = web_sys::DomParser::new().ok()?;
    parser
        .parse_from_string(&text, web_sys::SupportedType::TextHtml)
        .ok()
}

fn state_of(page: &Document) -> Option<RunState> {
    let mark = page.query_selector("[data-run-state]").ok().flatten()?;
    RunState::from_name(&mark.get_attribute("data-run-state")?)
}

fn put_in(page: &Document) {
    for fresh in elements(page.query_selector_all("[data-live]")) {
        let Some(old) = document().get_element_by_id(&fresh.id()) else {
            continue;
        };
        if is_used(&old) || seen(&old) == fresh.inner_html() {
            continue;
        }
        keep_open(&old, &fresh);
        // What was drawn is compared next time, not what islands made of it.
        let drawn = fresh.inner_html();
        let children =
            std::iter::from_fn(|| fresh.first_child().inspect(|c| drop(fresh.remove_child(c))));
        let parts = js_sys::Array::new();
        children.for_each(|c| {
            parts.push(&c);
        });
        old.replace_children_with_node(&parts);
        let _ = js_sys::Reflect::set(
            &old,
            &JsValue::from_str("drawn"),
            &JsValue::from_str(&drawn),
        );
        browser::say(&old, "fresh");
    }
    add_lines(page);
    if let Some(title) = page.query_selector("title").ok().flatten() {
        document().set_title(&title.text_content().unwrap_or_default());
    }
}

fn seen(old: &Element) -> String {
    let drawn = js_sys::Reflect::get(old, &JsValue::from_str("drawn")).ok();
    drawn.and_then(|d| d.as_string()).unwrap_or_default()
}

/// Somebody types in it, or has a question open in it.
fn is_used(part: &Element) -> bool {
    let asked = part.query_selector(".ask[open]").ok().flatten().is_some();
    let typing = document()
        .active_element()
        .is_some_and(|a| part.contains(Some(&a)) && a.matches("input, textarea").unwrap_or(false));
    asked || typing
}

fn keep_open(old: &Element, fresh: &Element) {
    for before in elements(old.query_selector_all("details[id]")) {
        let now = fresh
            .query_selector(&format!("[id='{}']", before.id()))
            .ok()
            .flatten();
        let (Some(before), Some(now)) = (
            before.dyn_ref::<HtmlDetailsElement>(),
            now.and_then(|n| n.dyn_into::<HtmlDetailsElement>().ok()),
        ) else {
            continue;
        };
        // A step that has changed its state opens or closes by itself.
        if before.get_attribute("data-state") == now.get_attribute("data-state") {
            now.set_open(before.open());
        }
    }
}

fn add_lines(page: &Document) {
    let Some(list) = document().get_element_by_id("log-lines") else {
        return;
    };
    let known = list.child_element_count() as usize;
    let lines = elements(page.query_selector_all("#log-lines > li"));
    if lines.len() > known {
        for line in lines.iter().skip(known) {
            let _ = list.append_child(line);
        }
        browser::say(&list, "fresh");
    }
}

fn elements(found: Result<web_sys::NodeList, JsValue>) -> Vec<Element> {
    let Ok(found) = found else { return Vec::new() };
    (0..found.length())
        .filter_map(|i| found.item(i)?.dyn_into().ok())
        .collect()
}
