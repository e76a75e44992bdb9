//! Leases, heartbeats and pauses in the time that tests have: `lease=1s,heartbeat=300ms,pause=50ms`.

use super::on::duration;
use crate::{
    queue::QueueOptions,
    runner::{Pauses, RunnerOptions},
};
use std::time::Duration;

#[derive(Clone, Debug, Default)]
pub(super) struct Pace {
    lease: Option<Duration>,
    heartbeat: Option<Duration>,
    pause: Option<Duration>,
}

impl Pace {
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut pace = Self::default();
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let parsed = part
                .split_once('=')
                .and_then(|(key, value)| Some((key, duration(value)?)));
            let (key, value) = parsed.ok_or(format!("{part} is not such as lease=1s"))?;
            match key {
                "lease" => pace.lease = Some(value),
                "heartbeat" => pace.heartbeat = Some(value),
                "pause" => pace.pause = Some(value),
                _ => return Err(format!("{key} is no pace")),
            }
        }
        Ok(pace)
    }

    pub fn options(&self) -> (RunnerOptions, QueueOptions) {
        let (runner, queue) = (RunnerOptions::default(), QueueOptions::default());
        let pauses = self.pause.map(|first| Pauses {
            first,
            longest: first * 8,
        });
        let runner = RunnerOptions {
            lease: self.lease.unwrap_or(runner.lease),
            pauses: pauses.unwrap_or(runner.pauses),
            ..runner
        };
        let queue = QueueOptions {
            heartbeat: self.heartbeat.unwrap_or(queue.heartbeat),
            ..queue
        };
        (runner, queue)
    }
}
