//! The statements that a call really sends, as sqlx logs them.

use std::sync::Mutex;
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// The `select`s, `update`s and `delete`s sent while `call` runs. SQLite's are sent from a thread of its own, so the whole
/// process is listened to.
pub async fn sent<T>(call: impl Future<Output = T>) -> (T, Vec<String>) {
    let _alone = ONE_AT_A_TIME.lock().await;
    // The first time it is set, every other time it is refused.
    let _ = tracing::subscriber::set_global_default(Ear);
    HEARD.lock().expect("not poisoned").clear();
    let answer = call.await;
    let heard = std::mem::take(&mut *HEARD.lock().expect("not poisoned"));
    (
        answer,
        heard
            .into_iter()
            .filter(|s| {
                let s = s.to_lowercase();
                ["select", "update", "delete"]
                    .iter()
                    .any(|verb| s.starts_with(verb))
            })
            .collect(),
    )
}

struct Ear;

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        let mut said = Said::default();
        event.record(&mut said);
        // A short one stands whole in its summary.
        let whole = if said.statement.trim().is_empty() {
            said.summary
        } else {
            said.statement
        };
        HEARD
            .lock()
            .expect("not poisoned")
            .push(whole.trim().to_owned());
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

#[derive(Default)]
struct Said {
    summary: String,
    statement: String,
}

impl Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.statement),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
