//! Which value holds: the narrowest scope that has one, else the default.

use super::ALL;
use super::definition::{Definition, Fallback, Scope};
use crate::plan::Plan;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The values set at one scope: key → (value, revision that set it).
#[derive(Clone, Debug)]
pub struct Layer {
    pub scope: Scope,
    pub values: BTreeMap<String, (Value, i64)>,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Default,
    Global,
    Plan,
    Tenant,
    Environment,
}

impl From<Scope> for Source {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Global => Source::Global,
            Scope::Plan => Source::Plan,
            Scope::Tenant => Source::Tenant,
            Scope::Environment => Source::Environment,
        }
    }
}

impl Source {
    pub fn name(self) -> &'static str {
        match self {
            Source::Default => "default",
            Source::Global => "global",
            Source::Plan => "plan",
            Source::Tenant => "tenant",
            Source::Environment => "environment",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Effective {
    pub definition: &'static Definition,
    pub value: Value,
    pub source: Source,
    /// The revision that set it; 0 for a default.
    pub revision: i64,
}

/// Every setting with the value that holds, in the order of the definitions.
pub fn effective(layers: &[Layer], plan: &Plan, company: &str) -> Vec<Effective> {
    let hold = |d: &'static Definition| {
        let set = layers
            .iter()
            .filter_map(|l| l.values.get(d.key).map(|(v, r)| (l.scope, v, *r)))
            .filter(|(_, v, _)| !v.is_null())
            .max_by_key(|(scope, ..)| *scope);
        let (value, source, revision) = match set {
            Some((scope, value, revision)) => (value.clone(), scope.into(), revision),
            None => fallback(d, plan, company),
        };
        Effective {
            definition: d,
            value,
            source,
            revision,
        }
    };
    ALL.iter().map(hold).collect()
}

/// The settings that the tenant's app gets: no secrets, nothing of the house.
pub fn runtime(values: &[Effective]) -> Map<String, Value> {
    let for_app = values.iter().filter(|e| e.definition.runtime);
    for_app
        .map(|e| (e.definition.key.to_owned(), e.value.clone()))
        .collect()
}

/// The value that nobody has set: its revision is 0.
fn fallback(d: &Definition, plan: &Plan, company: &str) -> (Value, Source, i64) {
    match d.default {
        Fallback::Company => (company.into(), Source::Default, 0),
        Fallback::Plan => {
            let limit = match d.key {
                "limits.users" => plan.limits.users,
                "limits.storage_mb" => plan.limits.storage_mb,
                "limits.mails_per_month" => plan.limits.mails_per_month,
                _ => return (Value::Null, Source::Default, 0),
            };
            (limit.into(), Source::Plan, 0)
        }
        _ => (d.fallback(), Source::Default, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn layer(scope: Scope, value: Value, revision: i64) -> Layer {
        let values = BTreeMap::from([("branding.primary_color".to_owned(), (value, revision))]);
        Layer { scope, values }
    }

    fn colour(layers: &[Layer]) -> (Value, Source) {
        let all = effective(layers, &crate::plan::ALL[0], "Acme");
        let found = all
            .into_iter()
            .find(|e| e.definition.key == "branding.primary_color")
            .expect("known");
        (found.value, found.source)
    }

    #[test]
    fn the_narrowest_scope_wins_and_null_inherits() {
        let (global, tenant) = (
            layer(Scope::Global, json!("#111111"), 1),
            layer(Scope::Tenant, json!("#222222"), 2),
        );
        let reset = layer(Scope::Tenant, Value::Null, 3);

        assert_eq!(colour(&[]), (json!("#0e5f68"), Source::Default));
        assert_eq!(
            colour(&[tenant.clone(), global.clone()]),
            (json!("#222222"), Source::Tenant)
        );
        assert_eq!(colour(&[global, reset]), (json!("#111111"), Source::Global));
    }

    #[test]
    fn limits_come_from_the_plan_and_titles_from_the_company() {
        let all = effective(&[], &crate::plan::ALL[0], "Acme");
        let get = |key: &str| {
            all.iter()
                .find(|e| e.definition.key == key)
                .map(|e| (e.value.clone(), e.source))
        };
        assert_eq!(get("limits.users"), Some((json!(25), Source::Plan)));
        assert_eq!(
            get("branding.site_title"),
            Some((json!("Acme"), Source::Default))
        );
    }
}
