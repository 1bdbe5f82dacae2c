//! The conditions under which a page is measured.

use anyhow::Result;
use serde_json::json;
use webdriver::Browser;

/// A condition.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Condition {
    /// This machine as it is
    Plain,
    /// The person prefers reduced motion, as on every remote desktop
    ReducedMotion,
    /// A processor four times as slow
    SlowProcessor,
    /// 40 ms round trip and 20 Mbit/s
    SlowNetwork,
}

impl Condition {
    /// Returns the name in the report.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::ReducedMotion => ", reduced motion",
            Self::SlowProcessor => ", CPU / 4",
            Self::SlowNetwork => ", 40 ms and 20 Mbit/s",
        }
    }

    /// Emulates the condition in a browser; a slow network is a matter of the server.
    pub fn emulate(self, browser: &Browser) -> Result<()> {
        match self {
            Self::Plain | Self::SlowNetwork => {}
            Self::ReducedMotion => {
                let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
                browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features }))?;
            }
            Self::SlowProcessor => {
                browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))?;
            }
        }
        Ok(())
    }
}
