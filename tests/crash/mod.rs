//! Faults on order and `kill -9`: nothing is lost, nothing is doubled.

mod faults;
mod kill;
mod postgres;
