//! Small work that comes round by itself. One file each.

mod tidy_queue;

pub use tidy_queue::tidy_queue;
