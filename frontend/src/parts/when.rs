//! Points in time: near ones by day and minute, the exact one in the tip.
//!
//! The server does not know the reader's clock, so it says UTC; the browser adds the local time.

use chrono::{DateTime, Datelike, Timelike, Utc};
use domain::Time;
use leptos::prelude::*;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `today, 09:41 UTC`, `19 Nov, 15:03 UTC`, `19 Nov 2025`.
pub fn near(at: Time, now: Time) -> String {
    let (at, now) = (at.utc(), now.utc());
    let days = now
        .date_naive()
        .signed_duration_since(at.date_naive())
        .num_days();
    let clock = format!("{:02}:{:02} UTC", at.hour(), at.minute());
    match days {
        0 => format!("today, {clock}"),
        1 => format!("yesterday, {clock}"),
        _ if at.year() == now.year() => format!("{} {}, {clock}", at.day(), month(at)),
        _ => day(Time::new(at)),
    }
}

/// `30 Nov 2026`.
pub fn day(at: Time) -> String {
    let at = at.utc();
    format!("{} {} {}", at.day(), month(at), at.year())
}

/// `21 Nov 2026, 09:41:07 UTC`.
pub fn exact(at: Time) -> String {
    let clock = at.utc();
    format!(
        "{}, {:02}:{:02}:{:02} UTC",
        day(at),
        clock.hour(),
        clock.minute(),
        clock.second()
    )
}

/// `10:41:15.001`, for logs.
pub fn to_the_millisecond(at: Time) -> String {
    let at = at.utc();
    let (h, m, s) = (at.hour(), at.minute(), at.second());
    format!("{h:02}:{m:02}:{s:02}.{:03}", at.timestamp_subsec_millis())
}

/// `41 ms`, `0.4 s`, `1 min 12 s`.
pub fn took(seconds: f64) -> String {
    if seconds > 0.0 && seconds < 0.095 {
        format!("{} ms", (seconds * 1000.0).round().max(1.0))
    } else {
        domain::text::duration(seconds)
    }
}

fn month(at: DateTime<Utc>) -> &'static str {
    MONTHS.get(at.month0() as usize).copied().unwrap_or("")
}

#[component]
pub fn When(at: Time, now: Time) -> impl IntoView {
    view! { <time datetime=at.to_string() title=exact(at)>{near(at, now)}</time> }
}

/// Adds the reader's own time to every tip. The text stays the server's: islands own their text.
#[cfg(feature = "hydrate")]
pub fn tell_local_times() {
    use wasm_bindgen::{JsCast, JsValue};
    let Ok(found) = document().query_selector_all("time[datetime]") else {
        return;
    };
    for i in 0..found.length() {
        let Some(element) = found
            .item(i)
            .and_then(|n| n.dyn_into::<web_sys::Element>().ok())
        else {
            continue;
        };
        let (Some(at), Some(title)) = (
            element.get_attribute("datetime"),
            element.get_attribute("title"),
        ) else {
            continue;
        };
        let local = js_sys::Date::new(&JsValue::from_str(&at))
            .to_locale_string("default", &JsValue::UNDEFINED);
        let _ = element.set_attribute("title", &format!("{} here, {title}", String::from(local)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_short_for_a_tenth_is_told_in_milliseconds() {
        for (seconds, want) in [
            (0.0412, "41 ms"),
            (0.0001, "1 ms"),
            (0.0, "0.0 s"),
            (0.097, "0.1 s"),
            (72.0, "1 min 12 s"),
        ] {
            assert_eq!(took(seconds), want);
        }
    }

    #[test]
    fn near_times_are_told_by_day_and_far_ones_by_date() {
        let now = Time::from_micros(1_795_254_067_000_000); // 21 Nov 2026, 09:41:07
        let earlier = |days: i64| now + -Time::days(days);

        assert_eq!(exact(now), "21 Nov 2026, 09:41:07 UTC");
        assert_eq!(near(now, now), "today, 09:41 UTC");
        assert_eq!(near(earlier(1), now), "yesterday, 09:41 UTC");
        assert_eq!(near(earlier(5), now), "16 Nov, 09:41 UTC");
        assert_eq!(near(earlier(400), now), "17 Oct 2025");
    }
}
