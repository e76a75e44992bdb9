//! How many sign-ups are accepted, by the settings `signup.*`.
//!
//! Counted in the transaction that accepts one, so what is refused or rolled back counts nothing.

use crate::{AppError, AppResult, Portal, ports::Tx, settings::scopes};
use chrono::TimeDelta;
use domain::{FieldError, Time, settings::Effective, sign_up::Checked};
use std::net::IpAddr;

pub struct SignUpLimits {
    /// What is counted, and since when.
    buckets: Vec<(String, Time)>,
    /// The most of each, and what is said when there are more.
    most: Vec<(i64, &'static str)>,
}

impl SignUpLimits {
    /// Refuses what can be refused before anything is counted.
    pub async fn check(
        portal: &Portal,
        address: &str,
        form: &Checked,
        now: Time,
    ) -> AppResult<Self> {
        let house = scopes::house(portal).await?;
        refuse_disposable(&house, form.email.domain())?;
        let most_trials = scopes::number(&house, "signup.max_trials");
        if form.plan.trial_days.is_some() && portal.store.count_trials().await? >= most_trials {
            let why = "no further trial can start at the moment";
            return Err(AppError::TooMany(why.to_owned()));
        }
        // Digests only: the table need not say who signed up from where.
        let bucket = |kind: &str, who: &str| format!("{kind}:{}", portal.keys.derive(kind, who));
        let (hour, day) = (TimeDelta::hours(-1), TimeDelta::days(-1));
        Ok(Self {
            buckets: vec![
                (bucket("address", &network(address)), now + hour),
                (bucket("mailbox", &form.email.mailbox()), now + day),
            ],
            most: vec![
                (
                    scopes::number(&house, "signup.max_per_hour"),
                    "too many sign-ups from your internet address within an hour",
                ),
                (
                    scopes::number(&house, "signup.max_per_email"),
                    "too many sign-ups with this e-mail address within a day",
                ),
            ],
        })
    }

    pub async fn count(&self, tx: &mut dyn Tx, now: Time) -> AppResult<()> {
        let counts = tx.count_sign_up(&self.buckets, now).await?;
        let over = counts
            .iter()
            .zip(&self.most)
            .find(|(n, (most, _))| **n > *most);
        match over {
            Some((_, (_, why))) => Err(AppError::TooMany((*why).to_owned())),
            None => Ok(()),
        }
    }
}

/// One caller has a whole IPv6 network of addresses, so those count as one.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(v6)) if v6.to_ipv4_mapped().is_none() => {
            let s = v6.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
        }
        Ok(ip) => ip.to_canonical().to_string(),
        Err(_) => address.to_owned(),
    }
}

fn refuse_disposable(house: &[Effective], domain: &str) -> AppResult<()> {
    let list = scopes::text(house, "signup.disposable_domains").unwrap_or_default();
    let listed = |entry: &str| {
        let entry = entry.trim().to_lowercase();
        let below = domain.strip_suffix(entry.as_str());
        !entry.is_empty() && below.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    if list.lines().any(listed) {
        let why = format!("Use an e-mail address that lasts; {domain} gives out throw-away ones");
        return Err(FieldError::new("email", "disposable", why).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_network_count_as_one() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::9"));
        assert_ne!(network("2001:db8:1:2::9"), network("2001:db8:1:3::9"));
        assert_eq!(network("::ffff:192.0.2.7"), network("192.0.2.7"));
        assert_eq!(network("local"), "local");
    }

    #[test]
    fn throw_away_domains_and_those_below_them_are_refused() {
        let house = domain::settings::effective(&[], &domain::plan::ALL[0], "");
        let refused = |domain| refuse_disposable(&house, domain).is_err();

        assert!(refused("mailinator.com") && refused("eu.mailinator.com"));
        assert!(!refused("notmailinator.com") && !refused("example.com"));
    }
}
