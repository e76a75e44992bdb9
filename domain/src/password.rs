//! What a password must be: long and not one that everybody tries. No rules of composition.

use crate::field::Refused;

pub const MIN: usize = 12;
pub const MAX: usize = 128;

/// Common passwords of twelve characters and more; the shorter ones fail by their length.
const COMMON: &[&str] = &[
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "123456789012",
    "1234567890123",
    "1234567891011",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopasdf",
    "qwertyuiop[]",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "q1w2e3r4t5y6",
    "administrator",
    "adminadmin123",
    "adminadminadmin",
    "letmeinletmein",
    "welcome12345",
    "welcomewelcome",
    "iloveyou1234",
    "iloveyouforever",
    "changeme1234",
    "changemechangeme",
    "abcdefghijkl",
    "abcdefghijklm",
    "abcd12345678",
    "abc123abc123",
    "asdfghjkl123",
    "zxcvbnm12345",
    "football1234",
    "baseball1234",
    "superman1234",
    "sunshine1234",
    "princess1234",
    "trustno1trustno1",
    "correcthorsebatterystaple",
    "monkeymonkey",
    "dragondragon",
    "passw0rd1234",
    "p@ssw0rd1234",
    "p@ssword1234",
    "password!234",
];

/// Checks a password; `avoid` holds words that belong to the account (slug, company, e-mail).
pub fn check(password: &str, avoid: &[&str]) -> Result<(), Refused> {
    let length = password.chars().count();
    if length == 0 {
        return Err(Refused::new("required", "Enter a password"));
    }
    if length < MIN {
        let why = format!("Choose a password of at least {MIN} characters. You typed {length}");
        return Err(Refused::new("too_short", why));
    }
    if length > MAX {
        let why = format!("Choose a password of at most {MAX} characters. You typed {length}");
        return Err(Refused::new("too_long", why));
    }
    if is_guessable(password, avoid) {
        let why = "Choose a password that is harder to guess, for example four unrelated words";
        return Err(Refused::new("common", why));
    }
    Ok(())
}

fn is_guessable(password: &str, avoid: &[&str]) -> bool {
    let lower = password.to_lowercase();
    let chars: Vec<char> = lower.chars().collect();
    let distinct = chars
        .iter()
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let runs = chars.windows(2).filter(|w| {
        let step = i64::from(u32::from(w[1])) - i64::from(u32::from(w[0]));
        step.abs() <= 1
    });
    COMMON.contains(&lower.as_str())
        || distinct < 4
        || runs.count() + 2 >= chars.len()
        || avoid
            .iter()
            .any(|word| word.len() >= 4 && leftover(&lower, &word.to_lowercase()) < 4)
}

/// How many characters remain when every occurrence of the word is taken out.
fn leftover(password: &str, word: &str) -> usize {
    if password.contains(word) {
        password.replace(word, "").chars().count()
    } else {
        usize::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str) -> &'static str {
        check(password, &["harbour-pine", "ada@example.com"]).map_or_else(|e| e.code, |()| "ok")
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(code("ködwertzuäöü"), "ok");
        assert_eq!(code("lantern"), "too_short");
        assert_eq!(code(&"slow-tide-".repeat(13)), "too_long");
    }

    #[test]
    fn what_everybody_tries_is_refused() {
        for weak in [
            "password1234",
            "aaaaaaaaaaaa",
            "abcdefghijkl",
            "12345678901234",
            "harbour-pine1",
            "ada@example.com",
        ] {
            assert_eq!(code(weak), "common", "{weak}");
        }
        assert_eq!(code("slow-tide-lantern"), "ok");
    }
}
