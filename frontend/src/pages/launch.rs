//! `/launch/{token}`: the site comes up. The address is the only key, so it shows nothing secret.

use crate::{
    parts::launch::{self, Launch},
    ssr::{Answer, Asked, Frame, Page},
};
use actix_web::Resource;
use app::cases;
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::page("/launch/{token}", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let token = asked.path("token").to_owned();
    let launch = cases::launch_status(&asked.access()?, &token).await?;
    let (title, open) = (launch::title(&launch), launch::is_open(launch.state));
    let body = view! { <Launch view=launch token=token/> };
    let who = asked.signed_in().await?;
    let mut page = Page::new(title, Frame::Column { narrow: false }, who, body.into_any());
    page.refresh = open.then_some(1);
    Ok(page.into())
}
