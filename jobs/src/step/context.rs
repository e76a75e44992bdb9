//! The only door of a step to the world: providers, clock, settings, outputs of earlier steps, log.
//!
//! What a step reports (resources, log lines) is kept here and committed together with its result.

use super::{Step, StepError};
use crate::providers::Providers;
use app::{
    Portal,
    ports::{NewLog, NewResource},
    records::{Environment, Tenant},
    settings::{runtime, scopes},
};
use domain::{EnvironmentName, Time, settings::Effective, views::RuntimeDocument};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio_util::sync::CancellationToken;

/// What is the same for every step of one environment.
#[derive(Clone)]
pub struct Scope {
    pub portal: Arc<Portal>,
    pub providers: Arc<Providers>,
    pub tenant: Arc<Tenant>,
    pub environment: Arc<Environment>,
}

pub struct StepContext {
    scope: Scope,
    step: String,
    attempt: u32,
    outputs: Arc<BTreeMap<String, Value>>,
    cancel: CancellationToken,
    report: Mutex<Report>,
}

/// What the step leaves for its result.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub resources: Vec<NewResource>,
    pub gone: Vec<(String, String)>,
    pub log: Vec<NewLog>,
    pub deployment: Option<String>,
}

impl StepContext {
    pub fn new(
        scope: Scope,
        step: &str,
        attempt: u32,
        outputs: Arc<BTreeMap<String, Value>>,
        cancel: CancellationToken,
    ) -> Self {
        Self {
            scope,
            step: step.to_owned(),
            attempt,
            outputs,
            cancel,
            report: Mutex::default(),
        }
    }

    pub fn name(&self) -> EnvironmentName {
        self.scope.environment.name()
    }

    pub fn step(&self) -> &str {
        &self.step
    }

    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    pub fn tenant(&self) -> &Tenant {
        &self.scope.tenant
    }

    pub fn environment(&self) -> &Environment {
        &self.scope.environment
    }

    /// The tag on everything that is made outside: who it belongs to, for good.
    pub fn owner(&self) -> String {
        self.scope.environment.id.to_string()
    }

    /// `<slug>.<base domain>` or `<slug>.<stage>.<base domain>`.
    pub fn host(&self) -> String {
        self.name().host(&self.scope.portal.config.base_domain)
    }

    pub fn site_url(&self) -> String {
        self.scope.portal.site_url(&self.name())
    }

    pub fn base_domain(&self) -> &str {
        &self.scope.portal.config.base_domain
    }

    pub fn portal(&self) -> &Portal {
        &self.scope.portal
    }

    pub fn providers(&self) -> &Providers {
        &self.scope.providers
    }

    pub fn now(&self) -> Time {
        self.scope.portal.now()
    }

    pub fn cancelled(&self) -> &CancellationToken {
        &self.cancel
    }

    /// The typed output of an earlier step.
    pub fn output_of<S: Step>(&self) -> Result<S::Output, StepError> {
        let missing = || {
            StepError::fail(
                "invalid",
                format!(
                    "{} needs the output of {}, which has not run",
                    self.step,
                    S::NAME
                ),
            )
        };
        let value = self.outputs.get(S::NAME).ok_or_else(missing)?;
        serde_json::from_value(value.clone()).map_err(|e| {
            StepError::fail(
                "bug",
                format!("the stored output of {} does not fit: {e}", S::NAME),
            )
        })
    }

    /// The settings that hold for this environment now.
    pub async fn settings(&self) -> Result<Vec<Effective>, StepError> {
        let (tenant, environment) = (&self.scope.tenant, &self.scope.environment);
        let values = scopes::effective_for(&self.scope.portal, tenant, Some(environment)).await;
        values.map_err(StepError::from)
    }

    /// The runtime document as the tenant's app would read it now.
    pub async fn runtime_document(&self) -> Result<RuntimeDocument, StepError> {
        let (tenant, environment) = (&self.scope.tenant, &self.scope.environment);
        let document = runtime::document(&self.scope.portal, tenant, environment).await;
        document.map_err(StepError::from)
    }

    /// Writes down a resource that exists outside; the row is committed with the step's result.
    pub fn own(&self, kind: &str, provider: &str, external_id: &str, name: &str) {
        let resource = NewResource {
            id: self.scope.portal.id().into(),
            kind: kind.to_owned(),
            provider: provider.to_owned(),
            external_id: external_id.to_owned(),
            name: name.to_owned(),
        };
        self.report(|r| r.resources.push(resource));
    }

    /// The resource is gone outside; its row is closed with the step's result.
    pub fn disown(&self, kind: &str, name: &str) {
        self.report(|r| r.gone.push((kind.to_owned(), name.to_owned())));
    }

    /// The artifact's version that is now placed.
    pub fn deployed(&self, version: &str) {
        self.report(|r| r.deployment = Some(version.to_owned()));
    }

    pub fn log(&self, text: impl Into<String>) {
        self.line("info", text.into());
    }

    pub fn warn(&self, text: impl Into<String>) {
        self.line("warn", text.into());
    }

    pub(crate) fn line(&self, level: &'static str, text: String) {
        let (step, attempt, at) = (self.step.clone(), self.attempt, self.now());
        self.report(|r| {
            r.log.push(NewLog {
                step,
                attempt,
                at,
                level,
                text,
            });
        });
    }

    pub(crate) fn take_report(&self) -> Report {
        self.report(std::mem::take)
    }

    /// Lines so far, for showing while the step still runs.
    pub(crate) fn take_log(&self) -> Vec<NewLog> {
        self.report(|r| std::mem::take(&mut r.log))
    }

    fn report<T>(&self, change: impl FnOnce(&mut Report) -> T) -> T {
        change(&mut self.report.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
