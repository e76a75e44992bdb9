//! The name of an environment as people type it: `acme` (stage prod) or `acme/stg`.

use crate::{Slug, Stage, field::Refused};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EnvironmentName {
    pub slug: Slug,
    pub stage: Stage,
}

impl EnvironmentName {
    pub fn new(slug: Slug, stage: Stage) -> Self {
        Self { slug, stage }
    }

    /// `<slug>.<base domain>` for prod, `<slug>.<stage>.<base domain>` for the others.
    pub fn host(&self, base_domain: &str) -> String {
        if self.stage.is_prod() {
            format!("{}.{base_domain}", self.slug)
        } else {
            format!("{}.{}.{base_domain}", self.slug, self.stage)
        }
    }

    /// What a person types to mean this environment: the stage only when it is not prod.
    pub fn short(&self) -> String {
        if self.stage.is_prod() {
            self.slug.to_string()
        } else {
            self.to_string()
        }
    }

    /// The reverse of `host`: which environment a host under the base domain means, if any.
    pub fn from_host(host: &str, base_domain: &str) -> Option<Self> {
        let labels = host.to_lowercase();
        let labels = labels.strip_suffix(base_domain)?.strip_suffix('.')?;
        match labels.split_once('.') {
            None => Some(Self::new(Slug::known(labels).ok()?, Stage::prod())),
            Some((slug, stage)) => {
                let stage = Stage::parse(stage).ok().filter(|s| !s.is_prod())?;
                Some(Self::new(Slug::known(slug).ok()?, stage))
            }
        }
    }
}

impl FromStr for EnvironmentName {
    type Err = Refused;
    fn from_str(text: &str) -> Result<Self, Refused> {
        match text.split_once('/') {
            None => Ok(Self::new(Slug::known(text)?, Stage::prod())),
            Some((slug, stage)) => Ok(Self::new(Slug::known(slug)?, Stage::parse(stage)?)),
        }
    }
}

impl fmt::Display for EnvironmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.slug, self.stage)
    }
}

impl TryFrom<String> for EnvironmentName {
    type Error = Refused;
    fn try_from(s: String) -> Result<Self, Refused> {
        s.parse()
    }
}

impl From<EnvironmentName> for String {
    fn from(n: EnvironmentName) -> String {
        n.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_from_its_host() {
        for (name, host) in [
            ("acme", "acme.localhost"),
            ("acme/stg", "acme.stg.localhost"),
        ] {
            let name: EnvironmentName = name.parse().expect("valid");
            assert_eq!(name.host("localhost"), host);
            assert_eq!(EnvironmentName::from_host(host, "localhost"), Some(name));
        }
    }

    #[test]
    fn other_hosts_mean_no_environment() {
        for host in [
            "localhost",
            "acme.example.com",
            "acme.prod.localhost",
            "a.b.c.localhost",
            "xacmelocalhost",
        ] {
            assert_eq!(
                EnvironmentName::from_host(host, "localhost"),
                None,
                "{host}"
            );
        }
    }
}
