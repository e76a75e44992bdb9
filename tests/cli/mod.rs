//! The command line, on its own database and on a portal far away.

mod bench;
mod deploy;
mod locks;
mod readme;
mod remote;
mod shapes;
mod without_portal;
mod wrong;
