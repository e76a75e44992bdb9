//! The table of operations: each names its capability, its route, its screen and its command.

/// How an operation is reached at one surface, or why it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    At(&'static str),
    Not(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub struct Operation {
    pub name: &'static str,
    /// As in `access::ALL`, or `Visit`.
    pub capability: &'static str,
    /// `METHOD /path` with `{parameters}`.
    pub route: Way,
    /// The path of the page that has it.
    pub screen: Way,
    /// The words after `automator`.
    pub command: Way,
}

pub const ALL: &[Operation] = &[];
