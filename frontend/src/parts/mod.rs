//! What pages are made of: one widget a file.

pub mod browser;
pub mod command;
pub mod field;
pub mod file;
pub mod icon;
pub mod launch;
pub mod live;
pub mod problems;
#[cfg(feature = "ssr")]
pub mod run;
pub mod settings;
pub mod sign_up;
pub mod state;
pub mod tag;
pub mod track;
pub mod when;

pub use command::{Command, CopyButton};
pub use field::{ColourField, Field};
pub use icon::{Glyph, Icon};
pub use problems::{Banner, Problems};
pub use state::{Shown, Tone};
pub use tag::{QuietTag, Tag};
pub use when::When;
