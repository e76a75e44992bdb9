//! A change in the portal is seen in a page of the site that is open already.

use blackbox::{Browser, PASSWORD, Page, Portal, figure, launched, wait_for};

const COLOUR: &str = "input[type=text][name$='branding.primary_color']";
const FOOTER: &str = "[name$='mail.footer_address']";
const LOGO: &str = "input[type=file][name$='branding.logo']";
const SAVE: &str = ".sticky-bar button.button-primary";

/// Resolves in the open page to the moment at which the condition holds there.
async fn watch(site: &Page, name: &str, condition: &str) {
    let watching = format!(
        "window.{name} = new Promise(done => {{ const look = () => ({condition}) ? done(Date.now()) : setTimeout(look, 5); look() }}); 0"
    );
    site.eval(&watching).await;
}

/// Milliseconds from the click on Save until the open page shows it.
async fn save_and_wait(portal_page: &Page, site: &Page, name: &str) -> f64 {
    let clicked = "addEventListener('click', () => sessionStorage.setItem('clicked', Date.now()), {capture: true}); 0";
    portal_page.eval(clicked).await;
    portal_page.click(SAVE).await;
    let seen = site
        .eval(&format!("window.{name}"))
        .await
        .as_f64()
        .expect("a moment");
    let clicked = wait_for("the click is noted", async || {
        portal_page
            .try_eval("Number(sessionStorage.getItem('clicked'))")
            .await?
            .as_f64()
    })
    .await;
    seen - clicked
}

#[tokio::test]
async fn a_change_of_palette_logo_and_footer_reaches_the_open_page() {
    let portal = Portal::start().await;
    launched(&portal, "acme").await;
    let logo = portal.folder().join("logo.png");
    std::fs::write(&logo, blackbox::picture::png([200, 40, 90])).unwrap();
    let before = blackbox::tenant_app::all(&portal.data());
    let browser = Browser::start().await;
    let (page, site) = (browser.page().await, browser.page().await);
    site.goto(&portal.site_url("acme")).await;
    let old = site.property("#theme-color", "content").await;
    site.eval("window.opened = 'once'; 0").await;
    page.sign_in(&portal.url(), "ada@acme.example", PASSWORD)
        .await;
    let address = format!("{}/tenants/acme/settings", portal.url());

    page.goto(&address).await;
    page.shots("settings").await;
    watch(
        &site,
        "colour",
        "document.querySelector('#theme-color').content === '#7a1f5c'",
    )
    .await;
    page.fill(COLOUR, "#7A1F5C").await;
    page.read("1 unsaved change").await;
    page.shots("settings-unsaved").await;
    let colour = save_and_wait(&page, &site, "colour").await;
    figure("palette: click to visible", format!("{colour:.0} ms"));
    let worn = "[...document.querySelectorAll('body *')].map(e => getComputedStyle(e)) \
                .some(s => [s.color, s.backgroundColor, s.fill, s.borderTopColor].includes('rgb(122, 31, 92)'))";
    assert_eq!(
        site.eval(worn).await,
        true,
        "the colour is known and not worn"
    );

    page.goto(&address).await;
    watch(
        &site,
        "footer",
        "document.querySelector('#address').textContent.includes('Quay 1')",
    )
    .await;
    page.fill(FOOTER, "Quay 1, Harbour").await;
    let footer = save_and_wait(&page, &site, "footer").await;
    figure("footer: click to visible", format!("{footer:.0} ms"));

    page.goto(&address).await;
    watch(
        &site,
        "logo",
        "document.querySelector('#logo.logo-own')?.naturalWidth === 96",
    )
    .await;
    page.choose_file(LOGO, &logo).await;
    let picture = save_and_wait(&page, &site, "logo").await;
    figure("logo: click to visible", format!("{picture:.0} ms"));

    assert_eq!(
        site.eval("window.opened").await,
        "once",
        "the page was never loaded anew"
    );
    assert_eq!(
        blackbox::tenant_app::all(&portal.data()),
        before,
        "and nothing was restarted"
    );
    site.shots("tenant-site-changed").await;

    // Who and when, and back again.
    page.goto(&format!("{address}/history")).await;
    page.read("ada@acme.example").await;
    page.read("#7a1f5c").await;
    page.shots("settings-history").await;
    assert!(page.has("time[datetime]").await, "when it was");
    let restored = format!("document.querySelector('#theme-color').content === {old}");
    watch(&site, "restored", &restored).await;
    page.undo("#7a1f5c").await;
    page.read("is taken back. Your site shows it now").await;
    page.shots("settings-undone").await;
    site.eval("window.restored").await;
    assert_eq!(site.property("#theme-color", "content").await, old);
    assert!(
        site.text().await.contains("Quay 1"),
        "only what was undone went back"
    );
    page.assert_console_is_clean();
    site.assert_console_is_clean();
}

#[tokio::test]
async fn a_stale_form_shows_both_and_overwrites_nothing() {
    let portal = Portal::start().await;
    launched(&portal, "acme").await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.sign_in(&portal.url(), "ada@acme.example", PASSWORD)
        .await;
    page.goto(&format!("{}/tenants/acme/settings", portal.url()))
        .await;
    page.fill(FOOTER, "Mine").await;
    let logo = portal.folder().join("logo.png");
    std::fs::write(&logo, blackbox::picture::png([200, 40, 90])).unwrap();
    page.choose_file(LOGO, &logo).await;

    let set = portal
        .cli()
        .run_words(&[
            "settings",
            "set",
            "acme",
            "--set",
            "mail.footer_address=Theirs",
        ])
        .await;
    set.succeeded();
    page.click(SAVE).await;

    page.read("Theirs").await;
    assert_eq!(
        page.property(FOOTER, "value").await,
        "Mine",
        "what was typed is kept"
    );
    page.shots("settings-conflict").await;
    let now = portal
        .operator()
        .get("/api/v1/tenants/acme/settings")
        .await
        .ok();
    assert_eq!(now["values"]["mail.footer_address"]["value"], "Theirs");

    // Everything but the file, which no page can give back: it is asked for. Then it is saved.
    page.read("Choose the file for Logo again").await;
    page.choose_file(LOGO, &logo).await;
    page.click(SAVE).await;
    page.read("Your site shows it now").await;
    assert_eq!(page.property(FOOTER, "value").await, "Mine");
    assert!(page.has(".upload img").await, "the logo is not saved");
}

#[tokio::test]
async fn a_logo_of_20_megabytes_is_refused_before_it_travels() {
    let portal = Portal::start().await;
    let logo = portal.folder().join("logo.png");
    std::fs::write(&logo, blackbox::picture::of_20_megabytes()).unwrap();
    let browser = Browser::start().await;
    let page = browser.page().await;
    let words = "Choose an image of at most 2 MB. This one has 20.0 MB";
    page.goto(&format!("{}/signup", portal.url())).await;
    page.fill_sign_up("Acme Ltd", "acme").await;
    page.eval("document.querySelector('details').open = true; window.opened = 'once'; 0")
        .await;

    page.choose_file(LOGO, &logo).await;
    page.send_sign_up().await;
    page.read(words).await;

    assert_eq!(page.eval("window.opened").await, "once", "it was sent");
    assert_eq!(page.text_of("#problems li").await, words);
    page.shots("sign-up-large-logo").await;

    launched(&portal, "globe").await;
    page.sign_in(&portal.url(), "ada@globe.example", PASSWORD)
        .await;
    page.goto(&format!("{}/tenants/globe/settings", portal.url()))
        .await;
    page.eval("window.opened = 'once'; 0").await;
    page.choose_file(LOGO, &logo).await;
    page.read(words).await;
    page.shots("settings-large-logo").await;
    page.click(SAVE).await;
    page.see(&format!("{LOGO}:focus")).await;

    assert_eq!(page.eval("window.opened").await, "once", "it was sent");
    assert_eq!(page.property(LOGO, "ariaInvalid").await, "true");
    page.assert_console_is_clean();
}
