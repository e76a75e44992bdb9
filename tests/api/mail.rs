//! Mail of a running site, from the booking to a real mail server of the tenant's own.

use blackbox::{MailServer, Portal, launched, wait_for};
use serde_json::{Value, json};

/// The newest mail of the tenant with this subject's recipient, once the portal has handed it over.
async fn handed_over(portal: &Portal, count: usize) -> Value {
    wait_for("the mail is handed over", async || {
        let page = portal.operator().get("/api/v1/mails?tenant=acme").await;
        let mails = page.ok()["items"].as_array()?.clone();
        let settled = mails.iter().filter(|mail| mail["state"] == "sent").count();
        (settled == count).then(|| mails[0].clone())
    })
    .await
}

#[tokio::test]
async fn a_booking_is_confirmed_through_the_tenants_own_server_while_it_takes_mail() {
    let portal = Portal::start().await;
    launched(&portal, "acme").await;
    let (server, site) = (MailServer::start().await, portal.site("acme"));
    let own = json!({ "values": {
        "mail.sender_name": "Harbour Club",
        "mail.smtp.host": "127.0.0.1",
        "mail.smtp.port": server.address.port(),
        "mail.smtp.security": "none",
        "mail.smtp.username": MailServer::USER,
        "mail.smtp.password": MailServer::PASSWORD,
    } });
    let day = site.last_free_day().await;
    let settings = "/api/v1/tenants/acme/settings";
    portal.operator().patch(settings, &own).await.ok();

    site.book("Mira", &day, "10:00").await;
    let sent = handed_over(&portal, 1).await;

    assert_eq!(sent["via"], "own", "{sent}");
    assert_eq!(sent["notice"], Value::Null);
    let taken = server.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    let (head, text) = taken[0].split_once("\r\n\r\n").expect("head and body");
    assert!(head.contains("To: mira@example.com"), "{head}");
    assert!(head.contains("<desk@harbour.example>"), "{head}");
    assert!(head.contains("Harbour Club"), "{head}");
    assert!(text.contains("Mira"), "{text}");

    // A server that refuses costs nobody his confirmation: it goes the house's way, and says why.
    server.refuse(true);
    site.book("Mira", &day, "12:00").await;
    let captured = handed_over(&portal, 2).await;
    assert_eq!(captured["via"], "captured", "{captured}");
    let notice = captured["notice"].as_str().expect("it says why");
    assert!(notice.contains("127.0.0.1 refused the mail"), "{notice}");
    assert_eq!(server.taken().len(), 1);

    // Mended, it is used again without anybody's help.
    server.refuse(false);
    site.book("Mira", &day, "14:00").await;
    let again = handed_over(&portal, 3).await;
    assert_eq!(again["via"], "own", "{again}");
    assert_eq!(server.taken().len(), 2);

    let shown = portal.operator().get(settings).await.text();
    let log = portal.log();
    assert!(!shown.contains(MailServer::PASSWORD) && !log.contains(MailServer::PASSWORD));
}
