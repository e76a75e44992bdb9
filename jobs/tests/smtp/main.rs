//! Mail through a real server: every way to protect the connection, and every way to be refused.

mod server;

use app::ports::{MailErrorKind, MailOut, MailServer, OutgoingMail, Security, Sender as From};
use domain::ids::MailId;
use jobs::providers::mail::{Outlet, OutletOptions, Reach};
use server::{Manners, Server, Tls};

/// `\0ada\0s3cret`
const ADA: &str = "AGFkYQBzM2NyZXQ=";

fn mail() -> OutgoingMail {
    OutgoingMail {
        id: MailId(uuid::Uuid::now_v7()),
        from: From {
            name: "Harbour \"&\" Pine\r\nBcc: all@example.com".into(),
            address: "acme@clients.example.com".into(),
        },
        to: "guest@example.com".into(),
        reply_to: Some("desk@harbour.example".into()),
        subject: "Ihre Buchung für Freitag".into(),
        text: "See you on Friday.\n.\nA dot alone ends no mail.\n".into(),
    }
}

fn at(server: &Server, security: Security) -> MailServer {
    MailServer {
        host: "localhost".into(),
        port: server.address.port(),
        security,
        username: None,
        password: None,
        from: None,
    }
}

fn outlet(server: &Server) -> Outlet {
    Outlet::new(OutletOptions {
        reach: Reach::Everywhere,
        authorities: vec![server.authority.clone()],
        ..OutletOptions::default()
    })
}

async fn refusal(server: &Server, through: MailServer) -> MailErrorKind {
    let sent = outlet(server).send_through(&through, &mail()).await;
    let error = sent.expect_err("refused");
    assert!(!error.detail.contains("s3cret"), "{error}");
    error.kind
}

#[tokio::test]
async fn a_mail_arrives_whole_and_with_the_headers_that_were_meant() {
    let server = Server::start(Manners::default()).await;
    let mail = mail();

    let through = at(&server, Security::None);
    let sent = outlet(&server).send_through(&through, &mail).await;

    sent.expect("taken");
    let taken = server.taken().remove(0);
    let (head, body) = taken.split_once("\r\n\r\n").expect("head and body");
    assert!(head.contains(&format!("Message-ID: <{}@clients.example.com>", mail.id)));
    assert!(head.contains("<acme@clients.example.com>"), "{head}");
    assert!(head.contains("To: guest@example.com"), "{head}");
    assert!(head.contains("Reply-To: desk@harbour.example"), "{head}");
    assert!(!head.contains("\nBcc:"), "{head}");
    assert!(body.contains("A dot alone ends no mail."), "{body}");
}

#[tokio::test]
async fn starttls_and_tls_from_the_start_encrypt_before_the_password_is_said() {
    for (tls, security) in [
        (Tls::Start, Security::StartTls),
        (Tls::Wrapped, Security::Tls),
    ] {
        let server = Server::start(Manners {
            tls,
            sign_in: Some(ADA),
            ..Manners::default()
        })
        .await;
        let through = MailServer {
            username: Some("ada".into()),
            password: Some("s3cret".into()),
            ..at(&server, security)
        };

        let sent = outlet(&server).send_through(&through, &mail()).await;

        sent.expect("taken");
        assert_eq!((server.taken().len(), server.secured()), (1, 1), "{tls:?}");
    }
}

#[tokio::test]
async fn a_server_without_trusted_encryption_gets_nothing() {
    let plain = Server::start(Manners::default()).await;
    let kind = refusal(&plain, at(&plain, Security::StartTls)).await;
    assert_eq!(kind, MailErrorKind::Encryption, "no STARTTLS");

    let own = Server::start(Manners {
        tls: Tls::Start,
        ..Manners::default()
    })
    .await;
    let strict = Outlet::new(OutletOptions {
        reach: Reach::Everywhere,
        ..OutletOptions::default()
    });
    let through = at(&own, Security::StartTls);
    let error = strict.send_through(&through, &mail()).await;
    let error = error.expect_err("an unknown authority");
    assert_eq!(error.kind, MailErrorKind::Encryption, "{error}");
    assert!(plain.taken().is_empty() && own.taken().is_empty());
}

#[tokio::test]
async fn each_refusal_is_told_by_its_meaning() {
    let locked = Server::start(Manners {
        sign_in: Some(ADA),
        ..Manners::default()
    })
    .await;
    let mut through = at(&locked, Security::None);
    assert_eq!(
        refusal(&locked, through.clone()).await,
        MailErrorKind::SignIn
    );
    through.username = Some("ada".into());
    through.password = Some("wrong".into());
    assert_eq!(refusal(&locked, through).await, MailErrorKind::SignIn);

    for (answer, kind) in [
        ("550 5.1.1 no such mailbox", MailErrorKind::Refused),
        ("451 4.7.1 try again later", MailErrorKind::Busy),
    ] {
        let server = Server::start(Manners {
            recipient: Some(answer),
            ..Manners::default()
        })
        .await;
        assert_eq!(refusal(&server, at(&server, Security::None)).await, kind);
    }

    let silent = Server::start(Manners {
        silent: true,
        ..Manners::default()
    })
    .await;
    let kind = refusal(&silent, at(&silent, Security::None)).await;
    assert_eq!(kind, MailErrorKind::Unreachable, "silence ends");
}

#[tokio::test]
async fn a_server_of_the_portals_own_network_is_not_asked() {
    let server = Server::start(Manners::default()).await;
    let outlet = Outlet::new(OutletOptions::default());

    let sent = outlet
        .send_through(&at(&server, Security::None), &mail())
        .await;

    assert_eq!(sent.expect_err("refused").kind, MailErrorKind::Unreachable);
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn the_houses_mail_goes_to_its_relay_or_is_captured() {
    let server = Server::start(Manners::default()).await;
    let relay = MailServer {
        from: Some(domain::email::Email::parse("house@example.com").expect("an address")),
        ..at(&server, Security::None)
    };
    let relayed = Outlet::new(OutletOptions {
        relay: Some(relay),
        ..OutletOptions::default()
    });

    assert_eq!(relayed.send(&mail()).await, Ok("relay"));
    assert!(server.taken()[0].contains("<house@example.com>"));
    assert_eq!(Outlet::default().send(&mail()).await, Ok("captured"));
    assert_eq!(server.taken().len(), 1);
}
