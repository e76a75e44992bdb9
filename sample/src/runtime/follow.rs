//! Keeps the look current: an event only says "look again", the document is always asked for anew.
//!
//! Asking after each connect closes the gap in which an event could be missed; the last good document is kept on disk,
//! so neither a portal that is away nor a restart changes what visitors see.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout},
};

use super::{Look, Portal, document::Kept, events::EventReader, portal::Fetched};
use crate::config::Config;

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// The portal sends a comment more often than this; a stream that is silent for longer is dead.
const SILENCE: Duration = Duration::from_mins(1);
/// A first start waits this long for the settings, so that nobody sees the defaults in between.
const FIRST_FETCH: Duration = Duration::from_secs(1);

pub struct Follower {
    config: Config,
    portal: Portal,
    kept: Kept,
    looks: watch::Sender<Arc<Look>>,
}

/// The look to begin with, and the task's state to go on from there.
pub async fn start(config: Config, portal: Portal) -> (Follower, watch::Receiver<Arc<Look>>) {
    let kept = Kept::read(&config);
    let known = kept.is_some();
    let kept = kept.unwrap_or_default();
    let (looks, receiver) = watch::channel(Arc::new(Look::of(&kept.document, &config)));
    let mut follower = Follower {
        config,
        portal,
        kept,
        looks,
    };
    if !known {
        match timeout(FIRST_FETCH, follower.refetch()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(error = format!("{error:#}"), "no settings yet"),
            Err(_) => tracing::warn!("no settings yet, the portal does not answer"),
        }
    }
    (follower, receiver)
}

pub async fn follow(mut follower: Follower) {
    let mut pause = FIRST_PAUSE;
    let mut told = false;
    loop {
        let began = Instant::now();
        let error = follower.listen().await;
        if began.elapsed() > LONGEST_PAUSE {
            (pause, told) = (FIRST_PAUSE, false);
        }
        // Once for each time the portal goes away, not once for each attempt.
        if !std::mem::replace(&mut told, true) {
            tracing::warn!(
                error = format!("{error:#}"),
                "lost the portal, keeping the last look"
            );
        }
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

impl Follower {
    /// Until the stream ends; also when it never opens the document is asked for, as the slower way to stay current.
    async fn listen(&mut self) -> anyhow::Error {
        let stream = self.portal.events().await;
        let fetched = self.refetch().await;
        match (stream, fetched) {
            (Ok(mut stream), Ok(())) => {
                tracing::info!(
                    revision = self.kept.document.revision,
                    "following the portal"
                );
                let mut reader = EventReader::default();
                loop {
                    match timeout(SILENCE, stream.chunk()).await {
                        Ok(Ok(Some(chunk))) => {
                            let events = reader.push(&chunk);
                            if events
                                .iter()
                                .any(|event| self.is_news(&event.name, &event.data))
                                && let Err(error) = self.refetch().await
                            {
                                return error;
                            }
                        }
                        Ok(Ok(None)) => return anyhow::anyhow!("the portal ended the stream"),
                        Ok(Err(error)) => return error.into(),
                        Err(_) => return anyhow::anyhow!("the portal's stream is silent"),
                    }
                }
            }
            (Err(error), _) | (_, Err(error)) => error,
        }
    }

    /// An event without a readable revision counts as news: one request too many does no harm.
    fn is_news(&self, name: &str, data: &str) -> bool {
        let data: serde_json::Value = serde_json::from_str(data).unwrap_or_default();
        name == "settings" && data["revision"].as_i64() != Some(self.kept.document.revision)
    }

    async fn refetch(&mut self) -> anyhow::Result<()> {
        let Fetched::New { etag, document } = self.portal.fetch(self.kept.etag.as_deref()).await?
        else {
            return Ok(());
        };
        let look = Arc::new(Look::of(&document, &self.config));
        let revision = look.revision;
        self.kept = Kept { etag, document };
        // Shown first and kept second: visitors should not wait for the disk.
        self.looks.send_if_modified(|shown| {
            let differs = **shown != *look;
            if differs {
                *shown = look;
            }
            differs
        });
        if let Err(error) = self.kept.write(&self.config.dir) {
            tracing::warn!(%error, "the runtime document could not be kept");
        }
        tracing::info!(revision, "settings applied");
        Ok(())
    }
}
