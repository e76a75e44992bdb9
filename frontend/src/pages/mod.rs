//! The pages; files mirror the addresses. A page asks a use case and draws the answer: it holds no
//! rule of its own.

mod environments;
mod home;
mod launch;
mod mail;
mod pager;
mod runs;
mod sign_in;
mod sign_out;
mod sign_up;
mod sites;
mod tenants;

use crate::ssr::{Asked, Reply};
use actix_web::web::ServiceConfig;
use domain::views::SessionView;

pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(home::resource())
        .service(sign_up::resource())
        .service(launch::resource())
        .service(sign_in::resource())
        .service(sign_out::resource())
        .service(sites::resource())
        .service(environments::resource())
        .service(mail::resource());
    runs::configure(cfg);
    tenants::configure(cfg);
}

/// Where somebody who is signed in belongs.
fn home_of(who: &SessionView) -> String {
    match who.tenants.as_slice() {
        _ if who.role.is_staff() => "/runs".to_owned(),
        [one] => format!("/tenants/{one}"),
        _ => "/sites".to_owned(),
    }
}

/// A path of this portal, and nothing that leads elsewhere.
fn own_path(text: &str) -> Option<&str> {
    let inside = text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains(['\\', '\r', '\n', '\t']);
    inside.then_some(text)
}

/// The page for who is signed in; visitors are sent to sign in and come back.
async fn signed_in(asked: &Asked) -> Result<SessionView, crate::ssr::Fault> {
    Ok(asked
        .signed_in()
        .await?
        .ok_or(app::AppError::Unauthenticated)?)
}

fn see(path: &str, cookie: actix_web::cookie::Cookie<'static>) -> Reply {
    Reply::See(path.to_owned(), vec![cookie])
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_a_path_of_this_portal_is_followed() {
        assert_eq!(own_path("/runs?state=failed"), Some("/runs?state=failed"));
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "runs",
            "/\t/evil.example",
            "",
        ] {
            assert_eq!(own_path(elsewhere), None, "{elsewhere}");
        }
    }
}
