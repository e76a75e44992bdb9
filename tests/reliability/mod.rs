//! The checklist R1 to R12 (docs/reliability.md): each has a sample that runs on every commit and a
//! full size that runs with `cargo xtask test --full`.

mod behind;
mod crowds;
mod disk;
mod fairness;
mod full;
mod kills;
mod lane;
mod limits;
mod outage;
mod poison;
mod providers;
mod recovery;
mod restarts;
mod settings;
mod stops;
mod teardown;
mod twice;
mod upgrade;
mod verdict;
mod wire;
mod workers;
mod zombies;
