//! What a tester would look at before telling the customer: the site answers at its own address,
//! its database answers, it wears the customer's look, mail is accepted.
//!
//! Idempotent because it only looks. What a degraded step would have made is not asked for.

use super::{dns::Dns, finding, mail::Mail};
use crate::step::{Policy, Step, StepContext, StepError};
use app::ports::Finding;
use async_trait::async_trait;
use domain::Phase;
use serde::{Deserialize, Serialize};
use std::time::Duration;

pub struct Checks;

#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    pub checks: Vec<Check>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Check {
    pub name: String,
    pub ok: bool,
    pub detail: String,
}

fn check(name: &str, ok: bool, detail: impl Into<String>) -> Check {
    Check {
        name: name.to_owned(),
        ok,
        detail: detail.into(),
    }
}

async fn look(cx: &StepContext) -> Result<Vec<Check>, StepError> {
    let probe = &cx.providers().probe;
    let host = cx.host();
    let mut checks = Vec::new();

    let record = cx.providers().dns.find(&host, &cx.owner()).await?;
    checks.push(match record {
        Some(record) => check(
            "address resolves",
            true,
            format!("{host} → {}", record.target),
        ),
        None => check("address resolves", false, format!("no record for {host}")),
    });

    let page = probe.get(&cx.site_url(), "/").await;
    checks.push(match &page {
        Ok(p) => check(
            "site answers",
            p.status == 200,
            format!("HTTP {}", p.status),
        ),
        Err(e) => check("site answers", false, e.as_str()),
    });

    let health = probe.get(&cx.site_url(), "/healthz").await;
    let body = health
        .as_ref()
        .ok()
        .and_then(|h| serde_json::from_str::<serde_json::Value>(&h.body).ok());
    let said = |key: &str| {
        body.as_ref()
            .and_then(|b| b[key].as_str())
            .unwrap_or("no answer")
            .to_owned()
    };
    checks.push(check(
        "database answers",
        said("database") == "ok",
        said("database"),
    ));
    let mine = said("environment") == cx.owner();
    checks.push(check(
        "it is this site",
        mine,
        if mine {
            "the right instance answers".to_owned()
        } else {
            said("environment")
        },
    ));

    let values = cx.settings().await?;
    let colour = values
        .iter()
        .find(|v| v.definition.key == "branding.primary_color");
    let colour = colour.and_then(|v| v.value.as_str()).unwrap_or_default();
    let served = page.as_ref().is_ok_and(|p| p.body.contains(colour));
    checks.push(check(
        "look is served",
        served,
        format!("main colour {colour}"),
    ));

    if let Ok(output) = cx.output_of::<Mail>() {
        let accepted = cx
            .providers()
            .mail
            .accepts(&output.sender, &cx.owner())
            .await?;
        checks.push(check("mail is accepted", accepted, output.sender));
    } else {
        cx.warn("mail is not checked, since its step is degraded");
    }
    Ok(checks)
}

#[async_trait]
impl Step for Checks {
    const NAME: &'static str = "checks";
    const TITLE: &'static str = "Check that everything works";
    const PHASE: Phase = Phase::Run;
    const AFTER: &'static [&'static str] = &["start", Dns::NAME];
    const POLICY: Policy = Policy {
        timeout: Duration::from_secs(60),
        ..Policy::core()
    };
    type Output = Output;

    async fn ensure(&self, cx: &StepContext) -> Result<Output, StepError> {
        let checks = look(cx).await?;
        for c in &checks {
            cx.log(format!(
                "{} {}: {}",
                if c.ok { "ok" } else { "not ok" },
                c.name,
                c.detail
            ));
        }
        match checks.iter().find(|c| !c.ok) {
            Some(bad) => Err(StepError::retry(
                "unavailable",
                format!("{}: {}", bad.name, bad.detail),
            )),
            None => Ok(Output { checks }),
        }
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        if cx.environment().state != domain::states::EnvironmentState::Running {
            return Ok(finding::told(Self::NAME, "absent", "not running"));
        }
        let checks = look(cx).await?;
        Ok(match checks.iter().find(|c| !c.ok) {
            Some(bad) => finding::told(
                Self::NAME,
                "changed",
                format!("{}: {}", bad.name, bad.detail),
            ),
            None => finding::told(Self::NAME, "ok", format!("{} checks", checks.len())),
        })
    }

    async fn remove(&self, _cx: &StepContext) -> Result<(), StepError> {
        Ok(())
    }
}
