//! Addresses of a portal's API, with what was typed encoded in its place.

use super::backend::Target;
use domain::EnvironmentName;

/// A path's parts are encoded here, since a step's name is as typed.
pub fn part(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

pub fn with_query(path: &str, query: &[(&str, String)]) -> String {
    if query.is_empty() {
        return path.to_owned();
    }
    let mut text = url::form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(query);
    format!("{path}?{}", text.finish())
}

pub fn environment(name: &EnvironmentName) -> String {
    format!("/api/v1/environments/{name}")
}

pub fn settings(of: &Target, rest: &str) -> String {
    let path = format!("/api/v1/tenants/{}/settings{rest}", of.slug);
    let stage = of.stage.as_ref().map(|stage| ("stage", stage.to_string()));
    with_query(&path, stage.as_slice())
}

pub fn paging(cursor: Option<&str>, limit: u32) -> Vec<(&'static str, String)> {
    let cursor = cursor.map(|cursor| ("cursor", cursor.to_owned()));
    cursor
        .into_iter()
        .chain([("limit", limit.to_string())])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_cannot_leave_its_place_in_a_path() {
        assert_eq!(part("mail sender/../x?y"), "mail%20sender%2F..%2Fx%3Fy");
        assert_eq!(
            with_query("/runs", &[("tenant", "a&b".to_owned())]),
            "/runs?tenant=a%26b"
        );
    }
}
