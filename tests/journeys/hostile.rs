//! Names and texts that are meant to break a page are shown as what they are: text.

use blackbox::{Browser, PASSWORD, Page, Portal};

/// Markup, a template, a change of the reading direction, and a word without an end.
const NAME: &str = "\"><script>window.hit=1</script>{{7*7}}\u{202e}evil";
const WORD: &str = "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";
const TEXT: &str = "</title><img src=x onerror=window.hit=1>{{7*7}}";

async fn is_only_text(page: &Page, address: &str, text: &str) {
    page.goto(address).await;
    page.read(text).await;
    assert_eq!(
        page.eval("typeof window.hit").await,
        "undefined",
        "{address}"
    );
    page.fits_the_narrowest(address).await;
}

#[tokio::test]
async fn hostile_names_are_text_on_every_page() {
    let portal = Portal::start().await;
    let made = portal
        .cli()
        .run("user create dev@example.com --role developer")
        .await;
    let password = made.succeeded().stdout.trim().to_owned();
    let company = format!("{NAME}{WORD}");
    let mut form = blackbox::form("acme");
    form["company"] = company.clone().into();
    let answer = portal.visitor().post("/api/v1/signups", &form).await;
    answer.has_status(202);
    let run = answer.json()["run"].as_str().expect("an id").to_owned();
    let run_state = blackbox::wait_for_run(&portal.operator(), &run).await["state"].clone();
    assert_eq!(run_state, "succeeded");
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.sign_in(&portal.url(), "ada@acme.example", PASSWORD)
        .await;
    let at = |path: &str| format!("{}{path}", portal.url());

    is_only_text(&page, &at("/tenants/acme"), WORD).await;
    is_only_text(&page, &at("/tenants/acme/mail"), WORD).await;
    is_only_text(&page, &portal.site_url("acme"), "{{7*7}}").await;

    page.goto(&at("/tenants/acme/settings")).await;
    // A title has at most 80 characters.
    let title = format!("{TEXT}{}", &WORD[..30]);
    for key in [
        "branding.site_title",
        "mail.sender_name",
        "mail.footer_address",
    ] {
        page.fill(&format!("[name='settings.{key}']"), &title).await;
    }
    page.fill("[name='settings.mail.social_links']", "javascript:hit=1")
        .await;
    page.click(".sticky-bar button.button-primary").await;
    page.read("There is a problem").await;
    page.fill(
        "[name='settings.mail.social_links']",
        "https://example.com/evil",
    )
    .await;
    page.click(".sticky-bar button.button-primary").await;
    page.read("Your site shows it now").await;
    is_only_text(&page, &at("/tenants/acme/settings/history"), TEXT).await;
    is_only_text(&page, &portal.site_url("acme"), TEXT).await;
    page.shots("tenant-site-hostile").await;

    page.goto(&at("/tenants/acme")).await;
    page.click_text(".bar-links button", "Sign out").await;
    page.see("a[href='/sign-in']").await;
    page.sign_in(&portal.url(), "dev@example.com", &password)
        .await;
    is_only_text(&page, &at("/environments"), WORD).await;
    is_only_text(&page, &at("/tenants/acme"), WORD).await;
    is_only_text(&page, &at(&format!("/runs/{run}")), "acme/prod").await;
    page.assert_console_has_only("status of 422");
}
