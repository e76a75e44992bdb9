//! The sign-up form as a person fills it.

use super::Page;
use crate::PASSWORD;

impl Page {
    /// Types into every field that must be filled; what follows from the company is typed over.
    pub async fn fill_sign_up(&self, company: &str, slug: &str) {
        self.fill("#company", company).await;
        self.fill("#slug", slug).await;
        self.fill("#email", &format!("ada@{slug}.example")).await;
        self.fill("#password", PASSWORD).await;
    }

    pub async fn send_sign_up(&self) {
        self.click("form button.button-primary").await;
    }

    pub async fn sign_in(&self, portal: &str, email: &str, password: &str) {
        self.goto(&format!("{portal}/sign-in")).await;
        self.fill("#email", email).await;
        self.fill("#password", password).await;
        self.click("main form button.button-primary").await;
        crate::wait_until("the sign-in is over", async || {
            !self.url().await.contains("/sign-in")
        })
        .await;
    }
}
