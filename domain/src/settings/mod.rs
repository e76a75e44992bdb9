//! Settings: typed keys whose values are chosen while the system runs.
//!
//! `definitions::ALL` is the one source. Forms, API schema, validation, defaults, help texts and
//! the runtime document come from it; a new setting is one entry there and nothing else.

mod check;
mod definition;
mod definitions;
mod effective;
mod schema;

pub use check::{check, check_all, warnings};
pub use definition::{Definition, Kind, Scope, Section};
pub use definitions::{ALL, find};
pub use effective::{Effective, Layer, Source, effective, runtime};
pub use schema::{definition_view, json_schema};
