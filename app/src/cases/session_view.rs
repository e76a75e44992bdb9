//! Who is signed in, as far as a page needs it.

use crate::{Access, AppResult, access::Visit};
use domain::{role::Role, views::SessionView};

pub async fn session_view(by: &Access<Visit>) -> AppResult<Option<SessionView>> {
    let session = by.session();
    let Some(role) = session.role else {
        return Ok(None);
    };
    let mut tenants = Vec::new();
    if role == Role::Customer {
        for id in &session.tenants {
            let tenant = by.portal().store.tenant(*id).await?;
            tenants.extend(tenant.map(|t| t.slug.to_string()));
        }
    }
    Ok(Some(SessionView {
        email: session.name.clone(),
        role,
        tenants,
        csrf: session.csrf.clone(),
    }))
}
