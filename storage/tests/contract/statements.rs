//! The statements that a call really sends, as sqlx logs them.

use std::sync::{Arc, Mutex};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

/// The `SELECT`s sent while `call` runs.
pub async fn sent<T>(call: impl Future<Output = T>) -> Vec<String> {
    let heard: Arc<Mutex<Vec<String>>> = Arc::default();
    let guard = tracing::subscriber::set_default(Ear(heard.clone()));
    call.await;
    drop(guard);
    let heard = std::mem::take(&mut *heard.lock().expect("not poisoned"));
    heard
        .into_iter()
        .filter(|s| s.to_lowercase().starts_with("select"))
        .collect()
}

struct Ear(Arc<Mutex<Vec<String>>>);

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
        self.0
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
