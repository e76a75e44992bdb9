//! Every route with every role: who may, may; everybody else is told 401 or 403, and nothing else.

use super::{
    described,
    house::{House, answer},
};
use app::{
    access,
    operations::{self, Way},
};
use automator::http::routes::{self, Route};
use domain::{machine::State, role::Role};
use serde_json::json;
use std::collections::BTreeSet;

/// Without an operation of their own: the runtime's stream has its document's capability.
fn capabilities(route: Route) -> BTreeSet<&'static str> {
    if route.path == "/runtime/v1/events" {
        return ["UseRuntime"].into();
    }
    let name = format!("{} {}", route.method, route.path);
    let of_route = |o: &&operations::Operation| matches!(o.route, Way::At(at) if at == name);
    operations::ALL
        .iter()
        .filter(of_route)
        .map(|o| o.capability)
        .collect()
}

/// None where nobody needs to sign in.
fn roles(route: Route) -> Option<BTreeSet<&'static str>> {
    let capabilities = capabilities(route);
    if capabilities.is_empty() || capabilities.contains("Visit") {
        return None;
    }
    let table = access::ALL
        .iter()
        .filter(|(name, _)| capabilities.contains(name));
    Some(
        table
            .flat_map(|(_, roles)| roles.iter().map(|r| r.name()))
            .collect(),
    )
}

fn filled(path: &str) -> String {
    path.replace("{slug}", "acme")
        .replace("{stage}", "prod")
        .replace("{action}", "configure")
        .replace("{key}", "branding.logo")
        .replace("{code}", "locked")
        .replace("{id}", "0197f2c4-5b0e-7c3a-9a53-8b1d4e6f2a10")
        .replace(['{', '}'], "")
}

#[actix_web::test]
async fn each_route_opens_for_its_roles_and_for_nobody_else() {
    let house = House::open().await;
    house.make("acme").await;
    let mut callers = vec![(None, None)];
    for role in Role::ALL {
        callers.push((Some(role.name()), Some(house.token(*role).await)));
    }
    let mut cells = 0;
    for route in routes::ALL {
        let path = filled(route.path);
        for (role, token) in &callers {
            let mut request = house.request(route.method, &path);
            if route.method != "GET" {
                request = request.json(&json!({}));
            }
            if let Some(token) = token {
                request = request.bearer_auth(token);
            }
            // A stream has no end; its head is what counts here.
            let status = request.send().await.unwrap().status().as_u16();
            described::response(route.method, &path, status);
            let expected = match (roles(*route), role) {
                (None, _) => "open",
                (Some(_), None) => "401",
                (Some(roles), Some(role)) if roles.contains(role) => "open",
                (Some(_), Some(_)) => "403",
            };
            let got = match status {
                401 => "401",
                403 => "403",
                200..=299 | 304 | 400 | 404 | 409 | 412 | 415 | 422 => "open",
                _ => "broken",
            };
            let who = role.unwrap_or("nobody");
            assert_eq!(
                got, expected,
                "{} {path} as {who} answered {status}",
                route.method
            );
            cells += 1;
        }
    }
    assert_eq!(cells, routes::ALL.len() * (Role::ALL.len() + 1));
}

#[actix_web::test]
async fn what_belongs_to_another_tenant_does_not_exist() {
    let house = House::open().await;
    house.make("acme").await;
    house.make("globe").await;
    let token = house.token(Role::Customer).await;
    let own = answer(
        house
            .request("GET", "/api/v1/tenants/acme")
            .bearer_auth(&token),
    )
    .await;
    assert_eq!(own.status, 200, "{}", own.text);

    let mut foreign = 0;
    for route in routes::ALL
        .iter()
        .filter(|r| r.path.contains("{slug}") && !r.path.contains("/slugs/"))
    {
        let allowed = roles(*route).is_some_and(|roles| roles.contains("customer"));
        if !allowed {
            continue;
        }
        let path = filled(route.path).replace("acme", "globe");
        let body = json!({ "values": {}, "revision": 1 });
        let request = house.request(route.method, &path).bearer_auth(&token);
        let request = if route.method == "GET" {
            request
        } else {
            request.json(&body)
        };
        answer(request).await.problem(404, "not-found");
        foreign += 1;
    }
    assert!(foreign >= 8, "only {foreign} routes tried");
    let list = answer(
        house
            .request("GET", "/api/v1/environments")
            .bearer_auth(&token),
    )
    .await
    .json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
}
