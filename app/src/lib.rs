//! What people and programs can do with Automator: one file per use case.
//!
//! A use case is one function that takes an [`access::Access`] with the capability it needs. The
//! REST handler, the server function and the command line translate to it and hold no rule.
//! What a use case needs from outside stands in [`ports`]; `wiring` in the server fills them.

pub mod access;
pub mod cases;
pub mod error;
pub mod images;
pub mod operations;
pub mod portal;
pub mod ports;
pub mod records;
pub mod secrets;
pub mod session;
pub mod signal;

pub use access::Access;
pub use error::{AppError, AppResult};
pub use portal::Portal;
pub use session::Session;
