//! Captured and sent mail, newest first, of everybody or of one tenant. Staff read all, a customer
//! his own.

use crate::{Access, AppResult, access::SeeMail, paging, views::mail::mail_view};
use domain::{
    Slug,
    ids::MailId,
    role::Role,
    views::{MailView, Page},
};

pub async fn list_mail(
    by: &Access<SeeMail>,
    tenant: Option<&Slug>,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<MailView>> {
    let (limit, after) = (paging::limit(limit), paging::cursor::<MailId>(cursor)?);
    let session = by.session();
    let whose = match tenant {
        Some(slug) => Some(vec![by.tenant(slug).await?.id]),
        None if session.role.is_some_and(Role::is_staff) => None,
        None => Some(session.tenants.clone()),
    };
    let store = &by.portal().store;
    let rows = store.mails(whose.as_deref(), after, limit + 1).await?;
    let page = paging::cut(rows, limit, |m| m.id.to_string());
    Ok(Page {
        items: page.items.into_iter().map(mail_view).collect(),
        next_cursor: page.next_cursor,
    })
}
