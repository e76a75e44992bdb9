//! `token create`: first access for a program, without a browser.

use super::{Session, exit::Outcome};
use crate::http::access::CreateToken;
use domain::{EnvironmentName, Slug, role::Role};

#[derive(Debug, clap::Subcommand)]
pub enum Token {
    /// Make a token; it is printed once, alone on stdout
    Create {
        /// operator, customer_service, developer, customer, integrator, ci or environment
        #[arg(long, value_parser = role)]
        role: Role,
        /// The tenant to which it is limited
        #[arg(long, value_name = "SLUG")]
        tenant: Option<Slug>,
        /// The environment to which it is limited
        #[arg(long, value_name = "SLUG/STAGE")]
        environment: Option<EnvironmentName>,
        /// What stands in histories
        #[arg(long)]
        name: Option<String>,
        /// When it ends: 90s, 15m, 12h, 30d, 2w [default: never]
        #[arg(long, value_name = "30d")]
        expires: Option<String>,
    },
}

pub fn role(text: &str) -> Result<Role, String> {
    use domain::machine::State;
    Role::from_name(&text.replace('-', "_")).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|r| r.name()).collect();
        format!("roles are {}", known.join(", "))
    })
}

pub async fn run(cx: &Session, command: Token) -> Outcome<()> {
    let Token::Create {
        role,
        tenant,
        environment,
        name,
        expires,
    } = command;
    let new = CreateToken {
        role,
        tenant: tenant.map(|slug| slug.to_string()),
        environment: environment.map(|name| name.to_string()),
        name,
        expires,
    };
    let made = cx.backend.create_token(new).await?;
    cx.terminal.show(&made, |made| made.token.clone());
    Ok(())
}
