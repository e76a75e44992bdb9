//! A run: claimed, then eight steps that do nothing, each written down before the next begins.

use crate::writer::{Ended, Out, Write, Writer};
use anyhow::{Result, ensure};
use apalis::prelude::*;
use serde::{Deserialize, Serialize};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};
use tokio::sync::watch;
use uuid::Uuid;

pub const QUEUE: &str = "advance";
/// Messages that apalis fetches at once.
pub const FETCHED: usize = 64;
pub const STEPS: [&str; 8] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight",
];

/// The message of a run.
#[derive(Clone, Serialize, Deserialize)]
pub struct Advance {
    run: Uuid,
}

#[derive(Clone)]
pub struct Engine {
    writer: Writer,
    /// How many runs have ended.
    pub ended: watch::Sender<usize>,
    first: Arc<Mutex<Option<Instant>>>,
}

impl Engine {
    pub fn new(writer: Writer) -> Self {
        Self {
            writer,
            ended: watch::Sender::new(0),
            first: Arc::default(),
        }
    }

    pub async fn submit(&self) -> Result<()> {
        let run = Uuid::now_v7();
        let message = TaskBuilder::new(serde_json::to_vec(&Advance { run })?).build();
        let out = self.writer.write(Write::Create { run, message }).await?;
        ensure!(out == Out::Done, "a run was not made");
        Ok(())
    }

    /// When a run was claimed for the first time since this was asked last.
    pub fn first_step(&self) -> Option<Instant> {
        self.first().take()
    }

    async fn carry_out(&self, run: Uuid, job: String) -> Result<()> {
        let Out::Claimed(epoch) = self.writer.write(Write::Claim { run }).await? else {
            return Ok(());
        };
        self.first().get_or_insert_with(Instant::now);
        for (at, step) in STEPS.into_iter().enumerate() {
            let next = STEPS.get(at + 1).copied();
            let ended = Ended {
                run,
                epoch,
                step,
                next,
                job: next.is_none().then(|| job.clone()),
            };
            let out = self.writer.write(Write::Step(ended)).await?;
            ensure!(out == Out::Done, "a step of run {run} was lost");
        }
        self.ended.send_modify(|n| *n += 1);
        Ok(())
    }

    fn first(&self) -> MutexGuard<'_, Option<Instant>> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What apalis calls for each message.
pub async fn advance(
    message: Advance,
    id: TaskId,
    engine: Data<Engine>,
) -> Result<(), BoxDynError> {
    let carried = engine.carry_out(message.run, id.to_string()).await;
    carried.map_err(Into::into)
}
