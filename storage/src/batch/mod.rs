//! A batch of writes, sorted by what has to be done for them.
//!
//! The journal's statements are set-based, one per kind, so a batch is taken apart once, here, for
//! both databases. Every row remembers the write it came from: when a write's fence fails, its rows
//! are left out and nothing of it is stored.

mod effects;
mod event;
mod firsts;
mod outcome;
mod plain;
mod submit;

pub use effects::{End, Gone, Job, Line, Made, Moves, Park, Placed, Started, When};
pub use event::Event;
pub use firsts::{Firsts, of_rows};
pub use outcome::ResultRow;
pub use plain::Plain;
pub use submit::{FirstStep, Submit};

use crate::queue::Message;
use app::ports::{Out, Write};
use domain::ids::RunId;
use std::{collections::HashSet, time::Duration};
use uuid::Uuid;

#[derive(Default)]
pub struct Batch {
    len: usize,
    pub submits: Vec<Submit>,
    pub claims: Vec<Claim>,
    pub results: Vec<ResultRow>,
    /// Writes that count while their run's lease is held.
    pub held: Vec<Guard>,
    /// Writes that count while no later claim was made.
    pub logged: Vec<Guard>,
    pub started: Vec<Started>,
    pub moves: Vec<Moves>,
    pub placed: Vec<Placed>,
    pub made: Vec<Made>,
    pub gone: Vec<Gone>,
    pub lines: Vec<Line>,
    pub ends: Vec<End>,
    pub parks: Vec<Park>,
    pub releases: Vec<Release>,
    pub jobs: Vec<Job>,
    pub events: Vec<Event>,
}

pub struct Claim {
    pub write: usize,
    pub run: RunId,
    pub owner: String,
    pub lease: Duration,
}

pub struct Guard {
    pub write: usize,
    pub run: RunId,
    pub epoch: i64,
}

pub struct Release {
    pub write: usize,
    pub run: RunId,
    pub epoch: i64,
}

/// Which writes of the batch hold, found out by their fences.
pub struct Verdict {
    outs: Vec<Option<Out>>,
}

impl Batch {
    pub fn new(writes: Vec<Write>) -> Self {
        let mut batch = Self {
            len: writes.len(),
            ..Self::default()
        };
        let mut claimed = HashSet::new();
        let mut ended = HashSet::new();
        for (at, write) in writes.into_iter().enumerate() {
            match write {
                Write::Submit(run) => batch.submits.push(Submit {
                    write: at,
                    run: *run,
                }),
                Write::Claim {
                    run,
                    owner,
                    lease,
                    job,
                } => {
                    batch.jobs.extend(job.map(|id| Job {
                        write: at,
                        id,
                        when: When::Lost,
                    }));
                    // Two messages for one run: the second finds the lease of the first.
                    if claimed.insert(run) {
                        batch.claims.push(Claim {
                            write: at,
                            run,
                            owner,
                            lease,
                        });
                    }
                }
                Write::Step(result) => {
                    // The same result twice: the second finds the step ended.
                    if ended.insert((result.run, result.step.clone())) {
                        batch.add_result(at, *result);
                    }
                }
                Write::Start {
                    run,
                    epoch,
                    environment,
                    moves,
                    steps,
                } => {
                    batch.held.push(Guard {
                        write: at,
                        run,
                        epoch,
                    });
                    batch.add_moves(at, run, environment, None, moves);
                    batch.tell_starts(at, run, &steps);
                    batch.add_starts(at, run, epoch, None, steps);
                }
                Write::Finish {
                    run,
                    epoch,
                    environment,
                    moves,
                    finish,
                    job,
                } => {
                    batch.held.push(Guard {
                        write: at,
                        run,
                        epoch,
                    });
                    batch.add_moves(at, run, environment, None, moves);
                    batch.add_finish(at, run, epoch, None, finish, job);
                }
                Write::Log { run, epoch, lines } => {
                    batch.logged.push(Guard {
                        write: at,
                        run,
                        epoch,
                    });
                    batch.add_lines(at, run, lines);
                }
            }
        }
        batch
    }

    /// All lost, until a fence says otherwise.
    pub fn verdict(&self) -> Verdict {
        Verdict {
            outs: (0..self.len).map(|_| None).collect(),
        }
    }

    /// Whether one statement does all there is to do, so that it is its own transaction: of the
    /// submissions, of the claims or of the results. What follows a claim may be left to others:
    /// until it is answered nobody works on its run.
    pub fn is_of_one_kind(&self) -> bool {
        let kinds = [
            self.submits.is_empty(),
            self.claims.is_empty(),
            self.results.is_empty(),
        ];
        let one = kinds.iter().filter(|empty| !**empty).count() == 1;
        let as_it_goes = |job: &Job| job.when != When::Held;
        let nothing_else =
            self.held.is_empty() && self.logged.is_empty() && self.jobs.iter().all(as_it_goes);
        one && nothing_else
            && self.moves.is_empty()
            && self.placed.is_empty()
            && self.made.is_empty()
            && self.gone.is_empty()
            && self.lines.is_empty()
            && self.ends.iter().all(|end| end.at.is_some())
            && self.parks.is_empty()
            && self.releases.is_empty()
    }

    /// Whether every event hangs on a result, and on nothing else that is found out later.
    pub fn events_are_of_results(&self) -> bool {
        self.moves.is_empty() && self.held.is_empty()
    }

    /// All messages to push, each with the write that it hangs on; which line they are for stands in
    /// the runs' rows.
    pub fn messages(&self) -> impl Iterator<Item = (usize, Message)> {
        let again = |run: RunId| Message::again((run.0, false));
        let parks = self.parks.iter().map(move |p| {
            let until = Some(p.at);
            (
                p.write,
                Message {
                    at: until,
                    ..again(p.run)
                },
            )
        });
        let releases = self.releases.iter().map(move |r| (r.write, again(r.run)));
        let firsts = self
            .submits
            .iter()
            .map(|s| (s.write, Message::first(&s.run)));
        parks.chain(releases).chain(firsts)
    }

    /// Messages for the times that runs are parked until.
    pub fn parked(&self, runs: Vec<(Uuid, bool)>) -> Vec<Message> {
        let until = |run| self.parks.iter().find(|p| p.run == run).map(|p| p.at);
        let message = |of| {
            let again = Message::again(of);
            Message {
                at: until(again.run),
                ..again
            }
        };
        runs.into_iter().map(message).collect()
    }

    /// Messages to delete: of runs that end or park without a result, and of claims that found
    /// nothing. Those of results go with their statement.
    pub fn done_jobs(&self, verdict: &Verdict) -> Vec<String> {
        let over = |job: &&Job| match job.when {
            When::Lost => !verdict.holds(job.write),
            When::Held => verdict.holds(job.write),
            When::Result => false,
        };
        self.jobs
            .iter()
            .filter(over)
            .map(|job| job.id.clone())
            .collect()
    }
}

impl Verdict {
    pub fn hold(&mut self, write: usize, out: Out) {
        self.outs[write] = Some(out);
    }

    pub fn holds(&self, write: usize) -> bool {
        self.outs[write].is_some()
    }

    pub fn outs(self) -> Vec<Out> {
        self.outs
            .into_iter()
            .map(|out| out.unwrap_or(Out::Lost))
            .collect()
    }
}
