//! What comes with a write: steps that start, moves, resources, log lines, and the end of a run.

use super::{Batch, Event, Release};
use crate::text::{plain, plain_json};
use app::{
    ports::{Finish, Move, NewLog, NewResource, Start},
    records::Failure,
};
use domain::{
    Time,
    ids::{EnvironmentId, RunId},
    machine::State,
    states::{EnvironmentState, Health, RunState},
};
use serde_json::{Value, json};

pub struct Started {
    pub write: usize,
    pub run: RunId,
    pub epoch: i64,
    pub step: String,
    pub position: i32,
    /// None means the database's clock.
    pub at: Option<Time>,
}

/// Moves of one write, taken as one: only the first and the last state are stored.
pub struct Moves {
    pub write: usize,
    pub environment: EnvironmentId,
    pub from: EnvironmentState,
    pub to: EnvironmentState,
}

pub struct Placed {
    pub write: usize,
    pub environment: EnvironmentId,
    pub version: String,
}

pub struct Made {
    pub write: usize,
    pub run: RunId,
    pub environment: EnvironmentId,
    pub step: String,
    pub at: Time,
    pub resource: NewResource,
}

pub struct Gone {
    pub write: usize,
    pub environment: EnvironmentId,
    pub kind: String,
    pub name: String,
    pub at: Time,
}

pub struct Line {
    pub write: usize,
    pub run: RunId,
    pub said: NewLog,
}

pub struct End {
    pub write: usize,
    pub run: RunId,
    pub state: RunState,
    pub at: Option<Time>,
    pub health: Option<Health>,
    pub failure: Option<Value>,
    pub failed_step: Option<String>,
    pub launch_seconds: Option<f64>,
}

pub struct Park {
    pub write: usize,
    pub run: RunId,
    pub at: Time,
}

/// A message of the queue, to be deleted.
pub struct Job {
    pub write: usize,
    pub id: String,
    pub when: When,
}

/// When a message is done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Its claim found nothing to do.
    Lost,
    /// Its run ends or parks without a result.
    Held,
    /// Its run ends or parks with this result.
    Result,
}

impl Batch {
    pub(super) fn add_starts(
        &mut self,
        write: usize,
        run: RunId,
        epoch: i64,
        at: Option<Time>,
        starts: Vec<Start>,
    ) {
        let row = |Start { step, position, .. }| Started {
            write,
            run,
            epoch,
            step,
            position,
            at,
        };
        self.started.extend(starts.into_iter().map(row));
    }

    /// For steps that start without a result; the event of a result names those that start with it.
    pub(super) fn tell_starts(&mut self, write: usize, run: RunId, starts: &[Start]) {
        let event = |start: &Start| {
            let payload = json!({ "step": start.step, "attempt": start.attempt });
            Event::new(write, "step.started".to_owned(), run, payload, None)
        };
        self.events.extend(starts.iter().map(event));
    }

    pub(super) fn add_moves(
        &mut self,
        write: usize,
        run: RunId,
        environment: EnvironmentId,
        at: Option<Time>,
        moves: Vec<Move>,
    ) {
        let mut last: Option<EnvironmentState> = None;
        for Move { from, to } in moves {
            match self.moves.last_mut().filter(|_| last == Some(from)) {
                Some(chain) => chain.to = to,
                None => self.moves.push(Moves {
                    write,
                    environment,
                    from,
                    to,
                }),
            }
            last = Some(to);
            let payload = json!({ "from": from.name(), "to": to.name() });
            self.events.push(Event {
                of_move: Some(self.moves.len() - 1),
                ..Event::new(write, "environment.moved".to_owned(), run, payload, at)
            });
        }
    }

    pub(super) fn add_placed(
        &mut self,
        write: usize,
        environment: EnvironmentId,
        version: Option<String>,
    ) {
        self.placed.extend(version.map(|version| Placed {
            write,
            environment,
            version,
        }));
    }

    pub(super) fn add_resources(
        &mut self,
        write: usize,
        run: RunId,
        environment: EnvironmentId,
        step: &str,
        at: Time,
        resources: Vec<NewResource>,
    ) {
        self.made.extend(resources.into_iter().map(|resource| Made {
            write,
            run,
            environment,
            step: step.to_owned(),
            at,
            resource,
        }));
    }

    pub(super) fn add_gone(
        &mut self,
        write: usize,
        environment: EnvironmentId,
        at: Time,
        gone: Vec<(String, String)>,
    ) {
        let row = |(kind, name)| Gone {
            write,
            environment,
            kind,
            name,
            at,
        };
        self.gone.extend(gone.into_iter().map(row));
    }

    pub(super) fn add_lines(&mut self, write: usize, run: RunId, lines: Vec<NewLog>) {
        self.lines.extend(lines.into_iter().map(|mut line| {
            line.text = plain(&line.text).into_owned();
            Line {
                write,
                run,
                said: line,
            }
        }));
    }

    pub(super) fn add_finish(
        &mut self,
        write: usize,
        run: RunId,
        epoch: i64,
        at: Option<Time>,
        finish: Finish,
        job: Option<String>,
    ) {
        self.jobs.extend(job.map(|id| Job {
            write,
            id,
            when: if at.is_some() {
                When::Result
            } else {
                When::Held
            },
        }));
        match finish {
            Finish::Park { at: until } => {
                let payload = json!({ "at": until });
                self.events
                    .push(Event::new(write, "run.parked".to_owned(), run, payload, at));
                self.parks.push(Park {
                    write,
                    run,
                    at: until,
                });
            }
            Finish::Release => self.releases.push(Release { write, run, epoch }),
            Finish::End {
                state,
                health,
                failure,
                launch_seconds,
            } => {
                let kind = format!("run.{state}");
                let payload = ended(failure.as_ref(), launch_seconds);
                self.events.push(Event::new(write, kind, run, payload, at));
                self.ends.push(End {
                    write,
                    run,
                    state,
                    at,
                    health,
                    failed_step: failure.as_ref().map(|failure| failure.step.clone()),
                    failure: failure.as_ref().map(|failure| plain_json(json!(failure))),
                    launch_seconds,
                });
            }
        }
    }
}

fn ended(failure: Option<&Failure>, launch_seconds: Option<f64>) -> Value {
    let mut payload = json!({});
    if let Some(failure) = failure {
        payload["step"] = failure.step.clone().into();
        payload["summary"] = plain(&failure.summary).into();
    }
    if let Some(seconds) = launch_seconds {
        payload["launch_seconds"] = seconds.into();
    }
    payload
}
