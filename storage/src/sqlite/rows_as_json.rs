//! Rows as one JSON parameter, an array of arrays: ids by `unhex(j.value ->> 0)`, times as
//! microseconds, JSON columns as text.

use domain::Time;
use serde::{Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;

/// The present moment in microseconds; SQLite knows milliseconds. The same all through a statement.
macro_rules! now {
    () => {
        "cast(unixepoch('subsec') * 1000000 as integer)"
    };
}
pub(super) use now;

/// Each row a tuple. Nothing when there are no rows.
pub fn table<R: Serialize>(rows: impl IntoIterator<Item = R>) -> Option<String> {
    let mut rows = rows.into_iter().peekable();
    rows.peek()?;
    let mut json = Vec::with_capacity(1024);
    // Numbers and text only: nothing that JSON could not say.
    serde_json::Serializer::new(&mut json)
        .collect_seq(rows)
        .ok()?;
    String::from_utf8(json).ok()
}

#[derive(Serialize)]
pub struct Id(#[serde(serialize_with = "hex")] Uuid);

fn hex<S: Serializer>(id: &Uuid, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&id.simple())
}

pub fn id(id: Uuid) -> Id {
    Id(id)
}

pub fn time(at: Option<Time>) -> Option<i64> {
    at.map(Time::micros)
}

/// JSON as the text that the column holds, so that none stays null.
pub fn text(value: Option<&Value>) -> Option<String> {
    value.map(Value::to_string)
}
