//! Rows as one JSON parameter: `from json_each($1) j`, ids by `unhex(j.value ->> 0)`, times as
//! microseconds, JSON columns as text.

use domain::Time;
use serde_json::Value;
use uuid::Uuid;

/// The present moment in microseconds; SQLite knows milliseconds. The same all through a statement.
macro_rules! now {
    () => {
        "cast(unixepoch('subsec') * 1000000 as integer)"
    };
}
pub(super) use now;

/// One array of arrays; nothing when there are no rows.
pub fn table<R>(
    rows: impl IntoIterator<Item = R>,
    row: impl Fn(R) -> Vec<Value>,
) -> Option<String> {
    let rows: Vec<Value> = rows.into_iter().map(|r| Value::Array(row(r))).collect();
    (!rows.is_empty()).then(|| Value::Array(rows).to_string())
}

pub fn id(id: Uuid) -> Value {
    id.simple().to_string().into()
}

pub fn time(at: Option<Time>) -> Value {
    at.map(Time::micros).into()
}

/// JSON as the text that the column holds, so that none stays null.
pub fn text(value: Option<&Value>) -> Value {
    value.map(Value::to_string).into()
}
