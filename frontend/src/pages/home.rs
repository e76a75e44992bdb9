//! `/`: visitors come to the form, everybody else to what is his.

use super::home_of;
use crate::ssr::{Answer, Asked, Reply};
use actix_web::Resource;
use std::sync::Arc;

pub fn resource() -> Resource {
    crate::ssr::page("/", show)
}

async fn show(asked: Arc<Asked>) -> Answer {
    match asked.signed_in().await? {
        Some(who) => Reply::see(home_of(&who)),
        None => Reply::see("/signup"),
    }
}
