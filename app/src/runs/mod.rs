//! How a run begins and how one that stopped goes on.

pub(crate) mod decide;
pub(crate) mod go_on;
pub(crate) mod start;
