//! What a claim leaves unbegun, as both databases say it.

/// A step, of the table of that name, that ran when its worker died, for the second time. It is left
/// to whoever has claimed its run `c` when to begin it.
macro_rules! is_suspect {
    ($step:literal) => {
        concat!(
            "(not c.cancel_requested and ",
            $step,
            ".crashes + case when ",
            $step,
            ".state = 'running' then 1 else 0 end >= 2)"
        )
    };
}
pub(crate) use is_suspect;

/// What its event says.
macro_rules! why_it_waits {
    () => {
        "'it waits to be tried alone, for its worker has died'"
    };
}
pub(crate) use why_it_waits;
