//! Nearly every result starts one step and is told by one event: these two stand in its own row, and
//! what it has more of beside it.

use super::{Batch, Event, ResultRow, Started};

/// Both are in the order of their writes, the firsts one for each result.
pub struct Firsts<'a> {
    pub begun: Vec<Option<&'a Started>>,
    pub more_begun: Vec<&'a Started>,
    pub told: Vec<Option<&'a Event>>,
    pub more_told: Vec<&'a Event>,
}

impl Batch {
    /// `tell`: the events too, when there is nothing else in the batch that could come between them.
    pub fn firsts(&self, tell: bool) -> Firsts<'_> {
        let begun = self.started.iter().filter(|s| s.at.is_some()).collect();
        let (begun, more_begun) = of_rows(&self.results, begun, |s| s.write);
        let told = self.events.iter().filter(|_| tell).collect();
        let (told, more_told) = of_rows(&self.results, told, |e| e.write);
        Firsts {
            begun,
            more_begun,
            told,
            more_told,
        }
    }
}

/// For each result the first of its own, and what there is besides. All are in the order of their
/// writes.
pub fn of_rows<'a, R>(
    results: &[ResultRow],
    rows: Vec<&'a R>,
    write: impl Fn(&R) -> usize,
) -> (Vec<Option<&'a R>>, Vec<&'a R>) {
    let mut firsts = Vec::with_capacity(results.len());
    let mut more = Vec::new();
    let mut rows = rows.into_iter().peekable();
    for result in results {
        let of_result = |row: &&R| write(row) == result.write;
        firsts.push(rows.next_if(of_result));
        while let Some(row) = rows.next_if(of_result) {
            more.push(row);
        }
    }
    (firsts, more)
}
