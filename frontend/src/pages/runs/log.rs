//! `/runs/{id}/log`: the log as a text file.

use super::show::id;
use crate::{
    parts::run::log_text,
    ssr::{Answer, Asked, Reply},
};
use actix_web::{HttpResponse, Resource, http::header};
use app::cases;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::page("/runs/{id}/log", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let detail = cases::show_run(&asked.access()?, id(&asked)?).await?;
    let name = format!("attachment; filename=\"{}.log\"", detail.run.id.reference());
    let response = HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(log_text(&detail.log));
    Ok(Reply::Raw(response))
}
