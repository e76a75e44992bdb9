//! A failed launch, understood and mended in the browser.

use blackbox::{Browser, Look, Portal, one_of_each, sign_up, wait_for_run};

#[tokio::test]
async fn a_developer_sees_why_a_launch_failed_and_mends_it() {
    let mut portal = Portal::with_faults("database:permanent").await;
    let made = portal
        .cli()
        .run("user create dev@example.com --role developer")
        .await;
    let password = made.succeeded().stdout.trim().to_owned();
    let accepted = sign_up(&portal, "acme").await;
    let run = wait_for_run(&portal.operator(), &accepted.run).await;
    assert_eq!(run["state"], "failed");
    let browser = Browser::start().await;
    let (owner, page) = (browser.page().await, browser.page().await);
    owner.goto(&accepted.status_url).await;
    owner.read("Nothing you entered is lost").await;
    assert!(owner.text().await.contains("The launch stopped at step"));
    assert!(!owner.text().await.contains("refused for good"));
    owner.shots("launch-stopped").await;
    page.sign_in(&portal.url(), "dev@example.com", &password)
        .await;

    page.goto(&format!("{}/runs?state=failed", portal.url()))
        .await;
    page.read("acme").await;
    page.shots("runs").await;
    page.click(&format!("a[href='/runs/{}']", accepted.run))
        .await;
    page.wait_for_url("/runs/").await;
    page.read("refused for good").await;
    assert_eq!(
        page.property("#step-database", "open").await,
        true,
        "what failed stands open"
    );
    assert_eq!(
        page.property("#step-database", "dataset.tone").await,
        "fail"
    );
    let command = format!("automator retry {} --step database", accepted.run);
    assert!(
        page.text().await.contains(&command),
        "the command to copy is not there"
    );
    page.shots("run-failed").await;

    // Too early: the second failure stands beside the first.
    page.click_text("#step-database button", "Retry step").await;
    page.read("Attempt 1, retried").await;
    page.see("h1 ~ .tag[data-tone=fail]").await;

    // The cause is mended elsewhere; a colleague without scripts continues the run.
    portal.kill();
    portal.setup.faults("");
    portal.start_again().await;
    let colleague = browser.page_as(Look::WITHOUT_JAVASCRIPT).await;
    colleague
        .goto(&format!("{}/runs/{}", portal.url(), accepted.run))
        .await;
    colleague
        .click_text("#step-database button", "Resume run")
        .await;
    let path = format!("/api/v1/runs/{}", accepted.run);
    blackbox::wait_until("the run succeeds", async || {
        portal.operator().get(&path).await.ok()["state"] == "succeeded"
    })
    .await;
    // Nobody touches the two other pages.
    page.see("#step-database[data-tone=ok]").await;
    page.see("#step-checks[data-tone=ok]").await;
    page.see("h1 ~ .tag[data-tone=ok]").await;
    page.shots("run-mended").await;
    owner.read("Your site is live").await;
    one_of_each(&portal, "acme").await;
}

#[tokio::test]
async fn a_customer_sees_no_runs_and_no_other_tenant() {
    let portal = Portal::start().await;
    for slug in ["acme", "globe"] {
        blackbox::launched(&portal, slug).await;
    }
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.sign_in(&portal.url(), "ada@acme.example", blackbox::PASSWORD)
        .await;

    page.goto(&format!("{}/tenants/acme", portal.url())).await;
    page.read("acme").await;
    for path in [
        "/tenants/globe",
        "/tenants/globe/settings",
        "/tenants/globe/mail",
        "/runs",
        "/environments",
    ] {
        let status = format!("fetch('{path}').then(answer => answer.status)");
        let status = page.eval(&status).await;
        assert!(
            status == 404 || status == 403,
            "{path} is answered {status}"
        );
    }
    let api = "fetch('/api/v1/tenants/globe/settings').then(answer => answer.status)";
    assert_eq!(page.eval(api).await, 404, "another's things are not there");
}
