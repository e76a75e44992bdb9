//! One request for a page: who asks, what for, and what is needed to answer.

use super::{Fault, Hooks, Site, data, render::Kept};
use actix_web::{HttpMessage, HttpRequest, web::Query};
use app::{Access, AppError, AppResult, Portal, Session, access::Capability};
use domain::{Slug, Time, views::SessionView};
use std::{collections::BTreeMap, sync::Arc};

pub struct Asked {
    pub req: HttpRequest,
    session: Arc<Session>,
}

impl Asked {
    pub fn new(req: HttpRequest) -> Self {
        let known = req.extensions().get::<Arc<Session>>().cloned();
        let peer = || {
            req.peer_addr()
                .map_or("unknown".to_owned(), |p| p.ip().to_string())
        };
        let session = known.unwrap_or_else(|| Arc::new(Session::visitor(peer())));
        Self { req, session }
    }

    pub fn portal(&self) -> Result<&Arc<Portal>, AppError> {
        data(&self.req)
    }

    pub fn hooks(&self) -> Result<&Hooks, AppError> {
        data(&self.req)
    }

    pub fn site(&self) -> Site {
        data::<Site>(&self.req).cloned().unwrap_or_default()
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The caller with a capability, or the reason why not.
    pub fn access<C: Capability>(&self) -> AppResult<Access<C>> {
        app::access::grant(self.portal()?, &self.session)
    }

    pub fn may<C: Capability>(&self) -> bool {
        self.access::<C>().is_ok()
    }

    /// Who is signed in, as pages show it.
    pub async fn signed_in(&self) -> AppResult<Option<SessionView>> {
        app::cases::session_view(&self.access()?).await
    }

    pub fn csrf(&self) -> String {
        self.hooks()
            .map(|h| (h.form_token)(&self.req))
            .unwrap_or_default()
    }

    pub fn now(&self) -> Time {
        self.portal().map_or(Time::from_micros(0), |p| p.now())
    }

    pub fn path(&self, name: &str) -> &str {
        self.req.match_info().query(name)
    }

    /// The tenant in the address. One that cannot exist does not.
    pub fn slug(&self) -> Result<Slug, Fault> {
        let typed = self.path("slug");
        Slug::parse(typed).map_err(|_| AppError::not_found(format!("tenant {typed}")).into())
    }

    /// A value of the address's query; an empty one is none.
    pub fn query(&self, name: &str) -> Option<String> {
        let all = Query::<BTreeMap<String, String>>::from_query(self.req.query_string()).ok()?;
        all.get(name)
            .map(|v| v.trim().to_owned())
            .filter(|v| !v.is_empty())
    }

    /// What the post before this page left to show again; none on a plain visit.
    pub fn kept(&self) -> Option<domain::form::Posted> {
        self.req.extensions().get::<Kept>().map(|k| k.0.clone())
    }
}
