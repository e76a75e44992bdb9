//! What use cases and the runner need from outside.

mod bucket;
mod calls;
mod catalog;
mod clock;
mod journal;
mod mail_out;
mod queue;
mod retention;
mod store;
mod workers;

pub use bucket::{Bucket, BucketError, Object};
pub use calls::{CallLimits, Moment};
pub use catalog::{Catalog, Finding, Findings, Inspector};
pub use clock::{Clock, SystemClock};
pub use journal::{
    Claimed, Finish, Journal, Move, NewLog, NewResource, Out, Outcome, Start, StepResult, Taken,
    Write,
};
pub use mail_out::{MailError, MailErrorKind, MailOut, MailServer, OutgoingMail, Security, Sender};
pub use queue::{Advance, BULK_QUEUE, QUEUE};
pub use retention::{RetentionWrites, RunsGone};
pub use store::{
    AccessReads, AccessWrites, ContentReads, ContentWrites, RunFilter, RunReads, RunWrites,
    SettingReads, SettingWrites, Store, StoreError, StoreResult, TenantReads, TenantWrites, Tx,
};
pub use workers::{Beat, Workers};
