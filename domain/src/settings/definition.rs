//! What is known about one setting.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Definition {
    pub key: &'static str,
    pub kind: Kind,
    pub label: &'static str,
    pub help: &'static str,
    pub default: Fallback,
    /// Where a value may be set, from the widest to the narrowest.
    pub scopes: &'static [Scope],
    /// A customer may change it for his own tenant.
    pub customer: bool,
    /// The sign-up form offers it.
    pub sign_up: bool,
    /// The tenant's app gets it.
    pub runtime: bool,
    pub section: Section,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Text {
        max: usize,
        lines: bool,
    },
    Email,
    Url,
    Colour,
    Number {
        min: i64,
        max: i64,
        unit: &'static str,
    },
    Bool,
    /// Value and label of each choice.
    Choice(&'static [(&'static str, &'static str)]),
    Image,
    Secret,
    /// Addresses of pages, one a line in forms, an array elsewhere.
    Links {
        max: usize,
    },
}

/// The value when no scope has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fallback {
    Unset,
    Text(&'static str),
    Number(i64),
    Bool(bool),
    NoLinks,
    /// Taken from the plan's limits.
    Plan,
    /// The company's name.
    Company,
}

/// Where a value applies; a narrower scope wins over a wider one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Global,
    Plan,
    Tenant,
    Environment,
}

/// The part of a form in which a setting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    Branding,
    Mail,
    Analytics,
    Calendar,
    SignUp,
    Limits,
    Retention,
    Providers,
    Runs,
}

impl Scope {
    pub const ALL: [Scope; 4] = [
        Scope::Global,
        Scope::Plan,
        Scope::Tenant,
        Scope::Environment,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Scope::Global => "global",
            Scope::Plan => "plan",
            Scope::Tenant => "tenant",
            Scope::Environment => "environment",
        }
    }
}

impl Section {
    pub const ALL: [Section; 9] = [
        Section::Branding,
        Section::Mail,
        Section::Analytics,
        Section::Calendar,
        Section::SignUp,
        Section::Limits,
        Section::Retention,
        Section::Providers,
        Section::Runs,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Section::Branding => "Look",
            Section::Mail => "Mail",
            Section::Analytics => "Analytics",
            Section::Calendar => "Calendar",
            Section::SignUp => "Sign-up",
            Section::Limits => "Limits",
            Section::Retention => "Retention",
            Section::Providers => "Providers",
            Section::Runs => "Runs",
        }
    }
}

impl Definition {
    pub fn is_secret(&self) -> bool {
        self.kind == Kind::Secret
    }

    pub fn allows(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }

    /// The value when nobody has set one, as far as it does not depend on a tenant.
    pub fn fallback(&self) -> Value {
        match self.default {
            Fallback::Unset | Fallback::Plan | Fallback::Company => Value::Null,
            Fallback::Text(t) => t.into(),
            Fallback::Number(n) => n.into(),
            Fallback::Bool(b) => b.into(),
            Fallback::NoLinks => Value::Array(Vec::new()),
        }
    }
}
