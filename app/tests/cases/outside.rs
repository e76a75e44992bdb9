//! What lies outside, small but with a memory: steps, files, mail, and a clock that stands still.

use app::{
    AppResult,
    ports::{
        Bucket, BucketError, Catalog, Clock, Finding, Findings, Inspector, MailError,
        MailErrorKind, MailOut, MailServer, Object, OutgoingMail,
    },
    records::{Environment, Tenant},
};
use async_trait::async_trait;
use domain::{
    EnvironmentName, Phase, Time,
    run::{PlannedStep, RunPlan, Verb},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

/// Moves only when told, one microsecond a look, so that ids and times stay in order.
#[derive(Debug)]
pub struct SetClock(AtomicI64);

impl SetClock {
    pub fn at(text: &str) -> Self {
        let at = Time::new(text.parse().expect("a time"));
        Self(AtomicI64::new(at.micros()))
    }

    pub fn pass(&self, delta: chrono::TimeDelta) {
        let micros = delta.num_microseconds().expect("a short while");
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Time {
        Time::from_micros(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

/// Six steps over four phases; mail is optional.
pub struct Steps;

impl Steps {
    fn all() -> Vec<PlannedStep> {
        let step = |name: &str, phase, after: &[&str], core| PlannedStep {
            name: name.into(),
            title: format!("Make {name}"),
            phase: Some(phase),
            after: after.iter().map(|s| (*s).to_owned()).collect(),
            core,
            attempts: if core { 6 } else { 4 },
            timeout_seconds: 60,
        };
        vec![
            step("instance", Phase::Provision, &[], true),
            step("mail", Phase::Provision, &["instance"], false),
            step("dns", Phase::Provision, &["instance"], true),
            step("branding", Phase::Configure, &[], true),
            step("release", Phase::Release, &["branding"], true),
            step("start", Phase::Run, &["release"], true),
        ]
    }

    fn planned(verb: Verb, phases: &[Phase], mut steps: Vec<PlannedStep>) -> RunPlan {
        let names: BTreeSet<String> = steps.iter().map(|s| s.name.clone()).collect();
        for step in &mut steps {
            step.after.retain(|a| names.contains(a));
        }
        RunPlan {
            verb,
            phases: phases.to_vec(),
            steps,
        }
    }
}

impl Catalog for Steps {
    fn plan(&self, phases: &[Phase]) -> RunPlan {
        let mut steps = Self::all();
        steps.retain(|s| s.phase.is_some_and(|p| phases.contains(&p)));
        Self::planned(Verb::Ensure, phases, steps)
    }

    fn plan_removal(&self) -> RunPlan {
        let mut steps = Self::all();
        steps.reverse();
        for step in &mut steps {
            step.phase = None;
            step.after.clear();
        }
        Self::planned(Verb::Remove, &[], steps)
    }

    fn plan_step(&self, name: &str) -> Option<RunPlan> {
        let mut steps = Self::all();
        steps.retain(|s| s.name == name);
        for step in &mut steps {
            step.phase = None;
        }
        (!steps.is_empty()).then(|| Self::planned(Verb::Ensure, &[], steps))
    }
}

#[async_trait]
impl Inspector for Steps {
    async fn inspect(&self, _: &Tenant, environment: &Environment) -> AppResult<Findings> {
        Ok(Findings {
            ok: false,
            findings: vec![Finding {
                step: "dns".into(),
                verdict: "missing".into(),
                detail: environment.name().to_string(),
            }],
        })
    }
}

#[derive(Default)]
pub struct Files {
    prefixes: Mutex<BTreeMap<String, BTreeMap<String, Vec<u8>>>>,
}

#[async_trait]
impl Bucket for Files {
    fn provider(&self) -> &'static str {
        "memory"
    }

    async fn ensure_prefix(&self, name: &EnvironmentName) -> Result<String, BucketError> {
        let mut prefixes = self.prefixes.lock().expect("files");
        prefixes.entry(name.to_string()).or_default();
        Ok(name.to_string())
    }

    async fn prefix_exists(&self, name: &EnvironmentName) -> Result<bool, BucketError> {
        let prefixes = self.prefixes.lock().expect("files");
        Ok(prefixes.contains_key(&name.to_string()))
    }

    async fn put(&self, name: &EnvironmentName, object: &Object) -> Result<(), BucketError> {
        let mut prefixes = self.prefixes.lock().expect("files");
        let files = prefixes.get_mut(&name.to_string()).expect("a prefix");
        files.insert(object.key.clone(), object.bytes.clone());
        Ok(())
    }

    async fn get(&self, name: &EnvironmentName, key: &str) -> Result<Option<Vec<u8>>, BucketError> {
        let prefixes = self.prefixes.lock().expect("files");
        let files = prefixes.get(&name.to_string());
        Ok(files.and_then(|f| f.get(key).cloned()))
    }

    async fn list(&self, name: &EnvironmentName) -> Result<Vec<String>, BucketError> {
        let prefixes = self.prefixes.lock().expect("files");
        let files = prefixes.get(&name.to_string());
        Ok(files
            .map(|f| f.keys().cloned().collect())
            .unwrap_or_default())
    }

    async fn remove_prefix(&self, name: &EnvironmentName) -> Result<(), BucketError> {
        self.prefixes
            .lock()
            .expect("files")
            .remove(&name.to_string());
        Ok(())
    }
}

#[derive(Default)]
pub struct Postbox {
    pub sent: Mutex<Vec<OutgoingMail>>,
    pub broken: AtomicBool,
    /// What tenants' own servers took, and as whom they were asked.
    pub own: Mutex<Vec<(MailServer, OutgoingMail)>>,
    pub own_broken: AtomicBool,
}

fn refused(kind: MailErrorKind, detail: &str) -> MailError {
    MailError {
        kind,
        detail: detail.into(),
    }
}

#[async_trait]
impl MailOut for Postbox {
    async fn send(&self, mail: &OutgoingMail) -> Result<&'static str, MailError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(refused(MailErrorKind::Unreachable, "connection refused"));
        }
        self.sent.lock().expect("mail").push(mail.clone());
        Ok("captured")
    }

    async fn send_through(
        &self,
        server: &MailServer,
        mail: &OutgoingMail,
    ) -> Result<(), MailError> {
        if self.own_broken.load(Ordering::SeqCst) {
            return Err(refused(MailErrorKind::SignIn, "535 who are you"));
        }
        let taken = (server.clone(), mail.clone());
        self.own.lock().expect("mail").push(taken);
        Ok(())
    }
}
