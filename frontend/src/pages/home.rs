//! `/`: visitors are led to the form, everybody else to what is his.

use super::home_of;
use crate::{
    parts::{Glyph, Icon},
    ssr::{Answer, Asked, Frame, Page, Reply},
};
use actix_web::Resource;
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::page("/", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    if let Some(who) = asked.signed_in().await? {
        return Reply::see(home_of(&who));
    }
    let body = view! {
        <div class="page-head">
            <h1 class="display">"Your own site, running in seconds"</h1>
            <p class="lead">"Fill in one page. You see every step as it happens, and at the end your site is open under its own address, with your name and colours, apart from everybody else's."</p>
        </div>
        <div class="row">
            <a class="button button-primary button-large" href="/signup">"Create your site "<Icon glyph=Glyph::Next/></a>
            <a class="button button-large" href="/sign-in">"Sign in"</a>
        </div>
        <ul class="checklist section">
            {point("Free for 14 days", "No card. The trial ends by itself, and your data is kept for 30 more days.")}
            {point("Yours alone", "An instance, a database and files of its own, under your own address.")}
            {point("Changed at any time", "Colours, logo and texts reach your visitors within a second, with a way back.")}
        </ul>
    };
    Ok(Page::new(
        "Your own site",
        Frame::Column { narrow: false },
        None,
        body.into_any(),
    )
    .into())
}

fn point(title: &'static str, text: &'static str) -> AnyView {
    view! { <li><Icon glyph=Glyph::Done/><div><strong>{title}</strong><small>{text}</small></div></li> }
        .into_any()
}
