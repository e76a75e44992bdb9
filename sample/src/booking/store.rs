//! Rooms, notices and bookings in the environment's database.
//!
//! A booking and its confirmation mail are written in one transaction; that a slot is free is decided by the unique
//! key, not by a look beforehand.

use chrono::NaiveDate;
use serde::Serialize;
use sqlx::SqlitePool;

use super::form::HOURS;

/// A visitor, or a script in his name, cannot fill the house nor send a stranger a pile of mails.
const MOST_PER_ADDRESS: i64 = 8;
const LISTED: i64 = 24;

#[derive(Clone, Debug, Default, Serialize, sqlx::FromRow)]
pub struct Room {
    pub id: String,
    pub name: String,
    pub seats: i64,
    pub about: String,
    pub picture: String,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub struct Notice {
    pub title: String,
    pub body: String,
}

#[derive(Clone, Debug)]
pub struct Booking {
    pub id: String,
    pub room: Room,
    pub day: NaiveDate,
    pub hour: u32,
    pub name: String,
    pub email: String,
}

/// How the customer signs his mail.
#[derive(Debug)]
pub struct Letterhead<'a> {
    pub title: &'a str,
    pub address: Option<&'a str>,
    pub url: &'a str,
}

#[derive(Debug, sqlx::FromRow)]
pub struct Upcoming {
    pub day: String,
    pub hour: i64,
    pub room: String,
    pub name: String,
}

#[derive(Debug, sqlx::FromRow)]
pub struct Confirmation {
    pub day: String,
    pub hour: i64,
    pub room: String,
    pub sent: bool,
    pub refused: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Now, or before by the same page: the visitor sees the same.
    Booked,
    Taken {
        free: Vec<u32>,
    },
    TooMany,
}

#[derive(Clone, Debug)]
pub struct Store {
    pool: SqlitePool,
}

impl Store {
    pub fn new(pool: SqlitePool) -> Self {
        Self { pool }
    }

    pub fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    pub async fn rooms(&self) -> sqlx::Result<Vec<Room>> {
        sqlx::query_as("select id, name, seats, about, picture from room order by position, id")
            .fetch_all(&self.pool)
            .await
    }

    pub async fn notices(&self) -> sqlx::Result<Vec<Notice>> {
        sqlx::query_as("select title, body from notice order by position, id")
            .fetch_all(&self.pool)
            .await
    }

    pub async fn upcoming(&self, from: NaiveDate) -> sqlx::Result<Vec<Upcoming>> {
        sqlx::query_as(
            "select b.day, b.hour, r.name as room, b.name from booking b join room r on r.id = b.room_id
             where b.day >= $1 order by b.day, b.hour, r.position limit $2",
        )
        .bind(from.to_string())
        .bind(LISTED)
        .fetch_all(&self.pool)
        .await
    }

    pub async fn confirmation(&self, id: &str) -> sqlx::Result<Option<Confirmation>> {
        sqlx::query_as(
            "select b.day, b.hour, r.name as room, o.sent_at is not null as sent, o.refused_at is not null as refused
             from booking b join room r on r.id = b.room_id join outbox o on o.booking_id = b.id where b.id = $1",
        )
        .bind(id)
        .fetch_optional(&self.pool)
        .await
    }

    /// Idempotent because the booking's id is derived from the page that was sent.
    pub async fn book(
        &self,
        booking: &Booking,
        letterhead: &Letterhead<'_>,
        now: i64,
        first_day: NaiveDate,
    ) -> sqlx::Result<Outcome> {
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        let known: bool = sqlx::query_scalar("select exists (select 1 from booking where id = $1)")
            .bind(&booking.id)
            .fetch_one(&mut *transaction)
            .await?;
        if known {
            return Ok(Outcome::Booked);
        }
        let of_address: i64 = sqlx::query_scalar(
            "select count(*) from booking where email = $1 collate nocase and day >= $2",
        )
        .bind(&booking.email)
        .bind(first_day.to_string())
        .fetch_one(&mut *transaction)
        .await?;
        if of_address >= MOST_PER_ADDRESS {
            return Ok(Outcome::TooMany);
        }
        let written = sqlx::query(
            "insert into booking (id, room_id, day, hour, name, email, created_at)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (room_id, day, hour) do nothing",
        )
        .bind(&booking.id)
        .bind(&booking.room.id)
        .bind(booking.day.to_string())
        .bind(booking.hour)
        .bind(&booking.name)
        .bind(&booking.email)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        if written.rows_affected() == 0 {
            let taken: Vec<u32> =
                sqlx::query_scalar("select hour from booking where room_id = $1 and day = $2")
                    .bind(&booking.room.id)
                    .bind(booking.day.to_string())
                    .fetch_all(&mut *transaction)
                    .await?;
            return Ok(Outcome::Taken {
                free: HOURS.filter(|hour| !taken.contains(hour)).collect(),
            });
        }
        let (subject, body) = booking.letter(letterhead);
        sqlx::query(
            "insert into outbox (booking_id, recipient, subject, body, next_at) values ($1, $2, $3, $4, $5)",
        )
        .bind(&booking.id)
        .bind(&booking.email)
        .bind(subject)
        .bind(body)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Outcome::Booked)
    }
}

impl Booking {
    fn letter(&self, letterhead: &Letterhead<'_>) -> (String, String) {
        let Self {
            room,
            day,
            hour,
            name,
            ..
        } = self;
        let (from, to) = (hour_text(*hour), hour_text(hour + 1));
        let subject = format!(
            "{} is booked for {}, {from}",
            room.name,
            day.format("%a %-d %b")
        );
        let mut body = format!(
            "Hello {name},\n\n{} is yours on {}, from {from} to {to}. It has {} seats.\n\n\
             The door opens ten minutes before. If you cannot come, answer this mail, so that somebody else can.\n\n\
             {}\n",
            room.name,
            day.format("%A %-d %B %Y"),
            room.seats,
            letterhead.title,
        );
        if let Some(address) = letterhead.address {
            body.push_str(address);
            body.push('\n');
        }
        body.push_str(letterhead.url);
        body.push('\n');
        (subject, body)
    }
}

pub fn hour_text(hour: u32) -> String {
    format!("{hour:02}:00")
}
