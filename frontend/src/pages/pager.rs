//! "Next": the address of the page with the list's cursor in it. Lists are keyset-paged, so there
//! is no last page and no count.

use leptos::prelude::*;

/// The query of an address with other values; an empty one is left out.
pub fn query(path: &str, values: &[(&str, &str)]) -> String {
    let mut out = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in values.iter().filter(|(_, v)| !v.is_empty()) {
        out.append_pair(name, value);
    }
    let query = out.finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

pub fn pager(
    path: &str,
    filters: &[(&str, &str)],
    cursor: Option<&str>,
    next: Option<&str>,
) -> AnyView {
    let first = cursor.map(|_| view! { <a href=query(path, filters)>"Back to the newest"</a> });
    let next = next.map(|next| {
        let mut values = filters.to_vec();
        values.push(("cursor", next));
        view! { <a rel="next" href=query(path, &values)>"Older"</a> }
    });
    view! { <nav class="pager" aria-label="Pages"><span>{first}</span><span>{next}</span></nav> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn only_filters_in_use_stand_in_the_address() {
        assert_eq!(
            query(
                "/runs",
                &[("state", "failed"), ("step", ""), ("tenant", "a&b")]
            ),
            "/runs?state=failed&tenant=a%26b"
        );
        assert_eq!(query("/runs", &[("state", "")]), "/runs");
    }
}
