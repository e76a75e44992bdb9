//! What the settings page does in the browser: it says how many changes are not saved, and shows
//! the look as it would be. The form itself is the server's and works without either.

mod bar;
mod contrast;
mod fields;
mod preview;

pub use bar::UnsavedBar;
pub use preview::{Preview, Seen};
