//! The main job: from an empty form to a site that runs, in a browser.

use blackbox::{Browser, Portal, figure, one_of_each, print_times, wait_for, wait_for_run};
use std::time::Instant;

/// The run behind a launch page, as the operator sees it.
async fn run_of(portal: &Portal, slug: &str) -> String {
    let list = portal
        .operator()
        .get(&format!("/api/v1/runs?tenant={slug}"))
        .await
        .ok();
    list["items"][0]["id"]
        .as_str()
        .expect("the launch is a run")
        .to_owned()
}

#[tokio::test]
async fn a_visitor_signs_up_and_the_site_runs() {
    let portal = Portal::start().await;
    let browser = Browser::start().await;
    let page = browser.page().await;

    page.goto(&portal.url()).await;
    page.shots("home").await;
    page.click("main a[href='/signup']").await;
    page.wait_for_url("/signup").await;
    page.see("#company").await;
    page.shots("signup-empty").await;

    // Sent empty: told in the browser, by the same words as the server's, and the summary has the focus.
    page.send_sign_up().await;
    page.read("There is a problem").await;
    wait_for("the summary has the focus", async || {
        (page.try_eval("document.activeElement.id").await? == "problems").then_some(())
    })
    .await;
    assert!(page.url().await.ends_with("/signup"));
    page.shots("signup-errors").await;

    page.fill("#company", "Harbour & Pine").await;
    wait_for("the address follows the company", async || {
        (page
            .try_eval("document.querySelector('#slug').value")
            .await?
            == "harbour-pine")
            .then_some(())
    })
    .await;
    page.read("harbour-pine.localhost is available").await;
    page.fill_sign_up("Harbour & Pine", "harbour-pine").await;
    page.read("harbour-pine.localhost is available").await;
    let left = page
        .eval("[...document.querySelectorAll('p.error')].filter(e => e.offsetParent).length")
        .await;
    assert_eq!(left, 0, "an error goes when its cause goes");
    page.shots("signup-filled").await;

    let begun = Instant::now();
    page.send_sign_up().await;
    let launch = page.wait_for_url("/launch/").await;
    figure(
        "from click to the launch page",
        format!("{} ms", begun.elapsed().as_millis()),
    );
    page.shot("launching").await;
    page.read("Your site is live").await;
    figure(
        "from click to live on the screen",
        format!("{:.2} s", begun.elapsed().as_secs_f64()),
    );
    let run = wait_for_run(&portal.operator(), &run_of(&portal, "harbour-pine").await).await;
    print_times("sign-up in the browser", &run);
    page.read("Time to launch").await;
    page.shots("launched").await;
    for step in run["steps"].as_array().expect("a run has steps") {
        let title = step["title"].as_str().expect("a step has a title");
        assert!(
            page.text().await.contains(title),
            "{title} is not on the page"
        );
    }

    // The same on another device, and after a reload.
    page.reload().await;
    page.read("Your site is live").await;
    let elsewhere = Browser::start().await;
    let other = elsewhere.page().await;
    other.goto(&launch).await;
    other.read("Your site is live").await;
    assert!(!other.text().await.contains("signed in already"));
    other.assert_console_is_clean();

    // Signed in on arrival.
    page.read("signed in already").await;
    page.click("a[href='/tenants/harbour-pine']").await;
    page.wait_for_url("/tenants/harbour-pine").await;
    page.read("harbour-pine").await;
    assert!(
        page.has(&format!("a[href^='{}']", portal.site_url("harbour-pine")))
            .await
    );
    page.shots("dashboard").await;
    page.assert_console_is_clean();
    other
        .goto(&format!("{}/tenants/harbour-pine", portal.url()))
        .await;
    other.wait_for_url("/sign-in").await;

    let site = browser.page().await;
    site.goto(&portal.site_url("harbour-pine")).await;
    site.read("Harbour & Pine").await;
    site.shots("tenant-site").await;
    site.assert_console_is_clean();
    one_of_each(&portal, "harbour-pine").await;
}

#[tokio::test]
async fn the_live_page_survives_a_portal_that_is_killed() {
    let mut portal = Portal::with_faults("release:delay=2s").await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&format!("{}/signup", portal.url())).await;
    page.fill_sign_up("Acme", "acme").await;
    page.send_sign_up().await;
    page.wait_for_url("/launch/").await;
    page.read("Your site is on its way").await;
    page.read("Install the software").await;

    portal.kill();
    portal.setup.faults("");
    portal.start_again().await;

    // Nobody touches the page.
    page.read("Your site is live").await;
    page.shot("launched-after-kill").await;
    one_of_each(&portal, "acme").await;
}

#[tokio::test]
async fn a_colour_and_a_logo_chosen_at_sign_up_are_worn_at_once() {
    let portal = Portal::start().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let logo = portal.folder().join("logo.png");
    std::fs::write(&logo, blackbox::picture::png([20, 90, 160])).unwrap();
    page.goto(&format!("{}/signup", portal.url())).await;
    page.fill_sign_up("Acme", "acme").await;
    page.click("details.disclosure summary").await;
    page.click("input[value='#2f4b8f']").await;
    page.choose_file("[name='settings.branding.logo']", &logo)
        .await;
    page.read("logo.png").await;

    page.send_sign_up().await;
    page.wait_for_url("/launch/").await;
    page.read("Your site is live").await;

    let site = browser.page().await;
    site.goto(&portal.site_url("acme")).await;
    assert_eq!(site.property("#theme-color", "content").await, "#2f4b8f");
    wait_for("the logo is loaded", async || {
        let width = site
            .try_eval("document.querySelector('#logo.logo-own').naturalWidth")
            .await?;
        (width == 96).then_some(())
    })
    .await;
    site.shot("tenant-site-own-look").await;
    site.assert_console_is_clean();
    page.assert_console_is_clean();
}
