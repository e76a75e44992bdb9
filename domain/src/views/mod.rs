//! What crosses the wire: the same shapes for API, server functions, command line and screens.

mod environment;
mod launch;
mod mail;
mod page;
mod run;
mod session;
mod settings;
mod tenant;
mod worker;

pub use environment::{EnvironmentView, LastFailure, ResourceView};
pub use launch::{LaunchStep, LaunchView, PastLaunches};
pub use mail::MailView;
pub use page::{EnvironmentPage, MailPage, Page, RevisionPage, RunPage, TenantPage};
pub use run::{
    EventView, LogLine, RunAccepted, RunDetail, RunSummary, RunView, StepDetail, StepView,
};
pub use session::SessionView;
pub use settings::{
    Change, DefinitionView, RevisionView, RuntimeDocument, SettingValue, SettingsSaved,
    SettingsView,
};
pub use tenant::{SignUpAccepted, SlugAnswer, TenantView};
pub use worker::{LineView, WorkerState, WorkerView, WorkersView};
