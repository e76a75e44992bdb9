//! Rows as both databases give them, and the way from there to the application's records.
//!
//! One set of types for both: `FromRow` is derived over any database. What a row holds is checked
//! on the way out, so that a bad value is told with its table and column.

pub mod access;
pub mod content;
pub mod run;
pub mod settings;
pub mod tenant;
pub mod worker;

use app::ports::{StoreError, StoreResult};

/// All rows as records; the first bad one is the error.
pub fn records<R, T>(rows: Vec<R>) -> StoreResult<Vec<T>>
where
    R: TryInto<T, Error = StoreError>,
{
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The row as a record, if there is one.
pub fn record<R, T>(row: Option<R>) -> StoreResult<Option<T>>
where
    R: TryInto<T, Error = StoreError>,
{
    row.map(TryInto::try_into).transpose()
}
