//! Cursors and limits of lists. A cursor is the key of the last row, so a page costs the same
//! wherever it begins; what does not parse is the caller's mistake and is told as such.

use crate::{AppResult, error::AppError};
use domain::{FieldError, views::Page};
use std::str::FromStr;

const USUAL: u32 = 50;
const MOST: u32 = 200;

pub fn limit(asked: u32) -> u32 {
    if asked == 0 { USUAL } else { asked.min(MOST) }
}

pub fn cursor<K: FromStr>(text: Option<&str>) -> AppResult<Option<K>> {
    let parse = |t: &str| {
        let wrong = "Send the next_cursor of the page before, or no cursor";
        t.parse()
            .map_err(|_| AppError::from(FieldError::new("cursor", "cursor", wrong)))
    };
    text.filter(|t| !t.is_empty()).map(parse).transpose()
}

/// Cuts the row that was asked for on top of the limit; its presence means that more follows.
pub fn cut<R>(mut rows: Vec<R>, limit: u32, key: impl Fn(&R) -> String) -> Page<R> {
    let limit = limit as usize;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = rows.last().filter(|_| more).map(key);
    Page {
        items: rows,
        next_cursor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_further_row_becomes_a_cursor_and_the_last_page_has_none() {
        let page = cut(vec![5, 4, 3], 2, ToString::to_string);
        assert_eq!(
            (page.items, page.next_cursor),
            (vec![5, 4], Some("4".into()))
        );

        let last = cut(vec![3], 2, ToString::to_string);
        assert_eq!((last.items, last.next_cursor), (vec![3], None));
    }

    #[test]
    fn an_odd_cursor_is_refused_and_an_absent_limit_is_the_usual_one() {
        assert!(cursor::<i64>(Some("x")).is_err());
        assert!(matches!(cursor::<i64>(Some("")), Ok(None)));
        assert_eq!((limit(0), limit(7), limit(9_999)), (50, 7, 200));
    }
}
