//! The browser of the harness is only worth something if it notices what is wrong.

use blackbox::{Browser, Look};

const PAGE: &str = "<title>none</title><input id=name name=name>\
    <script>document.title = 'script'; console.error('it broke')</script>";

#[tokio::test]
async fn a_page_that_complains_is_heard() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, PAGE).unwrap();
    let browser = Browser::start().await;
    let page = browser.page().await;

    page.goto(&format!("file://{}", file.display())).await;

    assert_eq!(page.eval("document.title").await, "script");
    blackbox::wait_until("the console is heard", async || !page.console().is_empty()).await;
    assert!(
        page.console()[0].contains("it broke"),
        "{:?}",
        page.console()
    );
}

#[tokio::test]
async fn without_scripts_a_page_can_still_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, PAGE).unwrap();
    let browser = Browser::start().await;
    let page = browser.page_as(Look::WITHOUT_JAVASCRIPT).await;

    page.goto(&format!("file://{}", file.display())).await;
    page.fill("#name", "Harbour & Pine").await;

    assert_eq!(page.eval("document.title").await, "none");
    page.assert_console_is_clean();
}
