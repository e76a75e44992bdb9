//! `status`: state, health, what it is made of, the last failure, the next step.

use super::{Session, exit::Outcome, terminal::table};
use domain::{EnvironmentName, text, views::EnvironmentView};

pub async fn run(cx: &Session, name: &EnvironmentName) -> Outcome<()> {
    let environment = cx.backend.environment(name).await?;
    cx.terminal.show(&environment, shown);
    Ok(())
}

fn shown(e: &EnvironmentView) -> String {
    let mut facts = vec![
        ("environment", format!("{}/{}", e.slug, e.stage)),
        ("company", e.company.clone()),
        ("plan", e.plan.clone()),
        ("state", e.state.to_string()),
        ("health", e.health.to_string()),
        ("url", e.url.clone()),
        ("settings", format!("revision {}", e.settings_revision)),
    ];
    facts.extend(e.deployment.clone().map(|d| ("deployment", d)));
    facts.extend(e.active_run.map(|run| ("run", format!("{run}, at work"))));
    if let Some(failure) = &e.last_failure {
        let after = text::duration(failure.seconds);
        facts.push((
            "failed",
            format!(
                "{} ({}) at {} after {after}",
                failure.step, failure.kind, failure.at
            ),
        ));
        facts.push(("cause", failure.summary.clone()));
        facts.push(("hint", failure.hint.clone()));
        facts.push(("continue", failure.continue_with.clone()));
    }
    facts.extend(e.next_step.clone().map(|next| ("next", next)));
    let lines: Vec<String> = facts
        .iter()
        .map(|(name, value)| format!("{name:<12} {value}"))
        .collect();
    let mut out = lines.join("\n");
    if !e.resources.is_empty() {
        let row = |r: &domain::views::ResourceView| {
            vec![
                r.kind.clone(),
                r.provider.clone(),
                r.name.clone(),
                r.external_id.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = e.resources.iter().map(row).collect();
        out.push_str("\n\n");
        out.push_str(&table(
            &["RESOURCE", "PROVIDER", "NAME", "EXTERNAL ID"],
            &rows,
        ));
    }
    out
}
