//! A point in time that both databases give back unchanged.
//!
//! Cut to microseconds when made, because PostgreSQL keeps no more; a round trip is then equal.

use chrono::{DateTime, SecondsFormat, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Add, Sub};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(DateTime<Utc>);

impl Time {
    pub fn new(at: DateTime<Utc>) -> Self {
        let micros = at.nanosecond() / 1_000 * 1_000;
        Self(at.with_nanosecond(micros).unwrap_or(at))
    }

    /// Microseconds since 1970; out of range becomes the earliest time that can be told.
    pub fn from_micros(micros: i64) -> Self {
        Self(DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::UNIX_EPOCH))
    }

    pub fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }

    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }

    pub fn seconds_since(self, earlier: Time) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "microseconds of a run fit a double"
        )]
        let micros = (self.micros() - earlier.micros()) as f64;
        micros / 1e6
    }

    pub fn days(n: i64) -> TimeDelta {
        TimeDelta::days(n)
    }
}

impl Add<TimeDelta> for Time {
    type Output = Time;
    fn add(self, delta: TimeDelta) -> Time {
        Self::new(self.0 + delta)
    }
}

impl Add<std::time::Duration> for Time {
    type Output = Time;
    fn add(self, d: std::time::Duration) -> Time {
        Self::from_micros(
            self.micros()
                .saturating_add(i64::try_from(d.as_micros()).unwrap_or(i64::MAX)),
        )
    }
}

impl Sub<Time> for Time {
    type Output = TimeDelta;
    fn sub(self, other: Time) -> TimeDelta {
        self.0 - other.0
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Time {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::openapi::text(
            "date-time",
            "A point in time, RFC 3339 in UTC, to the microsecond: `2026-11-21T16:31:22.123456Z`.",
        )
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Time {}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}
