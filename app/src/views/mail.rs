//! A mail as its reader sees it.

use crate::records::Mail;
use domain::views::MailView;

pub fn mail_view(mail: Mail) -> MailView {
    MailView {
        id: mail.id,
        tenant: mail.slug,
        from: mail.from,
        to: mail.to,
        reply_to: mail.reply_to,
        subject: mail.subject,
        text: mail.text,
        at: mail.at,
        state: mail.state,
        via: mail.via,
        notice: mail.notice,
    }
}
