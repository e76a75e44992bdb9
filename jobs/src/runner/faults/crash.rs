//! `kill -9` at a place between commits, by an order in a file.
//!
//! One order a line: `<place> <step|*> <tenant|*> <n> [always]`. The process dies when it comes to
//! the place for the nth time since the order was written, and removes the file just before, so
//! that the next process lives; with `always` the file stays and the next one dies too. The file is
//! read at each place: orders can be given while the process runs.

use super::Place;
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

#[derive(Debug, Default)]
pub(super) struct Orders {
    file: Option<PathBuf>,
    /// How often each line has been met.
    met: Mutex<HashMap<String, u32>>,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::BeforeClaim => "before-claim",
            Self::AfterClaim => "after-claim",
            Self::AfterIntent => "after-intent",
            Self::AfterEffect => "after-provider-effect",
            Self::AfterRecord => "after-record",
            Self::BeforeAck => "before-ack",
        }
    }
}

impl Orders {
    pub fn in_file(path: &str) -> Self {
        Self {
            file: (!path.is_empty()).then(|| path.into()),
            met: Mutex::default(),
        }
    }

    pub fn pass(&self, place: Place, step: &str, tenant: &str) {
        let Some(file) = &self.file else { return };
        let Ok(orders) = std::fs::read_to_string(file) else {
            return;
        };
        for order in orders.lines().filter(|o| meets(o, place, step, tenant)) {
            let mut words = order.split_whitespace().skip(3);
            let wanted: u32 = words.next().and_then(|n| n.parse().ok()).unwrap_or(1);
            if self.meet(order) == wanted {
                if words.next() != Some("always") {
                    let _ = std::fs::remove_file(file);
                }
                die();
            }
        }
    }

    fn meet(&self, order: &str) -> u32 {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let count = met.entry(order.to_owned()).or_default();
        *count += 1;
        *count
    }
}

/// Step and tenant count only where they are known: a claim has not read them yet.
fn meets(order: &str, place: Place, step: &str, tenant: &str) -> bool {
    let mut words = order.split_whitespace();
    let mut is = |here: &str| {
        let wanted = words.next().unwrap_or("*");
        wanted == "*" || here.is_empty() || wanted == here
    };
    is(place.name()) && is(step) && is(tenant)
}

/// As `kill -9` from outside: nothing is flushed, nothing is told.
fn die() -> ! {
    let me = rustix::process::getpid();
    let _ = rustix::process::kill_process(me, rustix::process::Signal::KILL);
    std::process::abort()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_met_by_its_place_step_and_tenant() {
        let order = "after-record database acme 1";
        assert!(meets(order, Place::AfterRecord, "database", "acme"));
        assert!(!meets(order, Place::AfterRecord, "database", "globe"));
        assert!(!meets(order, Place::AfterRecord, "dns", "acme"));
        assert!(!meets(order, Place::AfterIntent, "database", "acme"));
        assert!(meets("before-claim dns acme 2", Place::BeforeClaim, "", ""));
        assert!(meets("after-record * * 1", Place::AfterRecord, "x", "y"));
    }
}
