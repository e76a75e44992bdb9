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
    /// How many phases were reached.
    headed: usize,
    /// Phases that were over before anybody looked.
    behind: Vec<Phase>,
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
            behind: Vec::new(),
            working: Vec::new(),
        }
    }

    /// For a run that is taken up again: what is behind it needs no heading.
    pub fn skip_passed(&mut self, run: &RunView) {
        let is_open = |phase: &Phase| {
            let mut steps = run.steps.iter().filter(|s| s.phase == Some(*phase));
            steps.any(|s| !s.state.is_passed())
        };
        self.behind = self
            .phases
            .iter()
            .copied()
            .filter(|p| !is_open(p))
            .collect();
    }

    pub fn event(&mut self, event: &EventView) -> Vec<Line> {
        let mut lines = Vec::new();
        if event.kind == "run.resumed" {
            // What is done again takes its time anew.
            self.steps.values_mut().for_each(|step| step.began = None);
        }
        let name = event.payload["step"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if event.kind == "run.succeeded" {
            self.head(self.phases.last().copied(), &mut lines);
        }
        if let Some(phase) = self.steps.get(&name).map(|s| s.phase) {
            self.head(phase, &mut lines);
            if event.kind == "step.started" {
                self.begin(&name, event.at);
            } else {
                lines.extend(self.told(&name, event));
            }
        }
        for name in event.payload["starts"].as_array().into_iter().flatten() {
            let name = name.as_str().unwrap_or_default();
            self.head(self.steps.get(name).and_then(|s| s.phase), &mut lines);
            self.begin(name, event.at);
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
            if self.behind.contains(next) {
                continue;
            }
            lines.push(Line::Heading(if self.numbered {
                format!("[{}/{}] {}", self.headed, self.phases.len(), next.heading())
            } else {
                next.heading().to_owned()
            }));
        }
    }

    fn begin(&mut self, name: &str, at: Time) {
        let Some(step) = self.steps.get_mut(name) else {
            return;
        };
        step.began.get_or_insert(at);
        if !self.working.iter().any(|n| n == name) {
            self.working.push(name.to_owned());
        }
    }

    fn told(&mut self, name: &str, event: &EventView) -> Option<Line> {
        let step = self.steps.get(name)?;
        let title = &step.title;
        let summary = event.payload["summary"].as_str().unwrap_or_default();
        let took = step.began.map_or_else(String::new, |began| {
            format!("  {}", text::duration(event.at.seconds_since(began)))
        });
        let line = match event.kind.as_str() {
            "step.succeeded" => Line::Passed(format!("  ✓ {title}{took}")),
            "step.skipped" => Line::Note(format!("  – {title} skipped: {summary}")),
            "step.degraded" => Line::Note(format!(
                "  ! {title}: {summary}. The rest does not wait for it"
            )),
            "step.waiting" => Line::Note(format!("  … {title}: {summary}")),
            "step.retrying" => {
                let attempt = event.payload["attempt"].as_u64().unwrap_or(1);
                let all = step.attempts;
                Line::Note(format!(
                    "  ↻ {title}: {summary}; attempt {attempt} of {all}, trying again"
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        ids::{RunId, Uuid},
        states::{RunState, StepState},
        views::StepView,
    };
    use serde_json::json;

    fn step(name: &str, phase: Phase, state: StepState) -> StepView {
        StepView {
            name: name.to_lowercase(),
            title: name.to_owned(),
            state,
            core: true,
            phase: Some(phase),
            after: Vec::new(),
            attempts: 0,
            max_attempts: 6,
            started_at: None,
            ended_at: None,
            next_at: None,
            error: None,
            note: None,
        }
    }

    fn run(kind: RunKind, steps: Vec<StepView>) -> RunView {
        RunView {
            id: RunId(Uuid::nil()),
            kind,
            state: RunState::Running,
            tenant: "acme".to_owned(),
            environment: "acme/prod".to_owned(),
            launch_seconds: None,
            created_at: Time::from_micros(0),
            started_at: None,
            ended_at: None,
            requested_by: "command line".to_owned(),
            steps,
        }
    }

    /// `kind` with the step it is about, when `step` is one that it starts.
    fn event(kind: &str, step: &str, millis: i64) -> EventView {
        let (kind, about) = kind.split_once(' ').unwrap_or((kind, ""));
        let payload = if about.is_empty() {
            json!({ "step": step, "attempt": 2, "summary": "no answer" })
        } else {
            json!({ "step": about, "attempt": 1, "starts": [step] })
        };
        EventView {
            id: millis,
            kind: kind.to_owned(),
            at: Time::from_micros(millis * 1_000),
            payload,
        }
    }

    fn lines(progress: &mut Progress, events: &[(&str, &str, i64)]) -> Vec<String> {
        let told = events
            .iter()
            .flat_map(|(kind, step, at)| progress.event(&event(kind, step, *at)));
        told.map(|line| match line {
            Line::Heading(text) | Line::Passed(text) | Line::Note(text) | Line::Failed(text) => {
                text
            }
        })
        .collect()
    }

    #[test]
    fn a_deploy_counts_its_phases_and_times_its_steps() {
        use StepState::Pending;
        let steps = vec![
            step("Instance", Phase::Provision, Pending),
            step("Branding", Phase::Configure, Pending),
            step("Release", Phase::Release, Pending),
            step("Start", Phase::Run, Pending),
        ];
        let mut progress = Progress::new(&run(RunKind::Deploy, steps));

        let told = lines(
            &mut progress,
            &[
                ("step.started", "instance", 0),
                ("step.retrying", "instance", 500),
                ("step.started", "instance", 1_000),
                ("step.succeeded instance", "branding", 1_800),
                ("step.succeeded branding", "release", 1_900),
                ("step.succeeded", "release", 2_000),
                ("run.succeeded", "", 2_000),
            ],
        );

        assert_eq!(
            told,
            [
                "[1/4] Provisioning infrastructure...",
                "  ↻ Instance: no answer; attempt 2 of 6, trying again",
                "  ✓ Instance  1.8 s",
                "[2/4] Configuring system...",
                "  ✓ Branding  0.1 s",
                "[3/4] Releasing application...",
                "  ✓ Release  0.1 s",
                "[4/4] Starting services...",
            ]
        );
    }

    #[test]
    fn a_single_phase_has_its_heading_without_a_count() {
        let steps = vec![step("Branding", Phase::Configure, StepState::Pending)];
        let mut progress = Progress::new(&run(RunKind::Configure, steps));

        let told = lines(&mut progress, &[("step.started", "branding", 0)]);

        assert_eq!(told, ["Configuring system..."]);
        assert_eq!(progress.working(), "Branding");
    }

    #[test]
    fn a_resumed_run_begins_with_the_phase_in_which_it_stood() {
        let steps = vec![
            step("Instance", Phase::Provision, StepState::Succeeded),
            step("Branding", Phase::Configure, StepState::Pending),
        ];
        let run = run(RunKind::Deploy, steps);
        let mut progress = Progress::new(&run);
        progress.skip_passed(&run);

        let told = lines(&mut progress, &[("step.started", "branding", 0)]);

        assert_eq!(told, ["[2/2] Configuring system..."]);
    }
}
