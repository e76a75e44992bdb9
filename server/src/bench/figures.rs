//! One line of figures, for people or for programs.

use super::limits::Limits;
use serde::Serialize;

#[derive(Debug, Default, Serialize)]
pub struct Figures {
    pub bench: &'static str,
    pub database: String,
    pub ok: bool,
    /// Runs measured.
    pub n: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concurrency: Option<usize>,
    /// Runs that had ended before the clock started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps_per_s: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// Idle: from the commit of the submission to the start of the first step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_ms_p50: Option<f64>,
    /// Idle: from the commit of the submission to the commit of the last step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_ms_p50: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_ms_p99: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch_s_p50: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch_s_max: Option<f64>,
    /// Mean seconds of each step.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub step_s: std::collections::BTreeMap<String, f64>,
    /// From the request that changes a setting to the first page of the instance that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visible_ms_p50: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visible_ms_p99: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes_per_s: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<&'static str>,
    /// In the list's table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_ms_p50: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_ms_p99: Option<f64>,
    /// Of the first and of the last quarter of the pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_pages_ms_p50: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_pages_ms_p50: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environments_per_s: Option<f64>,
    /// Of each run of an upgrade, from its request to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_ms_p50: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_ms_p99: Option<f64>,
    /// From the first request to the end of the last run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_s: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failures: Option<usize>,
    /// The process's and, for PostgreSQL, the server's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu_s: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory_mib: Option<f64>,
    /// The machine's limit: durable 4 KiB writes a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub syncs_per_s: Option<f64>,
    /// The database's limit: commits of one row, by one client and by sixteen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commits_per_s: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commits_of_16_per_s: Option<f64>,
}

/// The value below which this share of all lies.
pub fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let at = ((values.len().checked_sub(1)?) as f64 * share).round() as usize;
    values.get(at).copied()
}

impl Figures {
    /// With the machine's limits.
    #[must_use]
    pub fn beside(self, limits: Limits) -> Self {
        Self {
            syncs_per_s: limits.syncs,
            commits_per_s: limits.commits,
            commits_of_16_per_s: limits.commits_of_16,
            ..self
        }
    }

    #[expect(clippy::print_stdout, reason = "the figures are the command's data")]
    pub fn print(&self, json: bool) {
        if json {
            println!(
                "{}",
                serde_json::to_string(&self.rounded()).unwrap_or_default()
            );
            return;
        }
        println!(
            "{} on {}: {}",
            self.bench,
            self.database,
            if self.ok { "ok" } else { "NOT OK" }
        );
        if let serde_json::Value::Object(fields) = self.rounded() {
            for (name, value) in fields
                .iter()
                .filter(|(n, _)| !matches!(n.as_str(), "bench" | "database" | "ok"))
            {
                println!("  {name:<20} {value}");
            }
        }
    }

    /// Three decimals: more would pretend.
    fn rounded(&self) -> serde_json::Value {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        round(&mut value);
        value
    }
}

fn round(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Number(n) if n.is_f64() => {
            let rounded = (n.as_f64().unwrap_or(0.0) * 1000.0).round() / 1000.0;
            *value = rounded.into();
        }
        serde_json::Value::Object(fields) => fields.values_mut().for_each(round),
        _ => {}
    }
}
