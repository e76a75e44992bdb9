//! Orders: which call is to go wrong, and in which manner.

use crate::http::Request;
use serde::Deserialize;

/// What is not named matches every call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    port: Option<String>,
    operation: Option<String>,
    tenant: Option<String>,
    step: Option<String>,
    manner: Manner,
    /// So many matching calls pass before it.
    #[serde(default)]
    after: u32,
    /// How many calls; none means from then on.
    times: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// 503, nothing is done.
    Error,
    /// 403, nothing is done.
    Refuse,
    /// 429 with Retry-After, nothing is done.
    Throttle {
        seconds: u64,
    },
    Delay {
        ms: u64,
    },
    /// It is done, and no answer ever comes.
    Silent,
    /// It is done, and the connection is reset in the middle of the answer.
    Cut,
    /// Somebody makes it just before: this owner, or without one the caller itself.
    Exists {
        owner: Option<String>,
    },
}

impl Fault {
    /// Without a tenant every order is meant.
    pub fn is_for(&self, tenant: &str) -> bool {
        tenant.is_empty() || self.tenant.as_deref() == Some(tenant)
    }

    fn matches(&self, port: &str, operation: &str, request: &Request) -> bool {
        let is =
            |wanted: &Option<String>, found: &str| wanted.as_deref().is_none_or(|w| w == found);
        is(&self.port, port)
            && is(&self.operation, operation)
            && is(&self.tenant, request.header("x-tenant"))
            && is(&self.step, request.header("x-step"))
            && (operation == "create" || !matches!(self.manner, Manner::Exists { .. }))
    }
}

/// The first order that matches counts this call.
pub fn manner(
    faults: &mut [Fault],
    port: &str,
    operation: &str,
    request: &Request,
) -> Option<Manner> {
    let fault = faults
        .iter_mut()
        .find(|f| f.times != Some(0) && f.matches(port, operation, request))?;
    if fault.after > 0 {
        fault.after -= 1;
        return None;
    }
    if let Some(times) = &mut fault.times {
        *times -= 1;
    }
    Some(fault.manner.clone())
}
