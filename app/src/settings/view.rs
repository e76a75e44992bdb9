//! Settings as people see them: with their source, without secrets, and with a word of warning.

use super::{change::under_settings, secret};
use crate::{Session, records::Revision};
use domain::{
    FieldError,
    colour::Colour,
    role::Role,
    settings::{self, Definition, Effective, find},
    views::{Change, RevisionView, SettingValue, SettingsView},
};

/// Which settings this caller sees: staff all, a customer those he may change.
pub fn visible(session: &Session) -> impl Fn(&Definition) -> bool {
    let staff = session.role.is_some_and(Role::is_staff);
    move |d| staff || d.customer
}

pub fn settings_view(
    values: &[Effective],
    revision: i64,
    visible: impl Fn(&Definition) -> bool,
) -> SettingsView {
    let shown = values.iter().filter(|e| visible(e.definition));
    let entry = |e: &Effective| {
        let value = SettingValue {
            value: secret::shown(e.definition.key, &e.value),
            source: e.source,
            revision: e.revision,
        };
        (e.definition.key.to_owned(), value)
    };
    SettingsView {
        revision,
        values: shown.map(entry).collect(),
        warnings: warnings(values),
    }
}

pub fn warnings(values: &[Effective]) -> Vec<FieldError> {
    let colour = |key: &str| {
        let found = values.iter().find(|e| e.definition.key == key)?;
        Colour::parse(found.value.as_str()?).ok()
    };
    under_settings(settings::warnings(colour))
}

/// A revision with the changes that this caller may see; none when there are none.
pub fn revision_view(
    revision: Revision,
    subject: String,
    visible: impl Fn(&Definition) -> bool,
) -> Option<RevisionView> {
    let seen = |key: &str| find(key).is_some_and(&visible);
    let changes: Vec<Change> = revision
        .changes
        .into_iter()
        .filter(|c| seen(&c.key))
        .map(|c| Change {
            before: secret::shown(&c.key, &c.before),
            after: secret::shown(&c.key, &c.after),
            key: c.key,
        })
        .collect();
    (!changes.is_empty()).then_some(RevisionView {
        revision: revision.revision,
        scope: revision.at.scope,
        subject,
        changed_by: revision.changed_by,
        changed_at: revision.changed_at,
        undoes: revision.undoes,
        changes,
    })
}
