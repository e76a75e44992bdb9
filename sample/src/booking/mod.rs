//! Bookings: what visitors send, what is kept, and the confirmation that follows.

mod form;
mod outbox;
mod store;

pub(crate) use form::{BookingForm, FieldError, HOURS, LONGEST_NAME, last_day};
pub(crate) use outbox::deliver;
pub(crate) use store::{Confirmation, Letterhead, Outcome, Store, Upcoming, hour_text};
