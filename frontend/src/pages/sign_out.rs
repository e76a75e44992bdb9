//! `/sign-out`: a form's button. Looking at the address does not sign anybody out.

use super::see;
use crate::ssr::{Answer, Asked, Form, Reply};
use actix_web::Resource;
use app::cases;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::form_page("/sign-out", show, post)
}

async fn show(_: Rc<Asked>) -> Answer {
    Reply::see("/")
}

async fn post(asked: Rc<Asked>, _: Rc<Form>) -> Answer {
    let hooks = *asked.hooks()?;
    if let Some(token) = (hooks.session_token)(&asked.req) {
        cases::sign_out(&asked.access()?, &token).await?;
    }
    Ok(see("/sign-in", (hooks.clear_session)(&asked.req)))
}
