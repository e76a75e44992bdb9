//! A run as lines on a terminal, from its events. The headings are fixed by the public surface:
//! `[1/4] Provisioning infrastructure...` when several phases follow each other, else the heading
//! alone.

use super::terminal::{Terminal, Tone};
use domain::{
    Phase, Time,
    run::RunKind,
    text,
    views::{EventView, RunView},
};
use std::collections::BTreeMap;

/// The same line for a person and for a log file; colour is added last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Heading(String),
    Passed(String),
    Note(String),
    Failed(String),
}

pub struct Progress {
    numbered: bool,
    phases: Vec<Phase>,
    steps: BTreeMap<String, Step>,
    /// How many headings are out.
    headed: usize,
    /// Names of the steps at work, in the order in which they began.
    working: Vec<String>,
}

struct Step {
    title: String,
    phase: Option<Phase>,
    attempts: u32,
    began: Option<Time>,
}

impl Progress {
    pub fn new(run: &RunView) -> Self {
        let mut phases: Vec<Phase> = run.steps.iter().filter_map(|s| s.phase).collect();
        phases.sort();
        phases.dedup();
        let steps = run.steps.iter().map(|s| {
            let step = Step {
                title: s.title.clone(),
                phase: s.phase,
                attempts: s.max_attempts,
                began: None,
            };
            (s.name.clone(), step)
        });
        Self {
            numbered: run.kind == RunKind::Deploy,
            phases,
            steps: steps.collect(),
            headed: 0,
            working: Vec::new(),
        }
    }

    pub fn event(&mut self, event: &EventView) -> Vec<Line> {
        let mut lines = Vec::new();
        let name = event.payload["step"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if event.kind == "run.succeeded" {
            self.head(self.phases.last().copied(), &mut lines);
        }
        let Some(phase) = self.steps.get(&name).map(|s| s.phase) else {
            return lines;
        };
        self.head(phase, &mut lines);
        if event.kind == "step.started" {
            self.begin(&name, event.at);
        } else {
            lines.extend(self.told(&name, event));
        }
        lines
    }

    /// What is at work now, for a line that is redrawn.
    pub fn working(&self) -> String {
        let titles = self.working.iter().filter_map(|name| self.steps.get(name));
        let titles: Vec<&str> = titles.map(|s| s.title.as_str()).collect();
        titles.join(", ")
    }

    /// Headings up to this phase, each once: a phase may have nothing to do.
    fn head(&mut self, phase: Option<Phase>, lines: &mut Vec<Line>) {
        let Some(phase) = phase else { return };
        while let Some(next) = self.phases.get(self.headed).filter(|p| **p <= phase) {
            self.headed += 1;
            lines.push(Line::Heading(if self.numbered {
                format!("[{}/{}] {}", self.headed, self.phases.len(), next.heading())
            } else {
                next.heading().to_owned()
            }));
        }
    }

    fn begin(&mut self, name: &str, at: Time) {
        if let Some(step) = self.steps.get_mut(name) {
            step.began.get_or_insert(at);
        }
        if !self.working.iter().any(|n| n == name) {
            self.working.push(name.to_owned());
        }
    }

    fn told(&mut self, name: &str, event: &EventView) -> Option<Line> {
        let step = self.steps.get(name)?;
        let title = &step.title;
        let field = |name: &str| event.payload[name].as_str().unwrap_or_default();
        let took = step.began.map_or_else(String::new, |began| {
            format!("  {}", text::duration(event.at.seconds_since(began)))
        });
        let line = match event.kind.as_str() {
            "step.succeeded" => Line::Passed(format!("  ✓ {title}{took}")),
            "step.skipped" => Line::Note(format!("  – {title} skipped: {}", field("reason"))),
            "step.degraded" => {
                let why = field("summary");
                Line::Note(format!("  ! {title}: {why}. The rest does not wait for it"))
            }
            "step.waiting" => Line::Note(format!("  … {title}: {}", field("why"))),
            "step.retrying" => {
                let attempt = event.payload["attempt"].as_u64().unwrap_or(1);
                let all = step.attempts;
                let why = field("summary");
                Line::Note(format!(
                    "  ↻ {title}: {why}; attempt {attempt} of {all}, trying again"
                ))
            }
            "step.failed" => Line::Failed(format!("  ✗ {title}{took}")),
            "step.cancelled" => Line::Note(format!("  – {title} cancelled")),
            _ => return None,
        };
        // One that is tried again is still at work for whoever waits.
        if !matches!(event.kind.as_str(), "step.retrying" | "step.waiting") {
            self.working.retain(|n| n != name);
        }
        Some(line)
    }
}

impl Line {
    pub fn painted(&self, terminal: &Terminal) -> String {
        match self {
            Line::Heading(text) => terminal.paint(Tone::Strong, text),
            Line::Passed(text) => text.replacen('✓', &terminal.paint(Tone::Ok, "✓"), 1),
            Line::Note(text) => terminal.paint(Tone::Wait, text),
            Line::Failed(text) => terminal.paint(Tone::Fail, text),
        }
    }
}
