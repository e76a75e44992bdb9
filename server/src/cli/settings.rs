//! `settings get|set|diff|history|undo`: values that hold at once, without a restart.

use super::{
    Session,
    backend::Target,
    exit::{Failure, Outcome},
    terminal::table,
    values::{self, Pairs},
};
use domain::{
    FieldError, Slug, Stage,
    field::Refused,
    views::{Change, Page, RevisionView, SettingsSaved, SettingsView},
};
use serde_json::Value;
use std::str::FromStr;

#[derive(Debug, clap::Subcommand)]
pub enum Settings {
    /// Values that hold, each with its source
    Get {
        #[command(flatten)]
        of: Of,
        /// One value alone
        key: Option<String>,
    },
    /// Change values
    Set {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        values: Pairs,
        /// Only when nothing has changed since this revision
        #[arg(long, value_name = "REVISION")]
        if_revision: Option<i64>,
    },
    /// What a change would do
    Diff {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        values: Pairs,
    },
    /// Who changed what and when, newest first
    History {
        #[command(flatten)]
        of: Of,
        /// At most this many
        #[arg(long, default_value_t = 20)]
        limit: u32,
        /// The `next_cursor` of a list before
        #[arg(long)]
        cursor: Option<String>,
    },
    /// Give the keys of a revision their values from before it
    Undo {
        #[command(flatten)]
        of: Of,
        /// The revision to take back
        revision: i64,
    },
}

#[derive(Debug, clap::Args)]
pub struct Of {
    /// `slug` for the tenant, `slug/stage` for one environment
    #[arg(value_name = "ENV")]
    target: Target,
}

/// Not as for other commands: without a stage it is the tenant and not its prod.
impl FromStr for Target {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let (slug, stage) = match text.split_once('/') {
            Some((slug, stage)) => (slug, Some(Stage::parse(stage)?)),
            None => (text, None),
        };
        Ok(Self {
            slug: Slug::known(slug)?,
            stage,
        })
    }
}

pub async fn run(cx: &Session, command: Settings) -> Outcome<()> {
    let file = cx.flags.config.as_deref();
    match command {
        Settings::Get { of, key } => get(cx, &of.target, key.as_deref()).await,
        Settings::Set {
            of,
            values,
            if_revision,
        } => {
            let values = values::some(values, file)?;
            let saved = cx
                .backend
                .change_settings(&of.target, values, if_revision)
                .await?;
            said(cx, &saved);
            Ok(())
        }
        Settings::Diff { of, values } => {
            let values = values::some(values, file)?;
            let changes = cx.backend.diff_settings(&of.target, values).await?;
            if changes.is_empty() {
                cx.terminal.note("Nothing would change");
            }
            if cx.terminal.is_json() || !changes.is_empty() {
                cx.terminal.show(&changes, |changes| lines(changes));
            }
            Ok(())
        }
        Settings::History { of, limit, cursor } => {
            let page = cx
                .backend
                .settings_history(&of.target, cursor.as_deref(), limit)
                .await?;
            if page.items.is_empty() {
                cx.terminal.note("Nothing was changed yet");
            }
            if cx.terminal.is_json() || !page.items.is_empty() {
                cx.terminal.show(&page, history);
            }
            Ok(())
        }
        Settings::Undo { of, revision } => {
            let saved = cx.backend.undo_settings(&of.target, revision).await?;
            said(cx, &saved);
            Ok(())
        }
    }
}

async fn get(cx: &Session, of: &Target, key: Option<&str>) -> Outcome<()> {
    let settings = cx.backend.settings(of).await?;
    let Some(key) = key else {
        cx.terminal.show(&settings, all);
        return Ok(());
    };
    let Some(value) = settings.values.get(key) else {
        let why = format!("There is no setting {key}");
        return Err(Failure::from(FieldError::new(
            format!("settings.{key}"),
            "unknown_key",
            why,
        )));
    };
    cx.terminal.show(value, |value| plain(&value.value));
    Ok(())
}

fn said(cx: &Session, saved: &SettingsSaved) {
    for warning in &saved.warnings {
        cx.terminal
            .note(format!("warning: {}: {}", warning.field, warning.message));
    }
    cx.terminal
        .show(saved, |saved| format!("revision {}", saved.revision));
}

fn all(settings: &SettingsView) -> String {
    let row = |(key, value): (&String, &domain::views::SettingValue)| {
        vec![
            key.clone(),
            plain(&value.value),
            value.source.name().to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = settings.values.iter().map(row).collect();
    let revision = settings.revision;
    format!(
        "{}\n\nrevision {revision}",
        table(&["KEY", "VALUE", "SOURCE"], &rows)
    )
}

fn history(page: &Page<RevisionView>) -> String {
    let entry = |r: &RevisionView| {
        let undo = r
            .undoes
            .map_or_else(String::new, |n| format!(", takes back {n}"));
        let head = format!("{}  {}  {}{undo}", r.revision, r.changed_at, r.changed_by);
        format!("{head}\n{}", lines(&r.changes))
    };
    let entries: Vec<String> = page.items.iter().map(entry).collect();
    entries.join("\n\n")
}

fn lines(changes: &[Change]) -> String {
    let line = |c: &Change| format!("  {}: {} → {}", c.key, plain(&c.before), plain(&c.after));
    let lines: Vec<String> = changes.iter().map(line).collect();
    lines.join("\n")
}

/// A value in one line, as it would be typed.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "(inherited)".to_owned(),
        Value::String(text) => text.replace('\n', "⏎"),
        Value::Object(secret) if secret.contains_key("set") => "(secret)".to_owned(),
        other => other.to_string(),
    }
}
