//! What a driver is asked for, in the words of its engine.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::engine::{firefox, mini_browser};
use crate::{Engine, Options};

/// Flags of every Chromium: no sandbox, because CI runs as root, and nothing that competes for the processor.
const CHROMIUM_ARGUMENTS: [&str; 8] = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// The capabilities of a browser with these options.
pub fn capabilities(options: &Options) -> Result<Map<String, Value>> {
    let mut wanted = match options.engine {
        Engine::Chromium => chromium(options),
        Engine::Firefox => firefox_options(options)?,
        Engine::WebKit => {
            let binary = mini_browser().context("Install the package webkit2gtk-driver")?;
            json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": {"binary": binary, "args": ["--automation"]},
            })
        }
    };
    wanted["pageLoadStrategy"] = json!(if options.waits_for_load { "normal" } else { "none" });
    wanted["timeouts"] = json!({"script": options.script_timeout.as_millis(), "pageLoad": 60_000});
    Ok(serde_json::from_value(wanted)?)
}

fn chromium(options: &Options) -> Value {
    let (width, height) = options.size;
    let language = options.languages.split(',').next().unwrap_or("en");
    let headless = if options.headed { &[][..] } else { &["--headless=new"] };
    let fixed = CHROMIUM_ARGUMENTS.iter().chain(options.arguments).chain(headless).map(|&argument| argument.to_owned());
    let own = [format!("--window-size={width},{height}"), format!("--lang={language}")];
    let profile = options.profile.iter().map(|directory| format!("--user-data-dir={}", directory.display()));
    let arguments: Vec<String> = fixed.chain(own).chain(profile).collect();
    let mut wanted = json!({
        "browserName": "chrome",
        "goog:chromeOptions": {"args": arguments, "prefs": {"intl.accept_languages": options.languages}},
    });
    if options.console {
        wanted["goog:loggingPrefs"] = json!({"browser": "ALL"});
    }
    if let Some(categories) = options.trace {
        // The driver reports trace events in its log of performance.
        wanted["goog:loggingPrefs"]["performance"] = json!("ALL");
        wanted["goog:chromeOptions"]["perfLoggingPrefs"] =
            json!({"enableNetwork": false, "enablePage": false, "traceCategories": categories});
    }
    wanted
}

fn firefox_options(options: &Options) -> Result<Value> {
    let (width, height) = options.size;
    let size = [format!("--width={width}"), format!("--height={height}")];
    let headless = (!options.headed).then(|| "-headless".to_owned());
    let arguments: Vec<String> = headless.into_iter().chain(size).collect();
    Ok(json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": firefox().context("Install Firefox")?,
            "args": arguments,
            "prefs": {"intl.accept_languages": options.languages, "ui.prefersReducedMotion": 1},
        },
    }))
}
