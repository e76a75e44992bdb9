//! The laws every step keeps, run for each entry of the list by itself: a new step is tested by
//! being there. Real providers, a real proxy, real processes; only the faults are on order.

use app::{Session, access, cases};
use automator::{
    config::Config,
    http::sse::Closing,
    serve,
    wiring::{self, Need, Parts},
};
use domain::EnvironmentName;
use jobs::{
    Providers,
    providers::faulty::{FaultPlan, How},
    step::{AnyStep, Scope, StepContext, StepError},
    steps,
};
use serde_json::Value;
use std::{collections::BTreeMap, net::TcpListener, path::PathBuf, sync::Arc};
use tokio_util::sync::CancellationToken;

/// A portal without a worker: the test is the worker.
struct House {
    parts: Arc<Parts>,
    server: actix_web::dev::ServerHandle,
    _dir: tempfile::TempDir,
}

impl House {
    async fn open() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let dir = tempfile::tempdir().expect("a folder");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("non-blocking");
        let port = listener.local_addr().expect("an address").port();
        let config = Config {
            data: dir.path().to_owned(),
            database_url: format!("sqlite://{}", dir.path().join("automator.db").display()),
            listen: format!("127.0.0.1:{port}"),
            base_domain: "localhost".to_owned(),
            public_url: format!("http://localhost:{port}"),
            mail_relay: None,
            trusted_proxies: automator::proxies::TrustedProxies::default(),
        };
        let program = PathBuf::from(env!("CARGO_BIN_EXE_automator"));
        let parts = Arc::new(
            wiring::build_as(&config, Need::Write, program)
                .await
                .expect("parts"),
        );
        let (_closer, closing) = Closing::pair();
        let server = serve::start(&config, listener, &parts, None, closing).expect("a server");
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self {
            parts,
            server: handle,
            _dir: dir,
        }
    }

    /// A fresh environment, as `automator create` makes it.
    async fn environment(&self, slug: &str) -> Site<'_> {
        let name: EnvironmentName = slug.parse().expect("a name");
        let session = Arc::new(Session::command_line());
        let by = access::grant(&self.parts.portal, &session).expect("an operator");
        let new = cases::NewEnvironment {
            name: name.clone(),
            company: None,
            email: None,
            plan: None,
            settings: serde_json::Map::new(),
        };
        cases::create_environment(&by, new).await.expect("created");
        let store = &self.parts.portal.store;
        let tenant = store
            .tenant_by_slug(&name.slug)
            .await
            .expect("read")
            .expect("there");
        let environment = store
            .environment(tenant.id, &name.stage)
            .await
            .expect("read")
            .expect("there");
        let scope = Scope {
            portal: self.parts.portal.clone(),
            providers: self.parts.providers.clone(),
            tenant: Arc::new(tenant),
            environment: Arc::new(environment),
        };
        Site {
            scope,
            outputs: BTreeMap::new(),
            house: self,
        }
    }

    async fn close(self) {
        self.parts.instances.stop_all().await;
        self.server.stop(false).await;
    }
}

struct Site<'a> {
    scope: Scope,
    outputs: BTreeMap<String, Value>,
    house: &'a House,
}

impl Site<'_> {
    fn context(&self, step: &str, providers: Option<Arc<Providers>>) -> StepContext {
        let mut scope = self.scope.clone();
        if let Some(providers) = providers {
            scope.providers = providers;
        }
        StepContext::new(
            scope,
            step,
            1,
            Arc::new(self.outputs.clone()),
            CancellationToken::new(),
        )
    }

    async fn ensure(&self, step: &dyn AnyStep) -> Value {
        let cx = self.context(step.name(), None);
        step.ensure(&cx)
            .await
            .unwrap_or_else(|e| panic!("{} in good order: {e:?}", step.name()))
    }

    /// Everything that stands before the step.
    async fn up_to(&mut self, index: usize) {
        for step in &steps::ALL[..index] {
            let output = self.ensure(*step).await;
            self.outputs.insert(step.name().to_owned(), output);
        }
    }

    /// What exists at the providers now.
    async fn inventory(&self) -> Vec<String> {
        let (p, name) = (&self.house.parts.providers, self.scope.environment.name());
        let owner = self.scope.environment.id.to_string();
        let host = name.host("localhost");
        let sender = format!("{}@clients.localhost", name.slug);
        let mut all = p.bucket.list(&name).await.expect("bucket");
        all.extend(
            p.instance
                .find(&name, &owner)
                .await
                .expect("instance")
                .map(|i| i.external_id),
        );
        all.extend(
            p.database
                .find(&name, &owner)
                .await
                .expect("database")
                .map(|d| d.external_id),
        );
        all.extend(
            p.dns
                .find(&host, &owner)
                .await
                .expect("dns")
                .map(|r| format!("{} {}", r.id, r.target)),
        );
        all.extend(p.mail.find_sender(&sender, &owner).await.expect("mail"));
        all.extend(p.instance.answers(&name, &owner).await.expect("answers"));
        all
    }
}

/// What does not change from one look to the next: ports of processes may.
fn comparable(step: &dyn AnyStep, output: &Value) -> Value {
    if step.name() == "start" {
        Value::Null
    } else {
        output.clone()
    }
}

#[actix_web::test]
async fn a_second_ensure_makes_nothing_new() {
    let house = House::open().await;
    for (i, step) in steps::ALL.iter().enumerate() {
        let mut site = house.environment(&format!("twice-{i}")).await;
        site.up_to(i).await;

        let first = site.ensure(*step).await;
        let before = site.inventory().await;
        let second = site.ensure(*step).await;

        assert_eq!(
            comparable(*step, &first),
            comparable(*step, &second),
            "{}",
            step.name()
        );
        assert_eq!(before, site.inventory().await, "{}", step.name());
    }
    house.close().await;
}

/// The process died between effect and record: the future is dropped, nothing was written down.
#[actix_web::test]
async fn an_effect_without_its_record_is_found_again() {
    let house = House::open().await;
    for (i, step) in steps::ALL.iter().enumerate() {
        let mut site = house.environment(&format!("crash-{i}")).await;
        site.up_to(i).await;
        let calls = FaultPlan::counting();
        let counted = Arc::new(house.parts.providers.failing(&calls));
        step.ensure(&site.context(step.name(), Some(counted)))
            .await
            .expect("counted");
        let made = site.inventory().await;

        let again = site.ensure(*step).await;

        assert!(!again.is_null(), "{} tells what it made", step.name());
        assert_eq!(made, site.inventory().await, "{}", step.name());
    }
    house.close().await;
}

#[actix_web::test]
async fn a_call_that_fails_at_any_place_is_mended_by_the_next_attempt() {
    let house = House::open().await;
    let mut injected = 0;
    for (i, step) in steps::ALL.iter().enumerate() {
        let mut clean = house.environment(&format!("count-{i}")).await;
        clean.up_to(i).await;
        let plan = FaultPlan::counting();
        let counted = Arc::new(house.parts.providers.failing(&plan));
        step.ensure(&clean.context(step.name(), Some(counted)))
            .await
            .expect("counted");
        let wanted = clean.inventory().await.len();
        for at in 0..plan.calls() {
            for how in [How::Before, How::After, How::Always, How::Permanent] {
                let slug = format!("fault-{i}-{at}-{}", format!("{how:?}").to_lowercase());
                let mut site = house.environment(&slug).await;
                site.up_to(i).await;
                let failing = Arc::new(house.parts.providers.failing(&FaultPlan::new(at, how)));

                let failed = step.ensure(&site.context(step.name(), Some(failing))).await;

                match (how, failed) {
                    (How::Permanent, Err(StepError::Fail(f))) => assert_eq!(f.kind, "denied"),
                    (How::Permanent, other) => panic!("{} call {at}: {other:?}", step.name()),
                    (_, Err(StepError::Retry(_) | StepError::RetryAfter(..))) => {}
                    (_, other) => panic!("{} call {at} {how:?}: {other:?}", step.name()),
                }
                site.ensure(*step).await;
                assert_eq!(
                    site.inventory().await.len(),
                    wanted,
                    "{} call {at} {how:?}",
                    step.name()
                );
                injected += 1;
            }
        }
        house.parts.instances.stop_all().await;
    }
    assert!(injected >= 4 * 8, "only {injected} faults were injected");
    house.close().await;
}

#[actix_web::test]
async fn a_second_remove_finds_nothing_and_is_content() {
    let house = House::open().await;
    let mut site = house.environment("remove-twice").await;
    site.up_to(steps::ALL.len()).await;
    assert!(!site.inventory().await.is_empty());

    for _ in 0..2 {
        for step in steps::ALL.iter().rev() {
            let removed = step.remove(&site.context(step.name(), None)).await;
            removed.unwrap_or_else(|e| panic!("{}: {e:?}", step.name()));
        }
        assert_eq!(site.inventory().await, Vec::<String>::new());
    }
    house.close().await;
}

#[actix_web::test]
async fn removing_what_was_never_made_is_done_at_once() {
    let house = House::open().await;
    let site = house.environment("remove-first").await;
    for step in steps::ALL {
        let removed = step.remove(&site.context(step.name(), None)).await;
        removed.unwrap_or_else(|e| panic!("{}: {e:?}", step.name()));
    }
    house.close().await;
}

#[actix_web::test]
async fn what_belongs_to_somebody_else_is_refused_and_left_alone() {
    let house = House::open().await;
    let mut mine = house.environment("mine").await;
    mine.up_to(steps::ALL.len()).await;
    let before = mine.inventory().await;
    // The same names, another owner: as if the database had been lost and made anew.
    let mut stranger = house.environment("stranger").await;
    let mut environment = (*mine.scope.environment).clone();
    environment.id = house.parts.portal.id().into();
    stranger.scope.environment = Arc::new(environment);
    stranger.scope.tenant = mine.scope.tenant.clone();
    stranger.outputs = mine.outputs.clone();

    for step in steps::ALL
        .iter()
        .filter(|s| ["instance", "database", "mail", "dns"].contains(&s.name()))
    {
        match step.ensure(&stranger.context(step.name(), None)).await {
            Err(StepError::Fail(f)) => assert_eq!(f.kind, "conflict", "{}", step.name()),
            other => panic!("{}: {other:?}", step.name()),
        }
        let _ = step.remove(&stranger.context(step.name(), None)).await;
    }

    assert_eq!(before, mine.inventory().await);
    house.close().await;
}

#[actix_web::test]
async fn looking_changes_nothing() {
    let house = House::open().await;
    let mut site = house.environment("inspect").await;
    site.up_to(steps::ALL.len()).await;
    let before = site.inventory().await;
    for step in steps::ALL {
        let finding = step.inspect(&site.context(step.name(), None)).await;
        let finding = finding.unwrap_or_else(|e| panic!("{}: {e:?}", step.name()));
        assert_eq!(finding.step, step.name());
    }
    assert_eq!(before, site.inventory().await);
    house.close().await;
}
