//! The time, so that tests can set it.

use domain::Time;

pub trait Clock: Send + Sync {
    fn now(&self) -> Time;
}

#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Time {
        Time::new(chrono::Utc::now())
    }
}
