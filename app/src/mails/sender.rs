//! Who a tenant's mail comes from, and through which server it goes, by the settings `mail.*`.

use crate::{
    Portal,
    ports::{MailError, MailErrorKind, MailServer, Security, Sender},
    records::{Environment, Tenant},
    settings::{scopes, secret},
};
use domain::{email::Email, settings::Effective};

const PASSWORD: &str = "mail.smtp.password";

/// The house's own address for this tenant, with the tenant's name.
pub fn default_sender(portal: &Portal, tenant: &Tenant, values: &[Effective]) -> Sender {
    let name = scopes::text(values, "mail.sender_name").unwrap_or(&tenant.company);
    Sender {
        name: name.to_owned(),
        address: format!("{}@clients.{}", tenant.slug, portal.config.base_domain),
    }
}

/// For mails that no tenant sends.
pub fn house_sender(portal: &Portal) -> Sender {
    let domain = &portal.config.base_domain;
    Sender {
        name: domain.clone(),
        address: format!("no-reply@clients.{domain}"),
    }
}

/// The tenant's own server, when one is set. The password is opened here, for this one sending; one
/// that does not open is a fault of that server, and no reason to keep the mail.
pub fn own_server(
    portal: &Portal,
    tenant: &Tenant,
    environment: Option<&Environment>,
    values: &[Effective],
) -> Option<Result<MailServer, (String, MailError)>> {
    let text = |key| scopes::text(values, key).map(str::trim);
    let host = text("mail.smtp.host").filter(|host| !host.is_empty())?;
    let username = text("mail.smtp.username").filter(|name| !name.is_empty());
    let from = [text("mail.smtp.from"), username];
    let mut from = from.into_iter().flatten().map(Email::parse);
    let scopes = scopes::all(tenant, environment);
    let Ok(password) = secret::open(&portal.keys, &scopes, values, PASSWORD) else {
        let error = MailError {
            kind: MailErrorKind::Invalid,
            detail: "the stored password does not open; set it again".to_owned(),
        };
        return Some(Err((host.to_owned(), error)));
    };
    Some(Ok(MailServer {
        host: host.to_owned(),
        port: u16::try_from(scopes::number(values, "mail.smtp.port")).unwrap_or(587),
        security: match text("mail.smtp.security") {
            Some("tls") => Security::Tls,
            Some("none") => Security::None,
            _ => Security::StartTls,
        },
        username: username.map(str::to_owned),
        password,
        from: from.find_map(Result::ok),
    }))
}
