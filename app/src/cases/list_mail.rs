//! Captured and sent mail, newest first. Staff read all, a customer his own.

use crate::{Access, AppResult, access::SeeMail, paging, views::mail::mail_view};
use domain::{
    ids::MailId,
    role::Role,
    views::{MailView, Page},
};

pub async fn list_mail(
    by: &Access<SeeMail>,
    cursor: Option<&str>,
    limit: u32,
) -> AppResult<Page<MailView>> {
    let (limit, after) = (paging::limit(limit), paging::cursor::<MailId>(cursor)?);
    let session = by.session();
    let own = (!session.role.is_some_and(Role::is_staff)).then_some(&session.tenants[..]);
    let rows = by.portal().store.mails(own, after, limit + 1).await?;
    let page = paging::cut(rows, limit, |m| m.id.to_string());
    Ok(Page {
        items: page.items.into_iter().map(mail_view).collect(),
        next_cursor: page.next_cursor,
    })
}
