//! State machines as data: one table each, and one typed error for a move that is not in it.

use serde::{Serialize, de::DeserializeOwned};
use std::{fmt, marker::PhantomData};

/// A state that is stored, shown and sent by one name.
pub trait State: Copy + Eq + fmt::Debug + 'static {
    const MACHINE: &'static str;
    const ALL: &'static [Self];
    /// Which states may follow this one.
    fn next(self) -> &'static [Self];
    fn name(self) -> &'static str;

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|s| s.name() == name)
    }

    /// The move, or an error that names the present state and those that could follow.
    fn go(self, to: Self) -> Result<Self, IllegalMove> {
        if self.next().contains(&to) {
            return Ok(to);
        }
        Err(IllegalMove {
            machine: Self::MACHINE,
            present: self.name(),
            wanted: to.name(),
            required: Self::ALL
                .iter()
                .filter(|s| s.next().contains(&to))
                .map(|s| s.name())
                .collect(),
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{machine} is {present}; {wanted} needs {}", .required.join(" or "))]
pub struct IllegalMove {
    pub machine: &'static str,
    pub present: &'static str,
    pub wanted: &'static str,
    pub required: Vec<&'static str>,
}

/// Marker kept so that a table can be passed around as a value, for diagrams.
#[derive(Debug)]
pub struct Machine<S>(PhantomData<S>);

impl<S: State> Machine<S> {
    /// The table as a Mermaid state diagram.
    pub fn diagram() -> String {
        let mut out = format!("stateDiagram-v2\n    %% {}\n", S::MACHINE);
        for from in S::ALL {
            for to in from.next() {
                out.extend(["    ", from.name(), " --> ", to.name(), "\n"]);
            }
        }
        out
    }
}

/// Writes enum, names, table, display and serde for one machine; the table is the whole input.
#[macro_export]
macro_rules! machine {
    ($(#[$doc:meta])* $name:ident, $label:literal {
        $($state:ident $text:literal => [$($to:ident),* $(,)?]),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $(#[serde(rename = $text)] $state),* }

        impl $crate::machine::State for $name {
            const MACHINE: &'static str = $label;
            const ALL: &'static [Self] = &[$(Self::$state),*];
            fn next(self) -> &'static [Self] {
                match self { $(Self::$state => &[$(Self::$to),*]),* }
            }
            fn name(self) -> &'static str {
                match self { $(Self::$state => $text),* }
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $crate::openapi::states::<Self>()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::machine::State::name(*self))
            }
        }
    };
}

/// What tests ask of every machine: a state reads back from its name, in the table and in JSON.
pub fn names_round_trip<S: State + Serialize + DeserializeOwned>() -> bool {
    S::ALL.iter().all(|s| {
        S::from_name(s.name()) == Some(*s)
            && serde_json::to_value(s).is_ok_and(|v| v == s.name())
            && serde_json::from_value::<S>(s.name().into()).is_ok_and(|back| back == *s)
    })
}
