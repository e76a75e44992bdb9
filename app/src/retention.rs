//! Forgetting what is old, by the settings `retention.*`.
//!
//! In small batches with a pause between them, so that whoever works meanwhile waits for one batch
//! at most. What is forgotten twice is forgotten once, so a process that dies in the middle leaves
//! nothing to mend.

use crate::{AppResult, Portal, ports::Tx, settings::scopes};
use chrono::TimeDelta;
use domain::{Time, ids::RunId, settings::Effective};
use std::time::Duration;

/// Rows of one batch: milliseconds of work on both databases.
const BATCH: u32 = 500;
/// A run takes its steps, events and log with it.
const BATCH_OF_RUNS: u32 = 50;
const PAUSE: Duration = Duration::from_millis(20);

/// How many rows of each kind are gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    pub mail_texts: u64,
    pub mails: u64,
    pub answers: u64,
    pub sessions: u64,
    pub events: u64,
    pub log_lines: u64,
    pub runs: u64,
}

/// Does it when nobody has done it within `every`; none when somebody has.
pub async fn forget_when_due(portal: &Portal, every: Duration) -> AppResult<Option<Forgotten>> {
    let mut tx = portal.store.begin().await?;
    let mine = tx.take_turn("retention", portal.now(), every).await?;
    tx.commit().await?;
    if !mine {
        return Ok(None);
    }
    forget(portal).await.map(Some)
}

pub async fn forget(portal: &Portal) -> AppResult<Forgotten> {
    let now = portal.now();
    let house = scopes::house(portal).await?;
    let before = |key| before(&house, key, now);
    Ok(Forgotten {
        mail_texts: batches(portal, before("retention.mail_text_days"), Kind::MailTexts).await?,
        mails: batches(portal, before("retention.mail_days"), Kind::Mails).await?,
        answers: batches(portal, before("retention.answer_days"), Kind::Answers).await?,
        sessions: batches(portal, now, Kind::Sessions).await?,
        events: batches(portal, before("retention.event_days"), Kind::Events).await?,
        log_lines: batches(portal, before("retention.log_days"), Kind::LogLines).await?,
        runs: runs(portal, before("retention.run_days")).await?,
    })
}

fn before(house: &[Effective], key: &str, now: Time) -> Time {
    now + TimeDelta::days(-scopes::number(house, key))
}

#[derive(Clone, Copy)]
enum Kind {
    MailTexts,
    Mails,
    Answers,
    Sessions,
    Events,
    LogLines,
}

async fn batches(portal: &Portal, before: Time, kind: Kind) -> AppResult<u64> {
    let mut all = 0;
    loop {
        let mut tx = portal.store.begin().await?;
        let gone = batch(tx.as_mut(), before, kind).await?;
        tx.commit().await?;
        all += gone;
        if gone < u64::from(BATCH) {
            return Ok(all);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn batch(tx: &mut dyn Tx, before: Time, kind: Kind) -> AppResult<u64> {
    Ok(match kind {
        Kind::MailTexts => tx.erase_mail_texts(before, BATCH).await?,
        Kind::Mails => tx.delete_mails(before, BATCH).await?,
        Kind::Answers => tx.delete_answers(before, BATCH).await?,
        Kind::Sessions => tx.delete_sessions(before, BATCH).await?,
        Kind::Events => tx.delete_events(before, BATCH).await?,
        Kind::LogLines => tx.delete_log_lines(before, BATCH).await?,
    })
}

/// Runs that something still needs stand between the others, so they are walked through by id.
async fn runs(portal: &Portal, before: Time) -> AppResult<u64> {
    let (mut all, mut seen): (u64, Option<RunId>) = (0, None);
    loop {
        let mut tx = portal.store.begin().await?;
        let gone = tx.delete_runs(before, seen, BATCH_OF_RUNS).await?;
        tx.commit().await?;
        all += gone.runs;
        seen = gone.next;
        if seen.is_none() {
            return Ok(all);
        }
        tokio::time::sleep(PAUSE).await;
    }
}
