//! Rows as the store gives them: the model's entities with all they hold.

mod access;
mod content;
mod run;
mod settings;
mod tenant;

pub use access::{ApiToken, NewSession, StoredSession, User};
pub use content::{Asset, IdempotentAnswer, Mail};
pub use run::{Event, Failure, NewEvent, NewRun, Run, StepRun};
pub use settings::{NewRevision, Revision, ScopeKey, StoredChange};
pub use tenant::{Environment, Resource, Tenant};
