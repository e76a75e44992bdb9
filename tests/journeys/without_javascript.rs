//! The same journey where no script runs.

use blackbox::{Browser, Look, Portal, one_of_each};

#[tokio::test]
async fn without_javascript_the_same_form_launches_the_same_site() {
    let portal = Portal::start().await;
    let browser = Browser::start().await;
    let page = browser.page_as(Look::WITHOUT_JAVASCRIPT).await;

    page.goto(&format!("{}/signup", portal.url())).await;
    page.shot("no-js-signup").await;
    page.fill("#company", "Harbour & Pine").await;
    page.fill("#slug", "www").await;
    page.fill("#email", "ada").await;
    page.send_sign_up().await;
    page.read("There is a problem").await;
    assert_eq!(
        page.property("#company", "value").await,
        "Harbour & Pine",
        "what was typed is kept"
    );
    assert_eq!(page.property("#slug", "value").await, "www");
    let title = page.eval("document.title").await;
    assert!(
        title
            .as_str()
            .is_some_and(|title| title.starts_with("Error: ")),
        "{title}"
    );
    for field in ["slug", "email", "password"] {
        assert!(
            page.has(&format!("#problems a[href='#{field}']")).await,
            "{field} is not in the summary"
        );
        assert_eq!(
            page.property(&format!("#{field}"), "getAttribute('aria-invalid')")
                .await,
            "true"
        );
    }
    page.shots("no-js-errors").await;

    page.fill_sign_up("Harbour & Pine", "harbour-pine").await;
    page.send_sign_up().await;
    page.wait_for_url("/launch/").await;
    page.shot("no-js-launching").await;
    page.read("Your site is live").await;
    page.read("Time to launch").await;
    page.shots("no-js-launched").await;

    page.click("a[href='/tenants/harbour-pine']").await;
    page.wait_for_url("/tenants/harbour-pine").await;
    let site = browser.page_as(Look::WITHOUT_JAVASCRIPT).await;
    site.goto(&portal.site_url("harbour-pine")).await;
    site.read("Harbour & Pine").await;
    one_of_each(&portal, "harbour-pine").await;
    page.assert_console_without_scripts_has_only("status of 422");
    site.assert_console_is_clean();
}

#[tokio::test]
async fn without_javascript_settings_change_and_can_be_undone() {
    let portal = Portal::start().await;
    blackbox::launched(&portal, "acme").await;
    let browser = Browser::start().await;
    let page = browser.page_as(Look::WITHOUT_JAVASCRIPT).await;
    page.sign_in(&portal.url(), "ada@acme.example", blackbox::PASSWORD)
        .await;

    page.goto(&format!("{}/tenants/acme/settings", portal.url()))
        .await;
    page.fill(
        "input[type=text][name$='branding.primary_color']",
        "#gggggg",
    )
    .await;
    page.fill("[name$='mail.footer_address']", "Quay 1").await;
    let drawing = portal.folder().join("logo.svg");
    std::fs::write(&drawing, "<svg onload='alert(1)'/>").unwrap();
    page.choose_file("input[type=file][name$='branding.logo']", &drawing)
        .await;
    page.click(".sticky-bar button.button-primary").await;
    page.read("There is a problem").await;
    page.read("SVG files can carry programs").await;
    assert_eq!(
        page.property("[name$='mail.footer_address']", "value")
            .await,
        "Quay 1",
        "what was typed is kept"
    );
    page.fill(
        "input[type=text][name$='branding.primary_color']",
        "#5b3f8c",
    )
    .await;
    page.click(".sticky-bar button.button-primary").await;
    blackbox::wait_until("the site shows it", async || {
        let html = portal.site("acme").get("/").await.text();
        html.contains("#5b3f8c") && html.contains("Quay 1")
    })
    .await;

    page.goto(&format!("{}/tenants/acme/settings/history", portal.url()))
        .await;
    page.undo("#5b3f8c").await;
    blackbox::wait_until("it is as it was", async || {
        !portal
            .site("acme")
            .get("/")
            .await
            .text()
            .contains("#5b3f8c")
    })
    .await;
    page.assert_console_without_scripts_has_only("status of 422");
}
