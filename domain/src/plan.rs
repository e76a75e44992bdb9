//! The plans that are sold. Shipped in code for now; operators edit them in a later issue.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    pub name: &'static str,
    pub title: &'static str,
    /// Days until a trial ends; none for a paid plan.
    pub trial_days: Option<i64>,
    /// Euro a month.
    pub price: u32,
    pub stages: &'static [&'static str],
    pub limits: Limits,
    pub pitch: &'static str,
}

/// What a plan allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    /// Accounts in the tenant's app.
    pub users: u32,
    /// Megabytes of files.
    pub storage_mb: u32,
    /// Mails in a calendar month, UTC.
    pub mails_per_month: u32,
}

pub const ALL: &[Plan] = &[
    Plan {
        name: "trial",
        title: "Trial",
        trial_days: Some(14),
        price: 0,
        stages: &["prod"],
        limits: Limits {
            users: 25,
            storage_mb: 512,
            mails_per_month: 500,
        },
        pitch: "One environment. Ends by itself; your data is kept for 30 more days.",
    },
    Plan {
        name: "standard",
        title: "Standard",
        trial_days: None,
        price: 49,
        stages: &["stg", "prod"],
        limits: Limits {
            users: 500,
            storage_mb: 20_480,
            mails_per_month: 20_000,
        },
        pitch: "Adds a staging environment and your own domain. First invoice in 30 days.",
    },
];

pub fn find(name: &str) -> Option<&'static Plan> {
    ALL.iter().find(|p| p.name == name)
}

/// The plan whose name the database holds; a name that left the list is read as the trial.
pub fn find_or_trial(name: &str) -> &'static Plan {
    find(name).unwrap_or(&ALL[0])
}
