//! What people and programs can do with Automator: one file per use case.
//!
//! A use case is one function that takes an [`access::Access`] with the capability it needs. The
//! REST handler, the server function and the command line translate to it and hold no rule.
//! What a use case needs from outside stands in [`ports`]; `wiring` in the server fills them.

pub mod access;
mod answers;
pub mod cases;
pub mod error;
mod heavy;
pub mod images;
mod internet;
pub mod mails;
mod new_tenant;
pub mod operations;
mod paging;
mod passwords;
pub mod portal;
pub mod ports;
pub mod records;
pub mod retention;
mod runs;
pub mod secrets;
pub mod session;
pub mod settings;
pub mod sign_in_limits;
mod sign_up_limits;
pub mod signal;
mod slugs;
mod views;

pub use access::Access;
pub use error::{AppError, AppResult};
pub use portal::Portal;
pub use session::Session;
