//! Keys, filters, sorting and scrolling.

use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};
use webdriver::Browser;

use super::in_page::{eval, longest, main_thread};
use super::metric::Metric;
use super::report::{Samples, percentile};
use super::session::Page;

/// Number of values of a filter that are toggled.
const TOGGLED: usize = 4;
/// Pauses between keys, in milliseconds: of different length, so that keys come at any moment between two frames.
const BETWEEN_KEYS: [u64; 5] = [70, 83, 74, 79, 77];

/// Types words, toggles filters and sorts.
pub fn typing_and_filtering(browser: &Browser, page: &Page, samples: &mut Samples) -> Result<()> {
    let (warm_up, words) = page.words.split_at(page.words.len().min(2));
    type_words(browser, warm_up)?;
    eval(browser, "bench.typed()")?;
    let (before, tasks) = (main_thread(browser)?, eval(browser, "bench.longTasks.length")?);
    let keys = type_words(browser, words)?;
    #[expect(clippy::cast_precision_loss, reason = "few keys")]
    samples.add(Metric::KeyMain, Some((main_thread(browser)? - before) / keys as f64));
    let mut painted = Vec::new();
    for key in eval(browser, "bench.typed()")?.as_array().into_iter().flatten() {
        samples.add(Metric::Key, key["dom"].as_f64());
        samples.add(Metric::KeyPainted, key["painted"].as_f64());
        painted.extend(key["painted"].as_f64());
    }
    painted.sort_by(f64::total_cmp);
    samples.add(Metric::KeyPainted99, painted.last().map(|_| percentile(&painted, 99)));
    let mut worst = longest(&eval(browser, &format!("bench.longTasks.slice({tasks}).map(([, ms]) => ms)"))?);
    let filters = [
        (page.selectors.toggle(), Metric::Toggle, Some(Metric::TogglePainted)),
        ("[popovertarget=filter-eligibility], [aria-controls=filter-eligibility]", Metric::Eligibility, None),
        (
            "[popovertarget=filter-location], [aria-controls=filter-location]",
            Metric::Location,
            Some(Metric::LocationPainted),
        ),
    ];
    for (selector, dom, painted) in filters {
        let toggled = eval(browser, &format!("bench.toggle({}, {TOGGLED})", json!(selector)))?;
        steps(&toggled["steps"], dom, painted, samples);
        worst = worst.max(longest(&toggled["longTasks"]));
    }
    let sorted = eval(browser, "bench.sort()")?;
    steps(&sorted["steps"], Metric::Sort, Some(Metric::SortPainted), samples);
    worst = worst.max(longest(&sorted["longTasks"]));
    samples.add(Metric::LongTask, Some(worst));
    Ok(())
}

/// Types words letter by letter into the search and deletes them again, with keys of the browser, whose handling
/// includes style and layout. Returns how many keys that were.
pub fn type_words(browser: &Browser, words: &[String]) -> Result<usize> {
    eval(browser, "bench.focus()")?;
    let mut pauses = BETWEEN_KEYS.iter().cycle();
    let mut press = |key: &str, code: u32, text: Option<&str>| -> Result<()> {
        let mut down = json!({ "type": "keyDown", "key": key, "windowsVirtualKeyCode": code });
        if let Some(text) = text {
            down["text"] = json!(text);
        }
        browser.devtools("Input.dispatchKeyEvent", down)?;
        let up = json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code });
        browser.devtools("Input.dispatchKeyEvent", up)?;
        std::thread::sleep(Duration::from_millis(pauses.next().copied().unwrap_or_default()));
        Ok(())
    };
    let mut keys = 0;
    for word in words {
        for letter in word.chars() {
            let text = letter.to_string();
            press(&text, letter.to_ascii_uppercase().into(), Some(&text))?;
        }
        for _ in word.chars() {
            press("Backspace", 8, None)?;
        }
        keys += word.chars().count() * 2;
        // Longer than the pause after which the address follows typing.
        std::thread::sleep(Duration::from_millis(260));
    }
    Ok(keys)
}

/// Adds the times of some steps, and the number of changes in later frames.
fn steps(steps: &Value, dom: Metric, painted: Option<Metric>, samples: &mut Samples) {
    for step in steps.as_array().into_iter().flatten() {
        samples.add(dom, step["ms"].as_f64());
        samples.add(Metric::Late, step["late"].as_f64());
        if let Some(painted) = painted {
            samples.add(painted, step["painted"].as_f64());
        }
    }
}

/// Scrolls slowly, fast, and as a wheel does.
pub fn scrolling(browser: &Browser, samples: &mut Samples) -> Result<()> {
    let script = [
        (120, [Metric::Scroll, Metric::ScrollDropped, Metric::ScrollBlank]),
        (600, [Metric::FastScroll, Metric::FastScrollDropped, Metric::FastScrollBlank]),
    ];
    for (step, metrics) in script {
        let scrolled = eval(browser, &format!("bench.scroll({step}, 240)"))?;
        // A short list ends before there is anything to measure.
        if scrolled["frames"].as_f64().is_some_and(|frames| frames >= 10.0) {
            frames(&scrolled, metrics, samples);
        }
    }
    eval(browser, "(window.watching = bench.watch(), 0)")?;
    let gesture = json!({
        "x": 600, "y": 600, "yDistance": -10_000, "speed": 4000, "gestureSourceType": "mouse", "preventFling": true,
    });
    browser.devtools("Input.synthesizeScrollGesture", gesture)?;
    let scrolled = eval(browser, "window.watching")?;
    if scrolled["pixels"].as_f64().is_some_and(|pixels| pixels > 500.0) {
        frames(&scrolled, [Metric::Wheel, Metric::WheelDropped, Metric::WheelBlank], samples);
    }
    Ok(())
}

fn frames(scrolled: &Value, metrics: [Metric; 3], samples: &mut Samples) {
    for (metric, key) in metrics.into_iter().zip(["fps", "dropped", "blank"]) {
        samples.add(metric, scrolled[key].as_f64());
    }
}
