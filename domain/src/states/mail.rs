//! A mail, from the portal's word that it will be sent to its way out.

crate::machine! {
    MailState, "mail" {
        Queued "queued" => [Sent, Failed],
        Sent "sent" => [],
        Failed "failed" => [],
    }
}

#[cfg(test)]
mod tests {
    use super::MailState;

    #[test]
    fn names_read_back() {
        assert!(crate::machine::names_round_trip::<MailState>());
    }
}
