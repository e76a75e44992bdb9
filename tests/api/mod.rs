//! The API as programs meet it, mostly with what they should not send.

mod images;
mod mail;
mod requests;
mod settings;
mod sign_in;
mod sign_up;
mod two_at_once;
