//! What a drive writes: every write is fenced, and `Lost` ends the drive.

use super::Drive;
use crate::runner::WriterLost;
use app::ports::{Finish, Move, NewLog, Out, Outcome, Start, StepResult, Write};
use domain::Time;

impl Drive<'_> {
    #[expect(clippy::too_many_arguments, reason = "the parts of one transaction")]
    pub(super) async fn write_result(
        &mut self,
        step: &str,
        attempt: u32,
        outcome: Outcome,
        ended_at: Time,
        next: Vec<Start>,
        moves: Vec<Move>,
        finish: Option<Finish>,
    ) -> Result<(), WriterLost> {
        let report = self
            .contexts
            .remove(step)
            .map(|(cx, _)| cx.take_report())
            .unwrap_or_default();
        let mut log = report.log;
        if let Some(line) = last_line(step, attempt, &outcome, ended_at) {
            log.push(line);
        }
        let job = if finish.is_some() { self.leave() } else { None };
        self.write(Write::Step(Box::new(StepResult {
            run: self.run.id,
            epoch: self.epoch,
            environment: self.run.environment,
            step: step.to_owned(),
            attempt,
            outcome,
            ended_at,
            next,
            moves,
            deployment: report.deployment,
            resources: report.resources,
            gone: report.gone,
            log,
            finish,
            job,
        })))
        .await
    }

    pub(super) async fn write_starts(
        &mut self,
        moves: Vec<Move>,
        steps: Vec<Start>,
    ) -> Result<(), WriterLost> {
        let write = Write::Start {
            run: self.run.id,
            epoch: self.epoch,
            environment: self.run.environment,
            moves,
            steps,
        };
        self.write(write).await
    }

    pub(super) async fn write_finish(
        &mut self,
        moves: Vec<Move>,
        finish: Finish,
    ) -> Result<(), WriterLost> {
        let job = self.leave();
        let write = Write::Finish {
            run: self.run.id,
            epoch: self.epoch,
            environment: self.run.environment,
            moves,
            finish,
            job,
        };
        self.write(write).await
    }

    /// There is nothing more of it to carry out here. Answers the message that is done with.
    fn leave(&mut self) -> Option<String> {
        self.room = None;
        self.job.take()
    }

    pub(super) async fn flush_logs(&mut self) -> Result<(), WriterLost> {
        let lines: Vec<NewLog> = self
            .contexts
            .values()
            .flat_map(|(cx, _)| cx.take_log())
            .collect();
        if lines.is_empty() {
            return Ok(());
        }
        self.write(Write::Log {
            run: self.run.id,
            epoch: self.epoch,
            lines,
        })
        .await
    }

    pub(super) async fn write(&mut self, write: Write) -> Result<(), WriterLost> {
        match self.runner.writer.write(write).await? {
            Out::Done | Out::Claimed(_) => Ok(()),
            Out::Lost => Err(WriterLost(
                "the lease was taken by another worker".to_owned(),
            )),
        }
    }
}

fn last_line(step: &str, attempt: u32, outcome: &Outcome, at: Time) -> Option<NewLog> {
    let (level, text) = match outcome {
        Outcome::Failed(f) => (
            "error",
            format!("{}; attempt {attempt}, no further one", f.summary),
        ),
        Outcome::Degraded(f) => (
            "warn",
            format!("{}; the step is optional, the run goes on", f.summary),
        ),
        Outcome::Retrying(f, next) => ("warn", format!("{}; tried again at {next}", f.summary)),
        Outcome::Waiting { why, .. } => ("info", format!("not ready: {why}")),
        Outcome::Skipped { .. } | Outcome::Succeeded { .. } => return None,
        Outcome::Cancelled => ("warn", "cancelled".to_owned()),
    };
    Some(NewLog {
        step: step.to_owned(),
        attempt,
        at,
        level,
        text,
    })
}
