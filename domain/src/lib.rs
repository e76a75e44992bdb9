//! The words and rules of Automator, without any I/O.
//!
//! Compiled for the server and for the browser, so that a rule (what a slug may be, when a colour
//! is readable, which state follows which) exists once. Whoever needs a clock, a database or a
//! random number is not part of this crate.

pub mod colour;
pub mod email;
pub mod environment;
pub mod field;
pub mod form;
pub mod ids;
pub mod image;
pub mod machine;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod password;
pub mod phase;
pub mod plan;
pub mod problem;
pub mod role;
pub mod run;
pub mod settings;
pub mod sign_up;
pub mod slug;
pub mod stage;
pub mod states;
pub mod text;
pub mod time;
pub mod views;

pub use environment::EnvironmentName;
pub use field::{FieldError, FieldErrors};
pub use machine::{IllegalMove, Machine};
pub use phase::Phase;
pub use slug::Slug;
pub use stage::Stage;
pub use time::Time;
