//! Small work that comes round by itself. One file each.

mod forget_old;
mod send_mail;
mod tidy_queue;

pub use forget_old::forget_old;
pub use send_mail::send_mail;
pub use tidy_queue::tidy_queue;
