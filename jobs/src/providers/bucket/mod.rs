//! The storage bucket. Its port stands in `app`, since use cases upload pictures too.

mod local;

pub use local::FolderBucket;
