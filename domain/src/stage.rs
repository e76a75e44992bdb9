//! A label in a pipeline. Which stages exist is a matter of the plans; these are the shipped ones.

use crate::field::Refused;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Every stage name a plan may use; none of them may be a slug.
pub const NAMES: &[&str] = &[
    "prod",
    "stg",
    "dev",
    "test",
    "qa",
    "demo",
    "staging",
    "production",
];

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct Stage(String);

impl Stage {
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let name = text.trim().to_lowercase();
        if NAMES.contains(&name.as_str()) {
            Ok(Self(name))
        } else {
            let why = format!("“{text}” is no stage; known are {}", NAMES.join(", "));
            Err(Refused::new("unknown_stage", why))
        }
    }

    pub fn prod() -> Self {
        Self("prod".to_owned())
    }

    pub fn is_prod(&self) -> bool {
        self.0 == "prod"
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Stage {
    type Err = Refused;
    fn from_str(s: &str) -> Result<Self, Refused> {
        Self::parse(s)
    }
}

impl TryFrom<String> for Stage {
    type Error = Refused;
    fn try_from(s: String) -> Result<Self, Refused> {
        Self::parse(&s)
    }
}

impl From<Stage> for String {
    fn from(s: Stage) -> String {
        s.0
    }
}
