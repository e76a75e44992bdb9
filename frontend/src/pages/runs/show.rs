//! `/runs/{id}`: one run, and what can be done about it.

use crate::{
    pages::signed_in,
    parts::{
        problems,
        run::{self, Tools},
    },
    ssr::{Answer, Asked, Fault, Form, Frame, Nav, Page, Reply},
};
use actix_web::Resource;
use app::{AppError, access::OperateRuns, cases};
use domain::{FieldError, ids::RunId};
use leptos::prelude::*;
use std::rc::Rc;

pub fn resource() -> Resource {
    crate::ssr::form_page("/runs/{id}", show, post)
}

pub fn id(asked: &Asked) -> Result<RunId, Fault> {
    let typed = asked.path("id");
    typed
        .parse()
        .map_err(|_| AppError::not_found(format!("run {typed}")).into())
}

async fn show(asked: Rc<Asked>) -> Answer {
    let who = signed_in(&asked).await?;
    let detail = cases::show_run(&asked.access()?, id(&asked)?).await?;
    let posted = asked.kept().unwrap_or_default();
    let tools = Tools {
        may_operate: asked.may::<OperateRuns>(),
        csrf: asked.csrf(),
        reason: posted.value("reason").to_owned(),
        now: asked.now(),
    };
    let title = run::title(&detail);
    let refused = posted.errors.first().map(|e| e.message.clone());
    let body = view! { {problems::notice(posted.notice.or(refused))}{run::run(&detail, &tools)} };
    Ok(Page::new(title, Frame::House(Nav::Runs), Some(who), body.into_any()).into())
}

async fn post(asked: Rc<Asked>, form: Rc<Form>) -> Answer {
    let by = asked.access::<OperateRuns>()?;
    let (id, step) = (id(&asked)?, form.value("step"));
    match form.value("action") {
        "retry" => cases::retry_step(&by, id, step).await?,
        "rerun-from" => cases::rerun_from(&by, id, step).await?,
        "resume" => cases::resume_run(&by, id).await?,
        "cancel" => cases::cancel_run(&by, id).await?,
        "skip" => {
            let reason = form.value("reason").trim();
            if reason.is_empty() {
                let field = format!("reason-{step}");
                return Err(AppError::from(FieldError::new(
                    field,
                    "required",
                    "Say why the step is skipped; it stands in the history",
                ))
                .into());
            }
            cases::skip_step(&by, id, step, reason).await?
        }
        other => {
            return Err(AppError::from(FieldError::new(
                "action",
                "unknown",
                format!("There is no action {other}"),
            ))
            .into());
        }
    };
    Reply::see(format!("/runs/{id}"))
}
