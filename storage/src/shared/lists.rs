//! Lists of ids inside a statement.

use super::Db;
use sqlx::QueryBuilder;
use uuid::Uuid;

pub fn push_ids(select: &mut QueryBuilder<Db>, ids: impl Iterator<Item = Uuid>) {
    let mut list = select.separated(", ");
    for id in ids {
        list.push_bind(id);
    }
}
