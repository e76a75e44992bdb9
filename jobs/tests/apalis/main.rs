//! What apalis 1.0.0 does and does not promise, each a fact that our design answers
//! (docs/reliability.md, a to n). When one of these fails after an upgrade, apalis has changed, and
//! the answer may be dead weight or wrong.

mod on_postgres;
mod orphans;
mod queues;
mod rows;
mod server;
mod versions;
mod workers;
