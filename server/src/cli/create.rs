//! `create`: an environment in state `created`; nothing is made outside yet.

use super::{
    Session,
    exit::Outcome,
    values::{self, Values},
};
use crate::http::environments::CreateEnvironment;
use domain::EnvironmentName;

#[derive(Debug, clap::Args)]
pub struct Create {
    /// `slug` (stage prod) or `slug/stage`
    #[arg(value_name = "ENV")]
    name: EnvironmentName,
    /// The company's name [default: the slug]
    #[arg(long)]
    company: Option<String>,
    /// The owner's address
    #[arg(long)]
    email: Option<String>,
    /// `trial` or `standard` [default: trial]
    #[arg(long)]
    plan: Option<String>,
    #[command(flatten)]
    values: Values,
}

pub async fn run(cx: &Session, create: Create) -> Outcome<()> {
    let settings = values::collect(&create.values, cx.flags.config.as_deref())?;
    let new = CreateEnvironment {
        slug: create.name.slug.to_string(),
        stage: Some(create.name.stage.to_string()),
        company: create.company,
        email: create.email,
        plan: create.plan,
        settings,
    };
    let made = cx.backend.create(new).await?;
    cx.terminal
        .show(&made, |e| format!("{}/{}", e.slug, e.stage));
    let short = create.name.short();
    cx.terminal
        .note(format!("Go on with: automator deploy {short}"));
    Ok(())
}
