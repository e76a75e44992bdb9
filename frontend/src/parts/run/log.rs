//! The lines of the log, each with an address of its own.

use crate::parts::when;
use domain::views::LogLine;
use leptos::prelude::*;

pub fn lines(log: &[LogLine]) -> AnyView {
    let lines = log
        .iter()
        .enumerate()
        .map(|(i, l)| line(i + 1, l))
        .collect_view();
    view! { <ol class="log" id="log-lines" tabindex="0" aria-label="Log">{lines}</ol> }.into_any()
}

fn line(number: usize, line: &LogLine) -> impl IntoView + use<> {
    let tone = match line.level.as_str() {
        "error" => Some("fail"),
        "warn" => Some("wait"),
        _ => None,
    };
    view! {
        <li id=format!("L{number}") data-tone=tone>
            <a href=format!("#L{number}") aria-label=format!("Line {number}")>{number}</a>
            <time datetime=line.at.to_string()>{when::to_the_millisecond(line.at)}</time>
            <span>{line.level.clone()}</span>
            <p>{format!("{}: {}", line.step, line.text)}</p>
        </li>
    }
}

/// As it is copied and downloaded.
pub fn plain(log: &[LogLine]) -> String {
    let line = |l: &LogLine| {
        format!(
            "{} {} {} attempt {}: {}\n",
            l.at, l.level, l.step, l.attempt, l.text
        )
    };
    log.iter().map(line).collect()
}
