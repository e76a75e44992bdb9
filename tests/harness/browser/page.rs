//! One tab: what a person does in it and sees in it.

use super::{Look, pipe::Pipe};
use crate::{wait_for, wait_until};
use serde_json::{Value, json};
use std::{path::Path, sync::Arc, time::Duration};

pub struct Page {
    pipe: Arc<Pipe>,
    session: String,
    look: Look,
}

/// Text as a JavaScript literal.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

impl Page {
    pub(super) async fn open(pipe: Arc<Pipe>, look: Look) -> Self {
        let target = pipe
            .call(
                None,
                "Target.createTarget",
                json!({ "url": "about:blank", "newWindow": true }),
            )
            .await;
        let target = target.expect("a tab opens")["targetId"].clone();
        let attach = json!({ "targetId": target, "flatten": true });
        let session = pipe
            .call(None, "Target.attachToTarget", attach)
            .await
            .expect("a tab can be used");
        let session = session["sessionId"]
            .as_str()
            .expect("a session has a name")
            .to_owned();
        let page = Self {
            pipe,
            session,
            look,
        };
        for domain in ["Page", "Runtime", "Log", "Network"] {
            page.call(&format!("{domain}.enable"), json!({})).await;
        }
        page.look(look).await;
        page
    }

    pub(super) fn looked_at(&self) -> Look {
        self.look
    }

    pub(super) async fn call(&self, method: &str, params: Value) -> Value {
        let answer = self.pipe.call(Some(&self.session), method, params).await;
        answer.unwrap_or_else(|error| panic!("{error}"))
    }

    /// As `call`, for what the browser now and then never answers.
    pub(super) async fn try_call(
        &self,
        patience: Duration,
        method: &str,
        params: Value,
    ) -> Result<Value, String> {
        let session = Some(self.session.as_str());
        self.pipe
            .call_within(patience, session, method, params)
            .await
    }

    /// Opens an address and waits until the page is loaded.
    pub async fn goto(&self, url: &str) {
        let answer = self.call("Page.navigate", json!({ "url": url })).await;
        assert!(
            answer["errorText"].is_null(),
            "{url}: {}",
            answer["errorText"]
        );
        // An earlier page may still be loading, so only a load behind this navigation counts.
        let ours = |event: &Value| {
            event["method"] == "Page.frameNavigated"
                && event["params"]["frame"]["loaderId"] == answer["loaderId"]
        };
        let loaded = |event: &Value| event["method"] == "Page.loadEventFired";
        wait_until(&format!("{url} is loaded"), async || {
            let events = self.pipe.events(&self.session);
            events.iter().skip_while(|event| !ours(event)).any(loaded)
        })
        .await;
    }

    pub async fn reload(&self) {
        let url = self.url().await;
        self.goto(&url).await;
    }

    /// The value of an expression; nothing while the page is being replaced or it throws.
    pub async fn try_eval(&self, expression: &str) -> Option<Value> {
        let how = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self
            .pipe
            .call(Some(&self.session), "Runtime.evaluate", how)
            .await
            .ok()?;
        answer["exceptionDetails"]
            .is_null()
            .then(|| answer["result"]["value"].clone())
    }

    pub async fn eval(&self, expression: &str) -> Value {
        wait_for(&format!("the page answers {expression}"), async || {
            self.try_eval(expression).await
        })
        .await
    }

    pub async fn url(&self) -> String {
        let url = self.eval("location.href").await;
        url.as_str().unwrap_or_default().to_owned()
    }

    pub async fn wait_for_url(&self, part: &str) -> String {
        wait_for(
            &format!("the address becomes one with {part:?}"),
            async || {
                let url = self.try_eval("location.href").await?;
                let there = url.as_str()?.contains(part);
                let loaded = self.try_eval("document.readyState").await? != "loading";
                (there && loaded).then(|| url.as_str().unwrap_or_default().to_owned())
            },
        )
        .await
    }

    /// Waits for an element; the selector may hold anything that CSS knows.
    pub async fn see(&self, selector: &str) {
        let there = format!("!!document.querySelector({})", quoted(selector));
        let begun = std::time::Instant::now();
        while self.try_eval(&there).await != Some(Value::Bool(true)) {
            assert!(
                begun.elapsed() < crate::PATIENCE,
                "{selector} never appeared at {}:\n{}",
                self.url().await,
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until the page shows these words.
    pub async fn read(&self, words: &str) {
        let begun = std::time::Instant::now();
        while !self.text().await.contains(words) {
            assert!(
                begun.elapsed() < crate::PATIENCE,
                "{words:?} never appeared at {}:\n{}",
                self.url().await,
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub async fn has(&self, selector: &str) -> bool {
        self.eval(&format!("!!document.querySelector({})", quoted(selector)))
            .await
            == true
    }

    /// What the page says, as a person reads it.
    pub async fn text(&self) -> String {
        let text = self
            .eval("document.body ? document.body.innerText : ''")
            .await;
        text.as_str().unwrap_or_default().to_owned()
    }

    pub async fn text_of(&self, selector: &str) -> String {
        self.see(selector).await;
        let text = self
            .eval(&format!(
                "document.querySelector({}).innerText",
                quoted(selector)
            ))
            .await;
        text.as_str().unwrap_or_default().trim().to_owned()
    }

    pub async fn property(&self, selector: &str, property: &str) -> Value {
        self.see(selector).await;
        self.eval(&format!(
            "document.querySelector({}).{property}",
            quoted(selector)
        ))
        .await
    }

    /// A real click in the middle of the element, with everything it sets off.
    pub async fn click(&self, selector: &str) {
        self.see(selector).await;
        let middle = format!(
            "(() => {{ const e = document.querySelector({}); e.scrollIntoView({{block: 'center', behavior: 'instant'}}); \
             const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2, b.width] }})()",
            quoted(selector)
        );
        let at = self.eval(&middle).await;
        assert!(
            at[2].as_f64().is_some_and(|width| width > 0.0),
            "{selector} cannot be seen at {}",
            self.url().await
        );
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let event =
                json!({ "type": kind, "x": at[0], "y": at[1], "button": button, "clickCount": 1 });
            // A click may close the page it was made on.
            let _ = self
                .pipe
                .call(Some(&self.session), "Input.dispatchMouseEvent", event)
                .await;
        }
    }

    /// Clicks the first element that says exactly this.
    pub async fn click_text(&self, selector: &str, words: &str) {
        let mark = format!(
            "(() => {{ document.querySelector('[data-clicked]')?.removeAttribute('data-clicked'); \
             const e = [...document.querySelectorAll({})].find(e => e.innerText.trim() === {}); \
             if (e) e.dataset.clicked = 'next'; return !!e }})()",
            quoted(selector),
            quoted(words)
        );
        wait_until(&format!("{selector} says {words:?}"), async || {
            self.try_eval(&mark).await == Some(Value::Bool(true))
        })
        .await;
        self.click("[data-clicked=next]").await;
    }

    /// On the history of settings: takes back the newest revision that tells of this value.
    pub async fn undo(&self, value: &str) {
        let mark = format!(
            "(() => {{ const forms = [...document.querySelectorAll('form')].filter(f => f.querySelector('[name=revision]')); \
             const of = f => {{ let e = f; while (e.parentElement && e.parentElement.querySelectorAll('[name=revision]').length === 1) e = e.parentElement; return e }}; \
             const form = forms.find(f => of(f).innerText.includes({})); \
             if (form) form.querySelector('button').dataset.clicked = 'undo'; return !!form }})()",
            quoted(value)
        );
        assert_eq!(
            self.eval(&mark).await,
            true,
            "no undo for {value}:\n{}",
            self.text().await
        );
        self.click("[data-clicked=undo]").await;
    }

    /// Replaces what stands in a field, as typing does.
    pub async fn fill(&self, selector: &str, text: &str) {
        self.see(selector).await;
        let focus = format!(
            "(() => {{ const e = document.querySelector({}); e.focus(); e.select && e.select() }})()",
            quoted(selector)
        );
        self.eval(&focus).await;
        if text.is_empty() {
            let key = |kind: &str| json!({ "type": kind, "key": "Delete", "code": "Delete", "windowsVirtualKeyCode": 46 });
            self.call("Input.dispatchKeyEvent", key("keyDown")).await;
            self.call("Input.dispatchKeyEvent", key("keyUp")).await;
        } else {
            self.call("Input.insertText", json!({ "text": text })).await;
        }
        assert_eq!(self.property(selector, "value").await, text, "{selector}");
    }

    /// Sets a colour field, which no keyboard can type into, and tells the page as the browser would.
    pub async fn choose_colour(&self, selector: &str, colour: &str) {
        self.see(selector).await;
        let set = format!(
            "(() => {{ const e = document.querySelector({}); e.value = {}; \
             for (const kind of ['input', 'change']) e.dispatchEvent(new Event(kind, {{bubbles: true}})) }})()",
            quoted(selector),
            quoted(colour)
        );
        self.eval(&set).await;
    }

    pub async fn choose_file(&self, selector: &str, file: &Path) {
        self.see(selector).await;
        let document = self.call("DOM.getDocument", json!({})).await;
        let query = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
        let node = self.call("DOM.querySelector", query).await;
        let files = json!({ "nodeId": node["nodeId"], "files": [file] });
        self.call("DOM.setFileInputFiles", files).await;
    }

    /// Warnings, errors and exceptions so far.
    pub fn console(&self) -> Vec<String> {
        let events = self.pipe.events(&self.session);
        events.iter().filter_map(complaint).collect()
    }

    #[track_caller]
    pub fn assert_console_is_clean(&self) {
        self.assert_console_has_only("nothing is to be excused");
    }

    /// The browser itself reports an answer of 422; that one may be excused by its words.
    #[track_caller]
    pub fn assert_console_has_only(&self, excused: &str) {
        self.assert_console_has_none_but(&[excused]);
    }

    /// A page without scripts never uses the one that was asked for ahead: after some seconds, so on
    /// a slow machine, Chromium remarks on it.
    #[track_caller]
    pub fn assert_console_without_scripts_has_only(&self, excused: &str) {
        self.assert_console_has_none_but(&[
            excused,
            "was preloaded using link preload but not used",
        ]);
    }

    #[track_caller]
    fn assert_console_has_none_but(&self, excused: &[&str]) {
        let is_excused = |line: &String| excused.iter().any(|words| line.contains(words));
        let mut rest = self.console();
        rest.retain(|line| !is_excused(line));
        assert!(rest.is_empty(), "the console says {rest:#?}");
    }
}

fn complaint(event: &Value) -> Option<String> {
    let params = &event["params"];
    match event["method"].as_str()? {
        "Runtime.exceptionThrown" => {
            let details = &params["exceptionDetails"];
            Some(format!(
                "exception: {} {}",
                details["text"], details["exception"]["description"]
            ))
        }
        "Runtime.consoleAPICalled"
            if matches!(
                params["type"].as_str(),
                Some("error" | "warning" | "assert")
            ) =>
        {
            Some(format!("console: {}", params["args"]))
        }
        "Log.entryAdded" => {
            let entry = &params["entry"];
            let bad = matches!(entry["level"].as_str(), Some("error" | "warning"));
            bad.then(|| format!("{}: {} {}", entry["source"], entry["text"], entry["url"]))
        }
        _ => None,
    }
}
