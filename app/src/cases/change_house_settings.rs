//! Settings of the house itself, such as how many sign-ups are accepted.

use crate::{
    Access, AppResult,
    access::ManageAccess,
    settings::{
        change::{self, Incoming},
        scopes, view,
    },
};
use domain::{
    settings::{Kind, Scope},
    views::SettingsSaved,
};
use serde_json::{Map, Value};

pub async fn change_house_settings(
    by: &Access<ManageAccess>,
    values: Map<String, Value>,
) -> AppResult<SettingsSaved> {
    let portal = by.portal();
    // A picture belongs to a tenant's files, so the house has none.
    let may = |d: &domain::settings::Definition| d.allows(Scope::Global) && d.kind != Kind::Image;
    let incoming = Incoming {
        at: scopes::global(),
        tenant: None,
        environment: None,
        by: &by.session().name,
        now: portal.now(),
        undoes: None,
        values: change::check(&values, may)?,
    };
    let mut tx = portal.store.begin().await?;
    let present = tx.locked_revision(&[scopes::global()]).await?;
    let written = change::write(tx.as_mut(), portal, incoming).await?;
    tx.commit().await?;
    change::ring(portal, written);
    let revision = written.unwrap_or(present);
    tracing::info!(revision, "house settings changed");
    Ok(SettingsSaved {
        revision,
        warnings: view::warnings(&scopes::house(portal).await?),
    })
}
