//! What the people of the house see: every list and page on every screen, and what is said when
//! nobody works.

use blackbox::{Browser, Portal, Setup, launched, sign_up, wait_for_run};

async fn staff(portal: &Portal) -> String {
    let made = portal
        .cli()
        .run("user create olga@example.com --role operator")
        .await;
    made.succeeded().stdout.trim().to_owned()
}

#[tokio::test]
async fn the_pages_of_the_house_fit_every_screen() {
    let portal = Portal::start().await;
    launched(&portal, "acme").await;
    let long = "a-rather-long-name-for-a-small-house-by-the-northern-harbour";
    let launch = launched(&portal, long).await;
    let day = portal.site("acme").last_free_day().await;
    portal.site("acme").book("Mira", &day, "10:00").await;
    portal
        .cli()
        .run("settings set acme branding.primary_color=#2f4b8f")
        .await
        .succeeded();
    let password = staff(&portal).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.sign_in(&portal.url(), "olga@example.com", &password)
        .await;
    let run = format!("/runs/{}", launch.run);
    let site = format!("/tenants/{long}");

    for (name, path, words) in [
        ("house-home", "/", "acme"),
        ("house-environments", "/environments", "acme"),
        ("house-runs", "/runs", "Deploy"),
        ("house-run", run.as_str(), "Succeeded"),
        ("house-mail", "/mail", "is booked for"),
        ("house-tenant", site.as_str(), "northern"),
        ("house-tenant-mail", "/tenants/acme/mail", "Mail"),
        ("house-settings", "/tenants/acme/settings", "Main colour"),
        ("house-history", "/tenants/acme/settings/history", "#2f4b8f"),
    ] {
        page.goto(&format!("{}{path}", portal.url())).await;
        page.read(words).await;
        page.shots(name).await;
        page.fits_the_narrowest(name).await;
    }
    page.assert_console_is_clean();
}

#[tokio::test]
async fn without_a_worker_the_launch_says_that_it_waits_and_the_run_says_what_is_missing() {
    let mut setup = Setup::new();
    setup.without_worker();
    let mut portal = setup.serve().await;
    let accepted = sign_up(&portal, "acme").await;
    let password = staff(&portal).await;
    let browser = Browser::start().await;
    let (owner, page) = (browser.page().await, browser.page().await);
    owner.goto(&accepted.status_url).await;
    page.sign_in(&portal.url(), "olga@example.com", &password)
        .await;
    page.goto(&format!("{}/runs/{}", portal.url(), accepted.run))
        .await;

    owner
        .read("It waits for its turn and starts by itself")
        .await;
    let told = owner.text().await;
    assert!(
        !told.contains("worker"),
        "a customer knows no workers: {told}"
    );
    page.read("No worker has taken this run yet").await;
    page.read("automator worker").await;
    page.shots("run-without-worker").await;

    // Somebody starts one, and nobody touches the pages.
    portal.stop().await;
    portal.setup.with_worker();
    portal.start_again().await;
    wait_for_run(&portal.operator(), &accepted.run).await;
    owner.read("Your site is live").await;
    page.see("h1 ~ .tag[data-tone=ok]").await;
    let told = page.text().await;
    assert!(!told.contains("No worker has taken"), "{told}");
}
