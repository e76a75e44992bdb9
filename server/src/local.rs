//! The command line on its own database: who executes a run, and how.

use crate::{
    config::Config,
    lock::{self, Taken},
    wiring::{self, Need, Parts, Worker},
};
use app::{AppError, AppResult, Portal};
use std::{sync::Arc, time::Duration};
use tokio::sync::Mutex;

pub struct Local {
    pub portal: Arc<Portal>,
    pub config: Config,
    parts: Arc<Parts>,
    worker: Arc<Mutex<Option<Worker>>>,
}

pub async fn open_local(config: &Config, need: Need) -> AppResult<Local> {
    let parts = Arc::new(wiring::build(config, need).await?);
    Ok(Local {
        portal: parts.portal.clone(),
        config: config.clone(),
        parts,
        worker: Arc::default(),
    })
}

impl Local {
    /// Makes sure that somebody will execute what is queued now. A portal that holds the data
    /// directory does; otherwise this process does, unless instances must be supervised.
    pub async fn ensure_worker(&self, needs_portal: bool) -> AppResult<()> {
        let mut worker = self.worker.lock().await;
        if worker.is_some() {
            return Ok(());
        }
        match self.take_lock()? {
            Taken::By(holder) if holder.portal => Ok(()),
            _ if needs_portal => Err(no_portal(&self.config)),
            Taken::Mine(lock) => {
                *worker = Some(self.parts.start_worker(Some(lock)).await?);
                Ok(())
            }
            Taken::By(_) => {
                // Another command executes its own run and ends; then it is this one's turn.
                let (parts, config, slot) =
                    (self.parts.clone(), self.config.clone(), self.worker.clone());
                tokio::spawn(async move {
                    loop {
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        match lock::take(&config.data, false, "") {
                            Ok(Taken::Mine(lock)) => {
                                if let Ok(started) = parts.start_worker(Some(lock)).await {
                                    *slot.lock().await = Some(started);
                                }
                                return;
                            }
                            Ok(Taken::By(holder)) if holder.portal => return,
                            _ => {}
                        }
                    }
                });
                Ok(())
            }
        }
    }

    /// Gives back what this process holds, before it ends.
    pub async fn close(self) {
        if let Some(worker) = self.worker.lock().await.take() {
            worker.stop().await;
        }
    }

    fn take_lock(&self) -> AppResult<Taken> {
        lock::take(&self.config.data, false, "").map_err(|source| AppError::Unavailable {
            what: format!("the data directory {}", self.config.data.display()),
            hint: Some("Check AUTOMATOR_DATA".to_owned()),
            source: source.into(),
        })
    }
}

fn no_portal(config: &Config) -> AppError {
    AppError::Unavailable {
        what: format!("a portal on {}", config.data.display()),
        hint: Some("Instances run under the portal. Start it with: automator serve".to_owned()),
        source: "no process holds the data directory as a portal".into(),
    }
}
