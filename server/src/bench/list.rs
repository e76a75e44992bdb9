//! What a page of a list costs, at the beginning and far behind it: every page of tenants,
//! environments and runs, one after the other, through the interface over a socket.

use super::{
    ListArgs,
    figures::{Figures, quantile},
    limits::{self, Limits},
    place::{self, Place},
    rows,
};
use crate::{
    http::sse::{Closer, Closing},
    serve,
    wiring::{self, Need, Parts},
};
use app::{
    AppError, AppResult, Session,
    access::{ManageAccess, grant},
    cases::{self, NewToken},
    ports::Write,
    records::{Environment, Tenant},
};
use domain::role::Role;
use serde_json::Value;
use std::{net::TcpListener, sync::Arc, time::Instant};

const LISTS: [&str; 3] = ["tenants", "environments", "runs"];
const PAGE: usize = 50;
/// Rows of one transaction while the tables are filled.
const BATCH: usize = 500;
/// A last page that takes longer than this many first ones has grown with its number.
const GROWN: f64 = 1.5;
/// Of a page of a millisecond half of one is noise.
const NOISE_MS: f64 = 1.0;
/// Fewer pages say nothing about growth: a single slow one would.
const ENOUGH: usize = 20;

pub async fn run(args: &ListArgs) -> AppResult<()> {
    let mut sizes = args.rows.clone();
    sizes.sort_unstable();
    for place in place::all(args.postgres.as_deref())? {
        measure(args, &place, &sizes).await?;
    }
    Ok(())
}

async fn measure(args: &ListArgs, place: &Place, sizes: &[usize]) -> AppResult<()> {
    let limits = limits::measure(&place.url, place.path()).await?;
    let parts = Arc::new(wiring::build(&place.config(), Need::Write).await?);
    let portal = Interface::open(&parts, place).await?;
    let mut there = 0;
    for rows in sizes {
        fill(&parts, there, *rows).await?;
        there = there.max(*rows);
        if place.is_postgres() {
            // Autovacuum does so within a minute; without it plans are those of an empty table.
            limits::analyze(&place.url).await?;
        }
        for list in LISTS {
            let walk = portal.walk(list).await?;
            walk.figures(place, list, there, limits).print(args.json);
        }
    }
    portal.close().await;
    Ok(())
}

/// Tenants with one environment and one run each, up to so many. Nobody carries the runs out.
async fn fill(parts: &Parts, there: usize, rows: usize) -> AppResult<()> {
    let mut n = there;
    while n < rows {
        let batch: Vec<(Tenant, Environment)> = (n..rows.min(n + BATCH))
            .map(|n| rows::site(&parts.portal, &format!("list-{n}")))
            .collect::<AppResult<_>>()?;
        n += batch.len();
        let mut tx = parts.portal.store.begin().await?;
        for (tenant, environment) in &batch {
            tx.insert_tenant(tenant).await?;
            tx.insert_environment(environment).await?;
        }
        tx.commit().await?;
        let submit = |(_, environment): &(Tenant, Environment)| {
            let run = rows::run(&parts.portal, environment, rows::chain(&["one"]).into());
            Write::Submit(Box::new(run))
        };
        let runs = batch.iter().map(submit).collect();
        parts.journal.commit(runs).await?;
    }
    Ok(())
}

/// The portal's interface on a port of its own, without a worker.
struct Interface {
    base: String,
    token: String,
    client: reqwest::Client,
    handle: actix_web::dev::ServerHandle,
    closer: Closer,
}

impl Interface {
    async fn open(parts: &Arc<Parts>, place: &Place) -> AppResult<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(AppError::internal)?;
        let address = listener.local_addr().map_err(AppError::internal)?;
        let (closer, closing) = Closing::pair();
        let server = serve::start(&place.config(), listener, parts, None, closing)?;
        let handle = server.handle();
        tokio::spawn(server);
        let by = grant::<ManageAccess>(&parts.portal, &Arc::new(Session::command_line()))?;
        let new = NewToken {
            role: Role::Operator,
            tenant: None,
            environment: None,
            name: "bench".to_owned(),
            expires: None,
        };
        let client = reqwest::Client::builder().no_proxy().build();
        Ok(Self {
            base: format!("http://{address}/api/v1"),
            token: cases::create_token(&by, new).await?,
            client: client.map_err(AppError::internal)?,
            handle,
            closer,
        })
    }

    async fn close(self) {
        self.closer.close();
        self.handle.stop(false).await;
    }

    /// Every page, from the first to the last.
    async fn walk(&self, list: &str) -> AppResult<Walk> {
        // The first page of all opens the connection and reads what every page reads.
        self.page(list, "").await?;
        let (mut walk, mut cursor) = (Walk::default(), String::new());
        loop {
            let begun = Instant::now();
            let page = self.page(list, &cursor).await?;
            walk.millis.push(begun.elapsed().as_secs_f64() * 1e3);
            walk.rows += page["items"].as_array().map_or(0, Vec::len);
            match page["next_cursor"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => return Ok(walk),
            }
        }
    }

    async fn page(&self, list: &str, cursor: &str) -> AppResult<Value> {
        let url = format!("{}/{list}?limit={PAGE}&cursor={cursor}", self.base);
        let request = self.client.get(url).bearer_auth(&self.token);
        let response = request.send().await.map_err(AppError::internal)?;
        let status = response.status();
        if !status.is_success() {
            return Err(AppError::Conflict(format!("{list} answered {status}")));
        }
        response.json().await.map_err(AppError::internal)
    }
}

#[derive(Default)]
struct Walk {
    /// Of each page, in their order.
    millis: Vec<f64>,
    rows: usize,
}

impl Walk {
    fn figures(
        mut self,
        place: &Place,
        list: &'static str,
        rows: usize,
        limits: Limits,
    ) -> Figures {
        let quarter = self.millis.len().div_ceil(4);
        let mut first = self.millis[..quarter].to_vec();
        let mut last = self.millis[self.millis.len() - quarter..].to_vec();
        let (first, last) = (quantile(&mut first, 0.5), quantile(&mut last, 0.5));
        let grows =
            matches!((first, last), (Some(first), Some(last)) if last > first * GROWN + NOISE_MS);
        let grows = grows && self.millis.len() >= ENOUGH;
        let figures = Figures {
            bench: "list",
            database: place.database.to_owned(),
            ok: self.rows == rows && !grows,
            n: self.millis.len(),
            list: Some(list),
            rows: Some(rows),
            page_ms_p50: quantile(&mut self.millis, 0.5),
            page_ms_p99: quantile(&mut self.millis, 0.99),
            first_pages_ms_p50: first,
            last_pages_ms_p50: last,
            ..Figures::default()
        };
        figures.beside(limits)
    }
}
