//! From rows to what crosses the wire, one file per noun.

pub(crate) mod environment;
pub(crate) mod launch;
pub(crate) mod mail;
pub(crate) mod run;
pub(crate) mod tenant;
