//! Mails on their way: stored first, then handed over, then recorded.
//!
//! A stored mail is the portal's duty until it is recorded as sent: a process that dies in between
//! leaves it queued, and whoever looks next sends it. So there may be a duplicate, never a loss.

mod deliver;
mod sender;

pub use deliver::deliver_due;
pub(crate) use deliver::{LEASE, deliver};
pub(crate) use sender::default_sender;
