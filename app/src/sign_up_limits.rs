//! How many sign-ups are accepted, by the settings `signup.*`.
//!
//! Counted in the transaction that accepts one, so what is refused or rolled back counts nothing.

use crate::{AppError, AppResult, Portal, internet::network, ports::Tx, settings::scopes};
use chrono::TimeDelta;
use domain::{FieldError, Time, settings::Effective, sign_up::Checked};

pub struct SignUpLimits {
    /// What is counted, and since when.
    buckets: Vec<(String, Time)>,
    /// The most of each, and what is said when there are more.
    most: Vec<(i64, &'static str)>,
    /// The most trials that may run, when this is to be one.
    most_trials: Option<i64>,
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
        let is_trial = form.plan.trial_days.is_some();
        let most_trials = is_trial.then(|| scopes::number(&house, "signup.max_trials"));
        refuse_trial(most_trials, portal.store.count_trials().await?)?;
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
            most_trials,
        })
    }

    pub async fn count(&self, tx: &mut dyn Tx, now: Time) -> AppResult<()> {
        let counts = tx.count_sign_up(&self.buckets, now).await?;
        let over = counts
            .iter()
            .zip(&self.most)
            .find(|(n, (most, _))| **n > *most);
        if let Some((_, (_, why))) = over {
            return Err(AppError::too_many(*why));
        }
        // Again, now that no other sign-up can come in between: counting has taken the counter.
        refuse_trial(self.most_trials, tx.count_trials().await?)
    }
}

fn refuse_trial(most: Option<i64>, running: i64) -> AppResult<()> {
    match most {
        Some(most) if running >= most => Err(AppError::too_many(
            "no further trial can start at the moment",
        )),
        _ => Ok(()),
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
    fn throw_away_domains_and_those_below_them_are_refused() {
        let house = domain::settings::effective(&[], &domain::plan::ALL[0], "");
        let refused = |domain| refuse_disposable(&house, domain).is_err();

        assert!(refused("mailinator.com") && refused("eu.mailinator.com"));
        assert!(!refused("notmailinator.com") && !refused("example.com"));
    }
}
