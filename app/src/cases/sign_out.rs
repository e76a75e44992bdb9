//! The session ends at once, wherever its cookie still lies.

use crate::{Access, AppResult, access::Visit, secrets::token_hash};

/// Idempotent: an unknown token is signed out already.
pub async fn sign_out(by: &Access<Visit>, session_token: &str) -> AppResult<()> {
    let mut tx = by.portal().store.begin().await?;
    tx.delete_session(&token_hash(session_token)).await?;
    tx.commit().await?;
    tracing::info!("signed out");
    Ok(())
}
