//! How wide and in which light a page is looked at, and pictures of it in `target/shots`.

use super::Page;
use crate::binary;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::time::Duration;

#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub width: u32,
    pub dark: bool,
    pub javascript: bool,
}

impl Look {
    pub const WIDE: Self = Self {
        width: 1280,
        dark: false,
        javascript: true,
    };
    pub const WITHOUT_JAVASCRIPT: Self = Self {
        javascript: false,
        ..Self::WIDE
    };

    fn name(self) -> String {
        let width = match self.width {
            ..600 => "narrow",
            600..1000 => "middle",
            1000.. => "wide",
        };
        let light = if self.dark { "dark" } else { "light" };
        format!("{width}-{light}")
    }
}

const NARROWEST: u32 = 320;
/// A browser on a busy machine loses the frame that a picture waits for, and then never answers;
/// the next call draws anew.
const DRAWN_WITHIN: Duration = Duration::from_secs(15);
const TRIES: u32 = 3;
const LOOKS: [(u32, bool); 6] = [
    (1280, false),
    (1280, true),
    (768, false),
    (768, true),
    (390, false),
    (390, true),
];

impl Page {
    pub(super) async fn look(&self, look: Look) {
        let size =
            json!({ "width": look.width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size).await;
        let scheme = if look.dark { "dark" } else { "light" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.call(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
        self.call(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": !look.javascript }),
        )
        .await;
    }

    /// The page on a desk, a tablet and a telephone, light and dark. It must fit each width.
    pub async fn shots(&self, name: &str) {
        let before = self.looked_at();
        for (width, dark) in LOOKS {
            let look = Look {
                width,
                dark,
                ..before
            };
            self.look(look).await;
            self.shot(&format!("{name}-{}", look.name())).await;
            self.assert_fits(name, width).await;
        }
        self.look(before).await;
    }

    /// The page on the narrowest screen there is, which is also what a wide one zoomed to 400 % is.
    pub async fn fits_the_narrowest(&self, name: &str) {
        let before = self.looked_at();
        self.look(Look {
            width: NARROWEST,
            ..before
        })
        .await;
        self.assert_fits(name, NARROWEST).await;
        self.look(before).await;
    }

    async fn assert_fits(&self, name: &str, width: u32) {
        let widest = self.eval("document.documentElement.scrollWidth").await;
        assert!(
            widest
                .as_u64()
                .is_some_and(|widest| widest <= u64::from(width)),
            "{name} is {widest} wide on a screen of {width}"
        );
    }

    /// One picture of the whole page, as it is looked at now.
    pub async fn shot(&self, name: &str) {
        let mut tries = 1;
        let picture = loop {
            match self.picture().await {
                Ok(picture) => break picture,
                Err(error) if tries == TRIES => panic!("{name}: {error}, asked {TRIES} times"),
                Err(_) => tries += 1,
            }
        };
        let bytes = STANDARD.decode(picture["data"].as_str().unwrap_or_default());
        let folder = binary::target_folder().join("shots");
        std::fs::create_dir_all(&folder).expect("the target folder is writable");
        let file = folder.join(format!("{name}.png"));
        std::fs::write(&file, bytes.expect("a picture is base64"))
            .expect("the shot can be written");
    }

    async fn picture(&self) -> Result<Value, String> {
        // Only what is in front is drawn.
        self.call("Page.bringToFront", json!({})).await;
        let metrics = self.call("Page.getLayoutMetrics", json!({})).await;
        let size = &metrics["cssContentSize"];
        let clip =
            json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let how = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        self.try_call(DRAWN_WITHIN, "Page.captureScreenshot", how)
            .await
    }
}
