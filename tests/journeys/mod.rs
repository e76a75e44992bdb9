//! What a person comes to do, from the first page to the last.

mod browser;
