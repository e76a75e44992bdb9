//! How soon a changed setting is seen: from the request that changes it to the first page of the
//! running instance that wears it; and how many changes a second one tenant can make.

use super::{
    SettingsArgs,
    figures::{Figures, quantile},
    limits,
    place::{self, Place},
    portal::Portal,
};
use app::{AppError, AppResult};
use reqwest::header;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const SLUG: &str = "bench";
const PATH: &str = "/api/v1/tenants/bench/settings";
/// Looked at without a pause the page would take the processor of those who bring the change.
const LOOK: Duration = Duration::from_millis(1);
const PATIENCE: Duration = Duration::from_secs(10);

pub async fn run(args: &SettingsArgs) -> AppResult<()> {
    for place in place::all(args.postgres.as_deref())? {
        measure(args.changes, &place).await?.print(args.json);
    }
    Ok(())
}

async fn measure(changes: usize, place: &Place) -> AppResult<Figures> {
    let database = place.is_postgres().then_some(place.url.as_str());
    let portal = Portal::start(place.path(), database).await?;
    portal.launch(SLUG).await?;
    let tenant = Tenant {
        token: portal.operator()?,
        host: portal.host(SLUG),
        portal: &portal,
    };
    // The first one opens connections that the others find open.
    tenant.change_and_see(0).await?;
    let mut millis = Vec::with_capacity(changes);
    for n in 1..=changes {
        millis.push(tenant.change_and_see(n).await?);
    }
    let begun = Instant::now();
    for n in changes + 1..=2 * changes {
        tenant.change(n).await?;
    }
    tenant.see(2 * changes).await?;
    let seconds = begun.elapsed().as_secs_f64();
    drop(portal);
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark")]
    let rate = changes as f64 / seconds;
    let figures = Figures {
        bench: "settings",
        database: place.database.to_owned(),
        ok: millis.len() == changes,
        n: changes,
        visible_ms_p50: quantile(&mut millis, 0.5),
        visible_ms_p99: quantile(&mut millis, 0.99),
        changes_per_s: Some(rate),
        ..Figures::default()
    };
    Ok(figures.beside(limits::measure(&place.url, place.path()).await?))
}

struct Tenant<'a> {
    portal: &'a Portal,
    token: String,
    host: String,
}

impl Tenant<'_> {
    /// Milliseconds from the request to the first page with the colour.
    async fn change_and_see(&self, n: usize) -> AppResult<f64> {
        let begun = Instant::now();
        self.change(n).await?;
        self.see(n).await?;
        Ok(begun.elapsed().as_secs_f64() * 1e3)
    }

    async fn change(&self, n: usize) -> AppResult<Value> {
        let client = &self.portal.client;
        let body = json!({ "values": { "branding.primary_color": colour(n) } });
        let request = client.patch(format!("{}{PATH}", self.portal.base));
        let request = request.bearer_auth(&self.token).json(&body);
        self.portal.json(request).await
    }

    async fn see(&self, n: usize) -> AppResult<()> {
        let (wanted, begun) = (colour(n), Instant::now());
        while begun.elapsed() < PATIENCE {
            let page = self.portal.client.get(&self.portal.base);
            let page = page.header(header::HOST, &self.host).send().await;
            let page = page.map_err(AppError::internal)?.text().await;
            if page.map_err(AppError::internal)?.contains(&wanted) {
                return Ok(());
            }
            tokio::time::sleep(LOOK).await;
        }
        let why = format!("the site never wore {wanted}");
        Err(AppError::Conflict(why))
    }
}

/// Another one for each number, the same ones each time.
fn colour(n: usize) -> String {
    format!("#{:06x}", (n * 40_503 + 0x0012_3456) & 0x00ff_ffff)
}
