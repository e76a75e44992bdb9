//! A whole portal in a folder of its own, and people who come to it.

use crate::outside::{Files, Postbox, SetClock, Steps};
use app::{
    Access, AppError, Portal, Session,
    access::{Capability, grant},
    cases::{self, NewEnvironment, SignedUp},
    portal::PortalConfig,
    ports::Journal,
    secrets::Keys,
    session,
    sign_in_limits::SignInLimits,
    signal::Signal,
};
use domain::{EnvironmentName, Slug, role::Role, sign_up::SignUp, views::EnvironmentView};
use serde_json::{Map, Value};
use std::{fmt::Debug, sync::Arc};

pub const PASSWORD: &str = "slow-tide-lantern";

pub struct House {
    pub portal: Arc<Portal>,
    pub clock: Arc<SetClock>,
    pub files: Arc<Files>,
    pub postbox: Arc<Postbox>,
    pub journal: Arc<dyn Journal>,
    _folder: tempfile::TempDir,
}

impl House {
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("automator.db").display());
        let options = storage::Options {
            create: true,
            migrate: true,
            read_only: false,
        };
        let opened = storage::open(&url, options).await.expect("a database");
        let clock = Arc::new(SetClock::at("2026-11-21T10:00:00Z"));
        let (files, postbox) = (Arc::new(Files::default()), Arc::new(Postbox::default()));
        let portal = Arc::new(Portal {
            store: opened.store,
            workers: opened.workers,
            clock: clock.clone(),
            catalog: Arc::new(Steps),
            bucket: files.clone(),
            mail: postbox.clone(),
            inspector: Arc::new(Steps),
            keys: Keys::new([7; 32]),
            config: PortalConfig {
                base_domain: "localhost".into(),
                public_url: "http://localhost:8080".into(),
            },
            work: Signal::default(),
            bulk_work: Signal::default(),
            events: Signal::default(),
            settings: Signal::default(),
            sign_ins: SignInLimits::new(clock.clone()),
        });
        Self {
            portal,
            clock,
            files,
            postbox,
            journal: opened.journal,
            _folder: folder,
        }
    }

    pub fn visitor<C: Capability>(&self) -> Access<C> {
        self.from("192.0.2.1")
    }

    pub fn from<C: Capability>(&self, address: &str) -> Access<C> {
        self.by(&Session::visitor(address))
    }

    pub fn operator<C: Capability>(&self) -> Access<C> {
        self.by(&Session::command_line())
    }

    pub fn by<C: Capability>(&self, session: &Session) -> Access<C> {
        grant(&self.portal, &Arc::new(session.clone())).expect("this role may")
    }

    /// Somebody with this role and nothing else.
    pub fn anybody(role: Role) -> Session {
        Session {
            role: Some(role),
            ..Session::visitor("192.0.2.1")
        }
    }

    pub async fn sign_up(&self, slug: &str) -> SignedUp {
        let signed_up = cases::sign_up(&self.visitor(), form(slug), None, None).await;
        signed_up.expect("signed up")
    }

    /// The session of the owner who has just signed up.
    pub async fn owner(&self, slug: &str) -> Session {
        let token = self.sign_up(slug).await.session;
        self.cookie(&token).await.expect("a session")
    }

    pub async fn cookie(&self, token: &str) -> Option<Session> {
        let found = session::by_cookie(&self.portal, token, "192.0.2.1").await;
        found.expect("looked up")
    }

    /// Rows only, as the command line makes them.
    pub async fn create(&self, text: &str) -> EnvironmentView {
        let created = cases::create_environment(&self.operator(), new(text)).await;
        created.expect("created")
    }
}

pub fn form(slug: &str) -> SignUp {
    SignUp {
        company: "Harbour & Pine".into(),
        slug: slug.into(),
        email: format!("{slug}@example.com"),
        password: PASSWORD.into(),
        plan: None,
        settings: Map::new(),
    }
}

pub fn new(text: &str) -> NewEnvironment {
    NewEnvironment {
        name: name(text),
        company: None,
        email: None,
        plan: None,
        settings: Map::new(),
    }
}

pub fn name(text: &str) -> EnvironmentName {
    text.parse().expect("a name")
}

pub fn slug(text: &str) -> Slug {
    text.parse().expect("a slug")
}

pub fn values(pairs: &[(&str, Value)]) -> Map<String, Value> {
    pairs
        .iter()
        .map(|(k, v)| ((*k).to_owned(), v.clone()))
        .collect()
}

/// The codes of a refused request, each behind its field.
pub fn faults<T: Debug>(result: Result<T, AppError>) -> Vec<String> {
    match result {
        Err(AppError::Invalid(faults)) => faults
            .iter()
            .map(|f| format!("{} {}", f.field, f.code))
            .collect(),
        other => panic!("not refused: {other:?}"),
    }
}

/// Present and required states of a refusal.
pub fn wrong_state<T: Debug>(result: Result<T, AppError>) -> (String, Vec<String>) {
    match result {
        Err(AppError::WrongState(w)) => (w.present, w.required),
        other => panic!("not refused: {other:?}"),
    }
}

pub fn not_found<T: Debug>(result: &Result<T, AppError>) -> bool {
    matches!(result, Err(AppError::NotFound { .. }))
}

/// A small real picture.
pub fn png() -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(3, 3)
        .write_to(&mut out, image::ImageFormat::Png)
        .expect("a picture");
    out.into_inner()
}
