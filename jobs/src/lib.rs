//! What happens after the request: steps, the runner that carries them out, and the providers
//! that steps talk to.
//!
//! The queue ([`queue`]) is a doorbell and carries one kind of message, "advance this run". Our
//! tables are the truth: a run is planned once and stored, a worker takes a lease with a fencing
//! number, intent is committed before each effect, and a result counts after its commit.

pub mod inspect;
pub mod periodic;
pub mod providers;
pub mod queue;
pub mod runner;
pub mod step;
pub mod steps;

pub use providers::Providers;
pub use runner::{Runner, RunnerOptions};
