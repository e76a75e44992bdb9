//! One person with two tabs, and two clicks on one button.

use blackbox::{Browser, Portal, one_of_each};

async fn tenants(portal: &Portal) -> usize {
    let list = portal.operator().get("/api/v1/tenants").await.ok();
    list["items"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn the_second_of_two_tabs_is_told_that_the_name_is_taken_just_now() {
    let portal = Portal::start().await;
    let browser = Browser::start().await;
    let (first, second) = (browser.page().await, browser.page().await);
    for page in [&first, &second] {
        page.goto(&format!("{}/signup", portal.url())).await;
        page.fill_sign_up("Acme", "acme").await;
        page.read("acme.localhost is available").await;
    }

    first.send_sign_up().await;
    first.wait_for_url("/launch/").await;
    second.send_sign_up().await;

    second.read("There is a problem").await;
    assert!(second.has("#problems a[href='#slug']").await);
    assert_eq!(
        second.property("#company", "value").await,
        "Acme",
        "what was typed is kept"
    );
    second.shot("signup-taken").await;
    // The password is typed again: it is never sent back.
    second.fill("#slug", "acme-2").await;
    second.fill("#password", blackbox::PASSWORD).await;
    second.send_sign_up().await;
    second.wait_for_url("/launch/").await;
    for page in [&first, &second] {
        page.read("Your site is live").await;
    }
    assert_eq!(tenants(&portal).await, 2);
    first.assert_console_is_clean();
    second.assert_console_has_only("status of 4");
}

#[tokio::test]
async fn two_clicks_are_one_sign_up() {
    let portal = Portal::start().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&format!("{}/signup", portal.url())).await;
    page.fill_sign_up("Acme", "acme").await;
    page.read("acme.localhost is available").await;

    let twice = "(() => { const b = document.querySelector('form button.button-primary'); b.click(); b.click() })()";
    page.eval(twice).await;
    page.wait_for_url("/launch/").await;
    page.read("Your site is live").await;

    // Back, and sent again as it stands: the key in the form makes it the same sign-up.
    page.eval("history.back()").await;
    page.wait_for_url("/signup").await;
    page.see("#company").await;
    page.fill_sign_up("Acme", "acme").await;
    page.send_sign_up().await;
    blackbox::wait_until("it is answered", async || {
        let text = page.text().await;
        text.contains("Your site is live") || text.contains("There is a problem")
    })
    .await;
    assert_eq!(tenants(&portal).await, 1);
    one_of_each(&portal, "acme").await;
}
