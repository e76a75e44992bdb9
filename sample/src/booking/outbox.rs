//! Sends the confirmations that are due, again and again until the portal has taken each.
//!
//! At least once from here, once for the visitor: the booking's id goes along as the idempotency key. Once the portal
//! has a mail, its text and address are erased here.

use std::{sync::Arc, time::Duration};

use sqlx::SqlitePool;
use tokio::{
    sync::Notify,
    time::{sleep, timeout},
};

use super::Store;
use crate::{
    clock,
    runtime::{Delivery, Mail, Portal},
};

const FIRST_PAUSE: i64 = 1_000;
const LONGEST_PAUSE: i64 = 300_000;
/// Also when the database does not answer; nothing else ends this task.
const PAUSE_AFTER_ERROR: Duration = Duration::from_secs(5);

#[derive(sqlx::FromRow)]
struct Waiting {
    booking_id: String,
    recipient: String,
    subject: String,
    body: String,
    attempts: i64,
    next_at: i64,
}

/// Runs for the life of the process; `bell` rings when a booking was made.
pub async fn deliver(store: Store, portal: Portal, bell: Arc<Notify>) {
    loop {
        match next(store.pool()).await {
            Ok(None) => bell.notified().await,
            Ok(Some(mail)) => {
                let wait = u64::try_from(mail.next_at - clock::now()).unwrap_or(0);
                if wait > 0 {
                    // Whatever comes first: this one's time, or a newer one that need not wait.
                    let _ = timeout(Duration::from_millis(wait), bell.notified()).await;
                } else if let Err(error) = attempt(store.pool(), &portal, mail).await {
                    tracing::error!(%error, "the outbox cannot be written");
                    sleep(PAUSE_AFTER_ERROR).await;
                }
            }
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read");
                sleep(PAUSE_AFTER_ERROR).await;
            }
        }
    }
}

async fn next(pool: &SqlitePool) -> sqlx::Result<Option<Waiting>> {
    sqlx::query_as(
        "select booking_id, recipient, subject, body, attempts, next_at from outbox
         where sent_at is null and refused_at is null order by next_at limit 1",
    )
    .fetch_optional(pool)
    .await
}

async fn attempt(pool: &SqlitePool, portal: &Portal, mail: Waiting) -> sqlx::Result<()> {
    let attempts = mail.attempts + 1;
    let id = &mail.booking_id;
    // Counted, and due again, before the effect: a crash in between is a later attempt, never a tight loop.
    sqlx::query("update outbox set attempts = $1, next_at = $2 where booking_id = $3")
        .bind(attempts)
        .bind(clock::now() + pause_after(attempts))
        .bind(id)
        .execute(pool)
        .await?;
    let letter = Mail {
        to: &mail.recipient,
        subject: &mail.subject,
        text: &mail.body,
        idempotency_key: id,
    };
    match portal.send(&letter).await {
        Delivery::Accepted => {
            sqlx::query(
                "update outbox set sent_at = $1, recipient = '', body = '', last_error = null where booking_id = $2",
            )
            .bind(clock::now())
            .bind(id)
            .execute(pool)
            .await?;
            tracing::info!(
                booking.id = id,
                attempts,
                "confirmation handed to the portal"
            );
        }
        Delivery::Refused(why) => {
            sqlx::query("update outbox set refused_at = $1, last_error = $2 where booking_id = $3")
                .bind(clock::now())
                .bind(&why)
                .bind(id)
                .execute(pool)
                .await?;
            tracing::error!(
                booking.id = id,
                attempts,
                why,
                "confirmation refused, the booking stands"
            );
        }
        Delivery::Later(why) => {
            sqlx::query("update outbox set last_error = $1 where booking_id = $2")
                .bind(&why)
                .bind(id)
                .execute(pool)
                .await?;
            tracing::warn!(booking.id = id, attempts, why, "confirmation not taken yet");
        }
    }
    Ok(())
}

/// 1 s, 2 s, 4 s … 5 min, a quarter of it by chance, so that many instances do not return to the portal as one.
fn pause_after(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(16);
    let pause = (FIRST_PAUSE << doublings).min(LONGEST_PAUSE);
    pause - rand::random_range(0..=pause / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_bounded() {
        for (attempts, most) in [
            (1, 1_000),
            (2, 2_000),
            (5, 16_000),
            (9, 256_000),
            (500, 300_000),
        ] {
            let pause = pause_after(attempts);

            assert!(
                (most * 3 / 4..=most).contains(&pause),
                "{attempts}: {pause}"
            );
        }
    }
}
