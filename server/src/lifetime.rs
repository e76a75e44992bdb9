//! How long a token lives, as people write it: `90s`, `15m`, `12h`, `30d`, `2w`.

use chrono::TimeDelta;
use domain::field::Refused;

/// Longer than anybody means, and short enough to be added to any date.
const LONGEST: TimeDelta = TimeDelta::days(36_500);

pub fn parse(text: &str) -> Result<TimeDelta, Refused> {
    let text = text.trim();
    let seconds = text.char_indices().last().and_then(|(end, unit)| {
        let n: i64 = text[..end].parse().ok()?;
        let unit = match unit {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            'w' => 604_800,
            _ => return None,
        };
        n.checked_mul(unit)
    });
    seconds
        .filter(|s| *s > 0)
        .and_then(TimeDelta::try_seconds)
        .filter(|length| *length <= LONGEST)
        .ok_or_else(|| {
            let why = "Write a number and s, m, h, d or w, such as 30d";
            Refused::new("duration", why)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_a_unit_are_durations() {
        assert_eq!(parse("30d"), Ok(TimeDelta::days(30)));
        assert_eq!(parse(" 12h "), Ok(TimeDelta::hours(12)));
    }

    #[test]
    fn what_has_no_unit_no_length_or_no_end_is_refused() {
        for text in [
            "",
            "30",
            "d",
            "-1d",
            "0h",
            "30 days",
            "9999999999999w",
            "3ö",
        ] {
            assert!(parse(text).is_err(), "{text:?}");
        }
    }
}
