//! How settings are read, shown and changed; the use cases on top say who may.

pub(crate) mod change;
pub(crate) mod pictures;
pub mod runtime;
pub mod scopes;
pub(crate) mod secret;
pub(crate) mod view;
