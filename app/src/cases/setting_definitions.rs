//! Every setting there is, with its schema: what forms and programs are made from.

use crate::{Access, AppResult, access::Visit};
use domain::{
    settings::{ALL, definition_view},
    views::DefinitionView,
};

pub async fn setting_definitions(_by: &Access<Visit>) -> AppResult<Vec<DefinitionView>> {
    Ok(ALL.iter().map(definition_view).collect())
}
