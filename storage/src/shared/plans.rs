//! The plans of claimed runs, as both databases say it.

use super::{Conn, Db, lists::push_ids};
use crate::{error::store_error, plans::Plans};
use app::ports::StoreResult;
use domain::run::RunPlan;
use sqlx::{Database, QueryBuilder, Row};
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

type Claimed = <Db as Database>::Row;

/// Those that these rows name. What was never met here is read.
pub async fn of_rows(
    conn: &mut Conn,
    plans: &Plans,
    rows: &[Claimed],
) -> StoreResult<HashMap<Uuid, Arc<RunPlan>>> {
    let (mut found, mut unknown) = (HashMap::new(), Vec::new());
    for row in rows {
        // None has its own.
        let Some(id) = named(row)? else { continue };
        match plans.get(id) {
            Some(plan) => _ = found.insert(id, plan),
            None => unknown.push(id),
        }
    }
    if unknown.is_empty() {
        return Ok(found);
    }
    let mut select =
        QueryBuilder::<Db>::new("select id, cast(body as text) from run_plan where id in (");
    push_ids(&mut select, unknown.into_iter());
    select.push(")");
    let read = select.build_query_as::<(Uuid, String)>();
    for (id, body) in read.fetch_all(conn).await.map_err(store_error)? {
        found.extend(plans.read(id, &body).map(|plan| (id, plan)));
    }
    Ok(found)
}

pub fn named(row: &Claimed) -> StoreResult<Option<Uuid>> {
    row.try_get("plan_id").map_err(store_error)
}
