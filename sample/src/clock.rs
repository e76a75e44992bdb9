//! The only place that reads the time.

use chrono::{NaiveDate, TimeDelta, Utc};

/// Milliseconds since 1970.
pub fn now() -> i64 {
    Utc::now().timestamp_millis()
}

/// The first day that can be booked. The app does not know the customer's time zone: the day that is still today
/// somewhere must not be refused to those who live there.
pub fn first_day() -> NaiveDate {
    (Utc::now() - TimeDelta::hours(12)).date_naive()
}
