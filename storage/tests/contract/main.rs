//! One suite of behaviour, run on both databases: what the application may rely on.
//!
//! PostgreSQL is found in `AUTOMATOR_TEST_POSTGRES`; `cargo xtask pg -- cargo nextest run -p
//! storage` starts one for the run. Without it the half on PostgreSQL fails, it is never skipped.

mod access;
mod content;
mod database;
mod deletion;
mod environments;
mod fixtures;
mod journal;
mod opening;
mod plans;
mod queue;
mod runs;
mod settings;
mod statements;
mod tenants;

/// Makes a test on each database of every function named; one that is left out is dead code.
macro_rules! both {
    ($($name:ident),* $(,)?) => {
        mod sqlite { $(
            #[tokio::test]
            async fn $name() { crate::database::on_sqlite(super::$name).await; }
        )* }
        mod postgres { $(
            #[tokio::test]
            async fn $name() { crate::database::on_postgres(super::$name).await; }
        )* }
    };
}
pub(crate) use both;
