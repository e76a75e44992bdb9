//! How long until a failed step is tried again: doubling, with jitter, from one second to sixty.

use std::time::Duration;

#[derive(Clone, Copy, Debug)]
pub struct Pauses {
    pub first: Duration,
    pub longest: Duration,
}

impl Default for Pauses {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(60),
        }
    }
}

impl Pauses {
    /// The pause after this attempt: 1, 2, 4, 8, 16 s … each ± 20 %.
    pub fn after(&self, attempt: u32) -> Duration {
        let doubled = self
            .first
            .saturating_mul(2u32.saturating_pow(attempt.saturating_sub(1).min(16)));
        let jitter = 0.8 + 0.4 * rand::random::<f64>();
        doubled.min(self.longest).mul_f64(jitter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_limit() {
        let pauses = Pauses::default();
        for (attempt, seconds) in [
            (1, 1.0),
            (2, 2.0),
            (3, 4.0),
            (6, 32.0),
            (7, 60.0),
            (60, 60.0),
        ] {
            let got = pauses.after(attempt).as_secs_f64();
            assert!(
                (seconds * 0.8..=seconds * 1.2).contains(&got),
                "attempt {attempt}: {got}"
            );
        }
    }
}
