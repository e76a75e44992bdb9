//! "Something has changed, look again": level-triggered, so a ring that comes twice or while
//! somebody already looks does no harm.

use std::sync::Arc;
use tokio::sync::watch;

/// Rung after a commit; whoever waits reads the database again.
#[derive(Clone, Debug)]
pub struct Signal {
    sender: Arc<watch::Sender<u64>>,
}

impl Default for Signal {
    fn default() -> Self {
        Self {
            sender: Arc::new(watch::channel(0).0),
        }
    }
}

impl Signal {
    pub fn ring(&self) {
        self.sender.send_modify(|n| *n = n.wrapping_add(1));
    }

    pub fn listen(&self) -> watch::Receiver<u64> {
        self.sender.subscribe()
    }
}
