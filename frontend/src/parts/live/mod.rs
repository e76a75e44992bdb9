//! A page that keeps itself up to date, and the tools of a log. The server draws; these put what it
//! drew in place, so that there is one way to draw a thing and none of it travels twice.

mod log;
mod refresh;

pub use log::LogTools;
pub use refresh::Refresh;
