//! Two people changed the settings at the same time: who else, what, and what of the refused form
//! still stands. Each field is posted with what it held when the page was made (`was.<key>`), so
//! it is known which fields their sender meant.

use app::{Access, AppResult, access::SeeSettings, cases};
use domain::{
    Slug, Stage, Time,
    form::Posted,
    views::{Change, RevisionView},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// What somebody else set while this form was open.
pub struct Theirs {
    pub who: String,
    pub at: Time,
    pub value: Value,
}

pub type Meanwhile = BTreeMap<String, Theirs>;

/// Changes since the revision that the form was made from.
pub async fn since(
    by: &Access<SeeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    revision: i64,
) -> AppResult<Meanwhile> {
    let page = cases::settings_history(by, slug, stage, None, 100).await?;
    Ok(newest(
        page.items.into_iter().filter(|r| r.revision > revision),
    ))
}

/// Revisions come newest first, so the first one of a key counts.
fn newest(revisions: impl Iterator<Item = RevisionView>) -> Meanwhile {
    let mut all = Meanwhile::new();
    for revision in revisions {
        for Change { key, after, .. } in revision.changes {
            all.entry(key).or_insert_with(|| Theirs {
                who: revision.changed_by.clone(),
                at: revision.changed_at,
                value: after,
            });
        }
    }
    all
}

/// What the refused form says about a key; nothing when its sender had left the field as it was.
pub fn typed(posted: &Posted, key: &str) -> Option<String> {
    let typed = posted.values.get(&format!("settings.{key}"))?;
    let was = posted.values.get(&format!("was.{key}"));
    (!was.is_some_and(|was| same(typed, was))).then(|| typed.clone())
}

/// Browsers send line breaks their own way.
pub fn same(a: &str, b: &str) -> bool {
    a.replace("\r\n", "\n").trim() == b.replace("\r\n", "\n").trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::settings::Scope;
    use serde_json::json;

    fn revision(revision: i64, after: Value) -> RevisionView {
        RevisionView {
            revision,
            scope: Scope::Tenant,
            subject: "acme".into(),
            changed_by: format!("person {revision}"),
            changed_at: Time::from_micros(revision),
            undoes: None,
            changes: vec![Change {
                key: "branding.site_title".into(),
                before: Value::Null,
                after,
            }],
        }
    }

    #[test]
    fn of_several_changes_meanwhile_the_newest_is_shown() {
        let both = [revision(8, json!("C")), revision(7, json!("B"))];
        let meanwhile = newest(both.into_iter());

        let theirs = &meanwhile["branding.site_title"];
        assert_eq!(
            (&theirs.value, theirs.who.as_str()),
            (&json!("C"), "person 8")
        );
    }

    #[test]
    fn a_field_that_was_left_alone_is_not_meant() {
        let form = |title: &str| Posted {
            values: BTreeMap::from([
                ("settings.mail.footer_address".to_owned(), title.to_owned()),
                (
                    "was.mail.footer_address".to_owned(),
                    "Quay 1\nHarbour".to_owned(),
                ),
            ]),
            ..Posted::default()
        };

        assert_eq!(
            typed(&form("Quay 1\r\nHarbour\r\n"), "mail.footer_address"),
            None
        );
        let mine = typed(&form("Quay 2"), "mail.footer_address");
        assert_eq!(mine.as_deref(), Some("Quay 2"));
    }
}
