//! Two people changed the settings at the same time: who else, what, and what of the refused form
//! still stands.

use super::row::text;
use app::{Access, AppResult, access::SeeSettings, cases};
use domain::{Slug, Stage, Time, form::Posted, views::RevisionView};
use serde_json::Value;
use std::collections::BTreeMap;

/// What somebody else set while this form was open.
pub struct Theirs {
    pub who: String,
    pub at: Time,
    pub value: Value,
    before: Value,
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
    Ok(gather(
        page.items.into_iter().filter(|r| r.revision > revision),
    ))
}

/// The newest value and the oldest "before" of each key; revisions come newest first.
fn gather(revisions: impl Iterator<Item = RevisionView>) -> Meanwhile {
    let mut all = Meanwhile::new();
    for revision in revisions {
        for change in revision.changes {
            let theirs = Theirs {
                who: revision.changed_by.clone(),
                at: revision.changed_at,
                value: change.after,
                before: change.before.clone(),
            };
            all.entry(change.key).or_insert(theirs).before = change.before;
        }
    }
    all
}

/// What the form says about a key. A field that was left as it was before the other's change
/// takes the other's value: its sender did not mean it.
pub fn typed(posted: &Posted, key: &str, meanwhile: &Meanwhile) -> Option<String> {
    let typed = posted.values.get(&format!("settings.{key}"))?;
    match meanwhile.get(key) {
        Some(theirs) if same(typed, &text(&theirs.before)) => None,
        _ => Some(typed.clone()),
    }
}

/// Browsers send line breaks their own way.
pub fn same(a: &str, b: &str) -> bool {
    a.replace("\r\n", "\n").trim() == b.replace("\r\n", "\n").trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{settings::Scope, views::Change};
    use serde_json::json;

    fn revision(revision: i64, before: Value, after: Value) -> RevisionView {
        RevisionView {
            revision,
            scope: Scope::Tenant,
            subject: "acme".into(),
            changed_by: format!("person {revision}"),
            changed_at: Time::from_micros(revision),
            undoes: None,
            changes: vec![Change {
                key: "branding.site_title".into(),
                before,
                after,
            }],
        }
    }

    #[test]
    fn a_field_that_was_not_touched_takes_the_value_of_the_other() {
        let both = [
            revision(8, json!("B"), json!("C")),
            revision(7, json!("A"), json!("B")),
        ];
        let meanwhile = gather(both.into_iter());
        let form = |title: &str| Posted {
            values: BTreeMap::from([("settings.branding.site_title".to_owned(), title.to_owned())]),
            ..Posted::default()
        };

        assert_eq!(typed(&form("A"), "branding.site_title", &meanwhile), None);
        assert_eq!(
            typed(&form("Mine"), "branding.site_title", &meanwhile).as_deref(),
            Some("Mine")
        );
        assert_eq!(meanwhile["branding.site_title"].value, json!("C"));
        assert_eq!(meanwhile["branding.site_title"].who, "person 8");
    }
}
