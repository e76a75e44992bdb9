//! Find, follow, times on or off, copy and download. All of it works on the lines that are there.

use crate::parts::{Glyph, Icon, browser};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

#[island]
pub fn LogTools(run: String) -> impl IntoView {
    let (awake, set_awake) = signal(false);
    let (sought, set_sought) = signal(String::new());
    let (found, set_found) = signal(0_usize);
    let (follow, set_follow) = signal(false);
    let (times, set_times) = signal(true);
    let (copied, set_copied) = signal(false);
    let mark = move || set_found.set(mark_all(&sought.read_untracked().to_lowercase()));
    let to_end = move || {
        if let Some(list) = list().filter(|_| follow.get_untracked()) {
            list.set_scroll_top(list.scroll_height());
        }
    };
    Effect::new(move |_| {
        set_awake.set(true);
        let Some(list) = list() else { return };
        browser::listen(&list, "fresh", move |_| {
            mark();
            to_end();
        });
        // Following ends when the reader scrolls up.
        browser::listen(&list.clone(), "scroll", move |_| {
            let left = list.scroll_height() - list.scroll_top() - list.client_height();
            if left > 24 {
                set_follow.set(false);
            }
        });
    });
    let seek = move |event| {
        set_sought.set(event_target_value(&event));
        mark();
    };
    let set_following = move |event| {
        set_follow.set(event_target_checked(&event));
        to_end();
    };
    let show_times = move |event| {
        let on = event_target_checked(&event);
        set_times.set(on);
        if let Some(list) = list() {
            let _ = list.class_list().toggle_with_force("log-untimed", !on);
        }
    };
    let copy = move |_| {
        let text = list().map(|l| plain(&l)).unwrap_or_default();
        leptos::task::spawn_local(async move {
            set_copied.set(browser::copy(&text).await);
            set_timeout(move || set_copied.set(false), Duration::from_secs(3));
        });
    };
    let told = move || {
        if sought.read().is_empty() {
            String::new()
        } else {
            format!("{} found", found.get())
        }
    };
    view! {
        <div class="log-tools">
            <div class="input-group search" hidden=move || !awake.get()>
                <span class="affix"><Icon glyph=Glyph::Search small=true/></span>
                <input class="input input-small" type="search" aria-label="Find in the log" on:input=seek/>
                <span class="affix note" role="status">{told}</span>
            </div>
            <div class="row" hidden=move || !awake.get()>
                <label class="check note"><input type="checkbox" prop:checked=move || follow.get() on:change=set_following/>" Follow"</label>
                <label class="check note"><input type="checkbox" checked prop:checked=move || times.get() on:change=show_times/>" Times"</label>
            </div>
            <div class="actions">
                <button type="button" class="button button-small" hidden=move || !awake.get() on:click=copy>
                    <Icon glyph=Glyph::Copy/><span role="status">{move || if copied.get() { "Copied" } else { "Copy" }}</span>
                </button>
                <a class="button button-small" href=format!("/runs/{run}/log")><Icon glyph=Glyph::Download/>"Download"</a>
            </div>
        </div>
    }
}

fn list() -> Option<HtmlElement> {
    browser::by_id("log-lines")
}

fn texts(list: &HtmlElement) -> Vec<Element> {
    let Ok(found) = list.query_selector_all("li > p") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|i| found.item(i)?.dyn_into().ok())
        .collect()
}

fn plain(list: &HtmlElement) -> String {
    let lines = list.children();
    let lines = (0..lines.length()).filter_map(|i| lines.item(i)?.text_content());
    lines.map(|l| l + "\n").collect()
}

/// Marks every place where it stands; how many lines that are.
fn mark_all(sought: &str) -> usize {
    let Some(list) = list() else { return 0 };
    let mut found = 0;
    for line in texts(&list) {
        let text = line.text_content().unwrap_or_default();
        let parts = split(&text, sought);
        found += usize::from(parts.iter().any(|(_, hit)| *hit));
        line.set_text_content(None);
        for (part, hit) in parts {
            let node: web_sys::Node = document().create_text_node(part).into();
            let marked = hit
                .then(|| document().create_element("mark").ok())
                .flatten();
            let put = match marked {
                Some(mark) => mark
                    .append_child(&node)
                    .and_then(|_| line.append_child(&mark)),
                None => line.append_child(&node),
            };
            drop(put);
        }
    }
    found
}

fn split<'a>(text: &'a str, sought: &str) -> Vec<(&'a str, bool)> {
    let (lower, sought) = (text.to_lowercase(), sought.to_lowercase());
    // Lower-casing may move bytes in some scripts; then nothing is marked rather than the wrong part.
    if sought.is_empty() || lower.len() != text.len() {
        return vec![(text, false)];
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, hit) in lower.match_indices(&sought) {
        let (Some(before), Some(found)) = (text.get(from..at), text.get(at..at + hit.len())) else {
            return vec![(text, false)];
        };
        parts.extend([(before, false), (found, true)]);
        from = at + hit.len();
    }
    parts.push((&text[from..], false));
    parts
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn what_is_sought_is_found_in_any_case_and_the_text_stays_whole() {
        let parts = split("DB-eu-2 answered; db-EU-2 is full", "db-eu-2");

        assert_eq!(parts.iter().filter(|(_, hit)| *hit).count(), 2);
        assert_eq!(
            parts.iter().map(|(p, _)| *p).collect::<String>(),
            "DB-eu-2 answered; db-EU-2 is full"
        );
        assert_eq!(split("text", ""), [("text", false)]);
        assert_eq!(split("İstanbul", "i"), [("İstanbul", false)]);
    }
}
