//! The way out: the house's relay where one is configured, else captured; and tenants' own servers.

use super::{Reach, smtp};
use app::ports::{MailError, MailErrorKind, MailOut, MailServer, OutgoingMail};
use async_trait::async_trait;
use lettre::transport::smtp::client::Certificate;
use std::time::Duration;

/// A server that is silent for so long is as good as none. Apps wait ten seconds for an answer.
const PATIENCE: Duration = Duration::from_secs(8);

#[derive(Debug, Default)]
pub struct OutletOptions {
    /// The house's own server; without one its mail is captured.
    pub relay: Option<MailServer>,
    /// Where tenants' servers may stand. The relay is the operator's and may stand anywhere.
    pub reach: Reach,
    /// Trusted beside the well-known authorities.
    pub authorities: Vec<Certificate>,
}

#[derive(Debug, Default)]
pub struct Outlet {
    options: OutletOptions,
}

impl Outlet {
    pub fn new(options: OutletOptions) -> Self {
        Self { options }
    }

    async fn through(
        &self,
        server: &MailServer,
        reach: Reach,
        mail: &OutgoingMail,
    ) -> Result<(), MailError> {
        let sending = async {
            let addresses = reach.resolve(&server.host, server.port).await?;
            smtp::send(server, &addresses, &self.options.authorities, mail).await
        };
        let late = |_| MailError {
            kind: MailErrorKind::Unreachable,
            detail: format!("no answer within {} seconds", PATIENCE.as_secs()),
        };
        tokio::time::timeout(PATIENCE, sending)
            .await
            .map_err(late)?
    }
}

#[async_trait]
impl MailOut for Outlet {
    async fn send(&self, mail: &OutgoingMail) -> Result<&'static str, MailError> {
        match &self.options.relay {
            Some(relay) => {
                let mut mail = mail.clone();
                if let Some(from) = &relay.from {
                    from.as_str().clone_into(&mut mail.from.address);
                }
                self.through(relay, Reach::Everywhere, &mail).await?;
                Ok("relay")
            }
            // The row that the use case writes is the mailbox.
            None => Ok("captured"),
        }
    }

    async fn send_through(
        &self,
        server: &MailServer,
        mail: &OutgoingMail,
    ) -> Result<(), MailError> {
        self.through(server, self.options.reach, mail).await
    }
}
