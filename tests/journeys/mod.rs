//! What a person comes to do, from the first page to the last.

mod browser;
mod developer;
mod hostile;
mod house;
mod settings;
mod sign_up;
mod two_tabs;
mod without_javascript;
