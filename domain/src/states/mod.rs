//! The state machines of the model, one file each.

mod environment;
mod mail;
mod run;
mod tenant;

pub use environment::{EnvironmentState, Health};
pub use mail::MailState;
pub use run::{RunState, StepState};
pub use tenant::TenantState;
