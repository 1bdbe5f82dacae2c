//! The browser of a story: desktop or phone, language, colour scheme.

use serde_json::json;
use thirtyfour::error::WebDriverResult;
use webdriver::{Browser, Engine, thirtyfour};

/// What kind of browser a person has.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Value of the `Accept-Language` header.
    pub languages: &'static str,
    /// Size of the window in pixels.
    pub size: (u32, u32),
    /// Emulates a phone with touch.
    pub phone: bool,
    /// Prefers the dark colour scheme.
    pub dark: bool,
    /// Commands wait until the page is loaded.
    pub waits_for_load: bool,
    /// Script that runs in each page before the app's own.
    pub before: Option<&'static str>,
}

impl Default for Options {
    fn default() -> Self {
        Self { languages: "en-GB,en", size: (1280, 900), phone: false, dark: false, waits_for_load: true, before: None }
    }
}

impl Options {
    /// Returns a phone of a width.
    pub fn phone(width: u32) -> Self {
        Self { size: (width, 740), phone: true, ..Self::default() }
    }

    /// Prefers Swedish.
    pub fn swedish(self) -> Self {
        Self { languages: "sv-SE,sv,en", ..self }
    }

    /// Starts a browser with these options.
    pub fn start(self) -> Browser {
        let options = webdriver::Options {
            engine: super::env::engine(),
            languages: self.languages,
            size: self.size,
            headed: super::env::is_headed(),
            console: true,
            waits_for_load: self.waits_for_load,
            arguments: &["--hide-scrollbars"],
            ..webdriver::Options::default()
        };
        let browser = Browser::start(&options).unwrap_or_else(|error| panic!("{error:#}"));
        if super::env::engine() == Engine::Chromium {
            self.emulate(&browser).unwrap_or_else(|error| panic!("cannot set up the browser: {error}"));
        } else {
            assert!(!self.phone && !self.dark && self.before.is_none(), "only Chromium can emulate");
        }
        browser
    }

    fn emulate(self, browser: &Browser) -> WebDriverResult<()> {
        if self.phone {
            let (width, height) = self.size;
            let screen = json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": true});
            browser.devtools("Emulation.setDeviceMetricsOverride", screen)?;
            browser.devtools("Emulation.setTouchEmulationEnabled", json!({"enabled": true}))?;
        }
        let scheme = if self.dark { "dark" } else { "light" };
        let media = json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        browser.devtools("Emulation.setEmulatedMedia", media)?;
        self.before.map_or(Ok(()), |script| browser.before_each_page(script))
    }
}
