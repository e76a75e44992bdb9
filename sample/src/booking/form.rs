//! The booking form: checked as a whole, so that all mistakes show at once and each beside its field.

use std::ops::Range;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::store::{Booking, Room};

/// Rooms are booked by the hour between these.
pub const HOURS: Range<u32> = 8..20;
pub const LONGEST_NAME: usize = 80;
const LONGEST_EMAIL: usize = 254;
const DAYS_AHEAD: u64 = 180;

/// As typed. Absent fields are empty ones, so that no request can miss the form's own answers.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct BookingForm {
    pub name: String,
    pub email: String,
    pub room: String,
    pub date: String,
    pub time: String,
    /// New with every page shown: makes a second submit of the same page the same booking.
    pub form_key: String,
    pub token: String,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    pub field: &'static str,
    pub message: String,
}

impl FieldError {
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self {
            field,
            message: message.into(),
        }
    }
}

pub fn last_day(first_day: NaiveDate) -> NaiveDate {
    first_day
        .checked_add_days(Days::new(DAYS_AHEAD))
        .unwrap_or(first_day)
}

impl BookingForm {
    pub fn check(&self, rooms: &[Room], first_day: NaiveDate) -> Result<Booking, Vec<FieldError>> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let email = self.email.trim().to_owned();
        let room = rooms.iter().find(|room| room.id == self.room);
        let day = NaiveDate::parse_from_str(self.date.trim(), "%Y-%m-%d").ok();
        let hour = self
            .time
            .strip_suffix(":00")
            .and_then(|hour| hour.parse().ok());

        let name_error = if name.is_empty() {
            Some("Enter your name".to_owned())
        } else if name.chars().count() > LONGEST_NAME {
            Some(format!("Enter a name of at most {LONGEST_NAME} characters"))
        } else if name.contains(char::is_control) || name.contains("://") {
            Some("Enter your name in letters".to_owned())
        } else {
            None
        };
        let email_error = if email.is_empty() {
            Some("Enter your e-mail address".to_owned())
        } else if is_email(&email) {
            None
        } else {
            Some("Enter an e-mail address with an @, like name@example.com".to_owned())
        };
        let day_error = match day {
            None if self.date.trim().is_empty() => Some("Choose a date".to_owned()),
            None => Some("Enter the date as year-month-day, like 2027-01-31".to_owned()),
            Some(day) if day < first_day => {
                Some("Choose a date that is not in the past".to_owned())
            }
            Some(day) if day > last_day(first_day) => Some(format!(
                "Choose a date up to {}",
                last_day(first_day).format("%-d %B %Y")
            )),
            Some(_) => None,
        };
        let hour = hour.filter(|hour| HOURS.contains(hour));
        let errors: Vec<_> = [
            ("name", name_error),
            ("email", email_error),
            ("room", room.is_none().then(|| "Choose a room".to_owned())),
            ("date", day_error),
            ("time", hour.is_none().then(|| "Choose a time".to_owned())),
        ]
        .into_iter()
        .filter_map(|(field, message)| {
            Some(FieldError {
                field,
                message: message?,
            })
        })
        .collect();

        match (room, day, hour) {
            (Some(room), Some(day), Some(hour)) if errors.is_empty() => Ok(Booking {
                id: self.booking_id(&email, &room.id, day, hour),
                room: room.clone(),
                day,
                hour,
                name,
                email,
            }),
            _ => Err(errors),
        }
    }

    /// The same page sent twice with the same wish is one booking because it has one id. Changed and sent again after
    /// "back", it is another wish and another id.
    fn booking_id(&self, email: &str, room: &str, day: NaiveDate, hour: u32) -> String {
        let wish = format!("{}\n{email}\n{room}\n{day}\n{hour}", self.form_key);
        hex::encode(&Sha256::digest(wish)[..16])
    }
}

/// Strict enough that a mail server will take it; whether it exists only a mail can tell.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let local_fits =
        |letter: char| letter.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(letter);
    let label_fits = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= LONGEST_EMAIL
        && (1..=64).contains(&local.len())
        && local.chars().all(local_fits)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && domain.contains('.')
        && domain.split('.').all(label_fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rooms() -> Vec<Room> {
        vec![Room {
            id: "library".into(),
            name: "Library".into(),
            seats: 4,
            ..Room::default()
        }]
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn form() -> BookingForm {
        BookingForm {
            name: "  Mira   Okafor ".into(),
            email: " mira@example.com ".into(),
            room: "library".into(),
            date: "2026-11-24".into(),
            time: "10:00".into(),
            form_key: "k".into(),
            token: String::new(),
        }
    }

    fn fields(form: &BookingForm) -> Vec<&'static str> {
        form.check(&rooms(), day())
            .unwrap_err()
            .iter()
            .map(|error| error.field)
            .collect()
    }

    #[test]
    fn a_good_form_is_a_booking() {
        let booking = form().check(&rooms(), day()).unwrap();

        assert_eq!(booking.name, "Mira Okafor");
        assert_eq!(booking.email, "mira@example.com");
        assert_eq!(booking.hour, 10);
    }

    #[test]
    fn an_empty_form_has_an_error_by_each_field() {
        assert_eq!(
            fields(&BookingForm::default()),
            ["name", "email", "room", "date", "time"]
        );
    }

    #[test]
    fn each_wrong_value_is_named_by_its_field() {
        let changed = |change: fn(&mut BookingForm)| {
            let mut form = form();
            change(&mut form);
            fields(&form)
        };

        assert_eq!(changed(|form| form.name = "x".repeat(81)), ["name"]);
        assert_eq!(
            changed(|form| form.name = "see http://spam.example".into()),
            ["name"]
        );
        assert_eq!(
            changed(|form| form.email = "mira@example".into()),
            ["email"]
        );
        assert_eq!(
            changed(|form| form.email = "a@b.example\r\nBcc: c@d.example".into()),
            ["email"]
        );
        assert_eq!(changed(|form| form.room = "attic".into()), ["room"]);
        assert_eq!(changed(|form| form.date = "2026-11-20".into()), ["date"]);
        assert_eq!(changed(|form| form.date = "2028-01-01".into()), ["date"]);
        assert_eq!(changed(|form| form.date = "24.11.2026".into()), ["date"]);
        assert_eq!(changed(|form| form.time = "20:00".into()), ["time"]);
        assert_eq!(changed(|form| form.time = "10:30".into()), ["time"]);
    }

    #[test]
    fn the_same_page_with_another_wish_is_another_booking() {
        let first = form().check(&rooms(), day()).unwrap();
        let again = form().check(&rooms(), day()).unwrap();
        let later = BookingForm {
            time: "11:00".into(),
            ..form()
        }
        .check(&rooms(), day())
        .unwrap();
        let reloaded = BookingForm {
            form_key: "l".into(),
            ..form()
        }
        .check(&rooms(), day())
        .unwrap();

        assert_eq!(first.id, again.id);
        assert_ne!(first.id, later.id);
        assert_ne!(first.id, reloaded.id);
    }
}
