//! The portal's side of the app: the runtime document, how it is followed, and mail through the portal.

mod document;
mod drawing;
mod events;
mod follow;
mod look;
mod portal;

pub(crate) use document::Document;
pub(crate) use drawing::{header, monogram};
pub(crate) use follow::{follow, start};
pub(crate) use look::{Look, Picture};
pub(crate) use portal::{Delivery, Mail, Portal};
