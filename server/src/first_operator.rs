//! Somebody must be able to sign in to a new portal. While it has no staff, an operator is made
//! at the start, and his sign-in is printed once, to the terminal only.

use crate::config::Config;
use app::{
    AppResult, Portal, Session,
    access::{ManageAccess, grant},
    cases,
};
use domain::role::Role;
use std::{
    io::{IsTerminal, Write},
    sync::Arc,
};

const EMAIL: &str = "operator@automator.test";

#[expect(
    clippy::print_stderr,
    reason = "the one thing that serve says to the person who starts it"
)]
pub async fn announce(config: &Config, portal: &Arc<Portal>) -> AppResult<()> {
    let url = &portal.config.public_url;
    eprintln!("\n  Automator is running at {url}\n  Sign up:   {url}/signup");
    if portal.store.count_staff().await? == 0 {
        let by = grant::<ManageAccess>(portal, &Arc::new(Session::command_line()))?;
        let (_, password) = cases::create_user(&by, EMAIL, Role::Operator, None).await?;
        let password = password.unwrap_or_default();
        eprintln!(
            "  Sign in:   {url}/sign-in\n             {EMAIL}\n             {password}   (shown this once)"
        );
    } else {
        eprintln!("  Sign in:   {url}/sign-in");
    }
    eprintln!("  Data:      {}", config.data.display());
    if std::io::stderr().is_terminal() {
        eprintln!("  Stop with Ctrl-C.");
    }
    eprintln!();
    let _ = std::io::stderr().flush();
    Ok(())
}
