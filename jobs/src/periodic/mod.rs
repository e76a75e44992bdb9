//! Small work that comes round by itself. One file each.

mod send_mail;
mod tidy_queue;

pub use send_mail::send_mail;
pub use tidy_queue::tidy_queue;
