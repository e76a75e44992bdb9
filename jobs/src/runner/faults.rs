//! Faults on order, for the test harness: `AUTOMATOR_FAULTS=step:fault[,step:fault…]`.
//!
//! Compiled in with the feature `crash-points` only. Without it everything here is empty, so a
//! release has no way to be made to fail; a test looks for these words in the release binary.

#[cfg(not(feature = "crash-points"))]
mod off {
    use crate::step::StepError;

    #[derive(Clone, Debug, Default)]
    pub struct Faults;

    #[expect(
        clippy::unused_self,
        clippy::unused_async,
        clippy::unnecessary_wraps,
        reason = "same shape as with faults"
    )]
    impl Faults {
        pub fn from_env() -> Result<Self, String> {
            Ok(Self)
        }

        pub(crate) fn crash_point(&self, _at: &str) {}

        pub(crate) async fn before(&self, _step: &str, _attempt: u32) -> Result<(), StepError> {
            Ok(())
        }

        pub(crate) fn after(&self, _step: &str, _attempt: u32) -> Result<(), StepError> {
            Ok(())
        }
    }
}

#[cfg(feature = "crash-points")]
mod on {
    use crate::step::StepError;
    use std::{collections::HashMap, time::Duration};

    #[derive(Clone, Debug)]
    enum Fault {
        Once,
        Always,
        Permanent,
        AfterEffect,
        Delay(Duration),
        CrashBefore,
        CrashAfter,
    }

    #[derive(Clone, Debug, Default)]
    pub struct Faults {
        by_step: HashMap<String, Vec<Fault>>,
    }

    impl Faults {
        pub fn from_env() -> Result<Self, String> {
            Self::parse(&std::env::var("AUTOMATOR_FAULTS").unwrap_or_default())
        }

        pub fn parse(text: &str) -> Result<Self, String> {
            let mut by_step: HashMap<String, Vec<Fault>> = HashMap::new();
            for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
                let (step, fault) = part
                    .split_once(':')
                    .ok_or(format!("{part} is not step:fault"))?;
                let fault = match fault {
                    "once" => Fault::Once,
                    "always" => Fault::Always,
                    "permanent" => Fault::Permanent,
                    "after-effect" => Fault::AfterEffect,
                    "crash-before" => Fault::CrashBefore,
                    "crash-after" => Fault::CrashAfter,
                    other => Fault::Delay(delay(other).ok_or(format!("{other} is no fault"))?),
                };
                by_step.entry(step.to_owned()).or_default().push(fault);
            }
            Ok(Self { by_step })
        }

        fn of(&self, step: &str) -> &[Fault] {
            self.by_step.get(step).map_or(&[], Vec::as_slice)
        }

        /// A place between commits, named `at`: dies there when `@<at>:crash-before` is ordered.
        pub(crate) fn crash_point(&self, at: &str) {
            if !self.of(&format!("@{at}")).is_empty() {
                die();
            }
        }

        pub(crate) async fn before(&self, step: &str, attempt: u32) -> Result<(), StepError> {
            for fault in self.of(step) {
                match fault {
                    Fault::Delay(time) => tokio::time::sleep(*time).await,
                    Fault::CrashBefore if attempt == 1 => die(),
                    Fault::Once if attempt == 1 => {
                        return Err(StepError::retry("unavailable", "ordered fault: fails once"));
                    }
                    Fault::Always => {
                        return Err(StepError::retry(
                            "unavailable",
                            "ordered fault: fails always",
                        ));
                    }
                    Fault::Permanent => {
                        return Err(StepError::fail("denied", "ordered fault: refused for good"));
                    }
                    _ => {}
                }
            }
            Ok(())
        }

        pub(crate) fn after(&self, step: &str, attempt: u32) -> Result<(), StepError> {
            for fault in self.of(step) {
                match fault {
                    Fault::CrashAfter if attempt == 1 => die(),
                    Fault::AfterEffect if attempt == 1 => {
                        return Err(StepError::retry(
                            "unavailable",
                            "ordered fault: no answer after the effect",
                        ));
                    }
                    _ => {}
                }
            }
            Ok(())
        }
    }

    fn delay(text: &str) -> Option<Duration> {
        let time = text.strip_prefix("delay=")?;
        let (number, unit) = match time.strip_suffix("ms") {
            Some(ms) => (ms, 0.001),
            None => (time.strip_suffix('s')?, 1.0),
        };
        Some(Duration::from_secs_f64(
            number.parse::<f64>().ok().filter(|n| *n >= 0.0)? * unit,
        ))
    }

    /// As `kill -9` from outside: nothing is flushed, nothing is told.
    fn die() -> ! {
        let me = rustix::process::getpid();
        let _ = rustix::process::kill_process(me, rustix::process::Signal::KILL);
        std::process::abort()
    }
}

#[cfg(not(feature = "crash-points"))]
pub use off::Faults;
#[cfg(feature = "crash-points")]
pub use on::Faults;
