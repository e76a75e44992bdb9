//! Asks every step how reality compares; changes nothing.

use crate::{
    Providers,
    step::{AnyStep, Scope, StepContext, StepError},
};
use app::{
    AppError, AppResult, Portal,
    ports::{Finding, Findings},
    records::{Environment, Tenant},
};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

pub async fn inspect(
    portal: &Arc<Portal>,
    providers: &Arc<Providers>,
    steps: &[&dyn AnyStep],
    tenant: &Tenant,
    environment: &Environment,
) -> AppResult<Findings> {
    let outputs = portal
        .store
        .latest_outputs(environment.id)
        .await
        .map_err(AppError::from)?;
    let outputs = Arc::new(outputs);
    let scope = Scope {
        portal: portal.clone(),
        providers: providers.clone(),
        tenant: Arc::new(tenant.clone()),
        environment: Arc::new(environment.clone()),
    };
    let look = |step: &'static str, implementation: &dyn AnyStep| {
        let cx = StepContext::new(
            scope.clone(),
            step,
            0,
            outputs.clone(),
            CancellationToken::new(),
        );
        (cx, implementation.name())
    };
    let mut findings = Vec::new();
    for step in steps {
        let (cx, name) = look(step.name(), *step);
        findings.push(match step.inspect(&cx).await {
            Ok(finding) => finding,
            Err(error) => unknown(name, &error),
        });
    }
    let ok = findings
        .iter()
        .all(|f| matches!(f.verdict.as_str(), "ok" | "absent"));
    Ok(Findings { ok, findings })
}

fn unknown(step: &str, error: &StepError) -> Finding {
    let detail = match error {
        StepError::Retry(f) | StepError::RetryAfter(f, _) | StepError::Fail(f) => f.summary.clone(),
        StepError::Wait { why, .. } => why.clone(),
    };
    Finding {
        step: step.to_owned(),
        verdict: "unknown".to_owned(),
        detail,
    }
}
