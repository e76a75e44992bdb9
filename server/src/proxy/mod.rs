//! The built-in reverse proxy: a request for a tenant's host goes to the tenant's instance.
//!
//! The public URL's host and IP addresses are the portal's; a host under the base domain is a
//! tenant's, or nobody's and answered 404.

mod forward;
mod pages;
mod route;

pub use forward::{Proxy, middleware};
pub use route::{Destination, route};
