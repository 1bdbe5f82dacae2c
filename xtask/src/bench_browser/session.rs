//! One browser with a fresh profile, from the first row to the memory in use.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::driver::{Browser, Driver};
use super::report::{Metric, Samples};
use super::sites::Served;

const PAGE: &str = include_str!("page.js");
/// Chromium's own pages start with it and compete for the processor.
const SETTLE: Duration = Duration::from_secs(2);
/// As many values of a filter are toggled.
const MOST_TOGGLED: usize = 4;

/// What to measure.
#[derive(Clone, Copy)]
pub struct Plan {
    pub start_only: bool,
    pub without_worker: bool,
}

/// Measures one size once.
pub fn measure(driver: &Driver, site: &Served, plan: Plan) -> Result<Samples> {
    let mut samples = Samples::default();
    let browser = driver.browser()?;
    browser.before_each_page(PAGE)?;
    if plan.without_worker {
        browser.before_each_page("navigator.serviceWorker.register = () => new Promise(() => {})")?;
    }
    std::thread::sleep(SETTLE);
    first_visit(&browser, site, &mut samples)?;
    if !plan.start_only {
        in_use(&browser, site, &mut samples)?;
        scrolling(&browser, &mut samples)?;
        memory(&browser, &mut samples)?;
    }
    next_visit(&browser, site, &mut samples)?;
    new_here(&browser, site, &mut samples)?;
    Ok(samples)
}

fn first_visit(browser: &Browser, site: &Served, samples: &mut Samples) -> Result<()> {
    browser.open(&site.url)?;
    let started = browser.eval("bench.started(30000)")?;
    let marks = [
        (Metric::Contentful, "contentful"),
        (Metric::WasmHere, "wasmHere"),
        (Metric::Compiled, "compiled"),
        (Metric::DataHere, "dataHere"),
        (Metric::FirstRow, "inDom"),
        (Metric::FirstRowPainted, "painted"),
    ];
    for (metric, key) in marks {
        samples.add(metric, started[key].as_f64());
    }
    started["inDom"].as_f64().context("The first row did not come within 30 s")?;
    browser.eval("bench.idle()")?;
    // What began before the first row is part of starting.
    let after = browser.eval("bench.longTasks.filter(([at]) => at > bench.painted).map(([, ms]) => ms)")?;
    samples.add(Metric::LongTaskWarming, Some(longest(&after)));
    Ok(())
}

/// Back with what the first visit left: caches and the service worker.
fn next_visit(browser: &Browser, site: &Served, samples: &mut Samples) -> Result<()> {
    browser.open("about:blank")?;
    std::thread::sleep(Duration::from_millis(500));
    browser.open(&site.url)?;
    let started = browser.eval("bench.started(30000)")?;
    samples.add(Metric::NextFirstRow, started["inDom"].as_f64());
    samples.add(Metric::NextFirstRowPainted, started["painted"].as_f64());
    let letter = site.words.first().and_then(|word| word.chars().next()).unwrap_or('a');
    let key = browser.eval(&format!("bench.firstKey({})", json!(letter)))?;
    samples.add(Metric::FirstKey, key["ms"].as_f64());
    Ok(())
}

/// As somebody comes who was never here, with a browser that runs already: nothing of the site is kept.
fn new_here(browser: &Browser, site: &Served, samples: &mut Samples) -> Result<()> {
    browser.eval("bench.idle()")?;
    browser.open("about:blank")?;
    let origin = json!({ "origin": site.url.trim_end_matches('/'), "storageTypes": "all" });
    browser.devtools("Storage.clearDataForOrigin", &origin)?;
    browser.devtools("Network.clearBrowserCache", &json!({}))?;
    std::thread::sleep(Duration::from_millis(500));
    browser.open(&site.url)?;
    let started = browser.eval("bench.started(30000)")?;
    samples.add(Metric::NewHereFirstRow, started["inDom"].as_f64());
    samples.add(Metric::NewHereFirstRowPainted, started["painted"].as_f64());
    Ok(())
}

fn in_use(browser: &Browser, site: &Served, samples: &mut Samples) -> Result<()> {
    let (warm_up, words) = site.words.split_at(site.words.len().min(2));
    browser.eval(&format!("bench.search({})", json!(warm_up)))?;
    let search = browser.eval(&format!("bench.search({})", json!(words)))?;
    let mut worst = longest(&search["longTasks"]);
    steps(&search["keys"], Metric::Key, samples);
    let filters = [
        (Metric::Status, "filter-status"),
        (Metric::Eligibility, "filter-eligibility"),
        (Metric::Location, "filter-location"),
    ];
    for (metric, id) in filters {
        let toggled = browser.eval(&format!("bench.toggle('{id}', {MOST_TOGGLED})"))?;
        steps(&toggled["steps"], metric, samples);
        worst = worst.max(longest(&toggled["longTasks"]));
    }
    let sorted = browser.eval("bench.sort()")?;
    steps(&sorted["steps"], Metric::Sort, samples);
    worst = worst.max(longest(&sorted["longTasks"]));
    samples.add(Metric::LongTask, Some(worst));
    Ok(())
}

/// The times of some steps, of the layout after them, and how much changed only in a later frame.
fn steps(steps: &Value, metric: Metric, samples: &mut Samples) {
    for step in steps.as_array().into_iter().flatten() {
        samples.add(metric, step["ms"].as_f64());
        samples.add(Metric::Layout, step["layout"].as_f64());
        samples.add(Metric::Late, step["late"].as_f64());
    }
}

fn scrolling(browser: &Browser, samples: &mut Samples) -> Result<()> {
    for (step, rate, blank) in
        [(120, Metric::Scroll, Metric::ScrollBlank), (600, Metric::FastScroll, Metric::FastScrollBlank)]
    {
        let scrolled = browser.eval(&format!("bench.scroll({step}, 240)"))?;
        // A short list ends before there is anything to tell.
        if scrolled["frames"].as_f64().is_some_and(|frames| frames >= 10.0) {
            samples.add(rate, scrolled["fps"].as_f64());
            samples.add(blank, scrolled["blank"].as_f64());
        }
    }
    browser.eval("(window.watching = bench.watch(), 0)")?;
    let gesture = json!({
        "x": 600, "y": 600, "yDistance": -10_000, "speed": 4000, "gestureSourceType": "mouse", "preventFling": true,
    });
    browser.devtools("Input.synthesizeScrollGesture", &gesture)?;
    let scrolled = browser.eval("window.watching")?;
    if scrolled["pixels"].as_f64().is_some_and(|pixels| pixels > 500.0) {
        samples.add(Metric::Wheel, scrolled["fps"].as_f64());
        samples.add(Metric::WheelBlank, scrolled["blank"].as_f64());
    }
    Ok(())
}

fn memory(browser: &Browser, samples: &mut Samples) -> Result<()> {
    browser.devtools("HeapProfiler.collectGarbage", &json!({}))?;
    let heap = browser.devtools("Runtime.getHeapUsage", &json!({}))?["usedSize"].as_f64();
    let wasm = browser.eval("bench.wasmBytes()")?.as_f64();
    let megabytes = |bytes: f64| bytes / 1e6;
    samples.add(Metric::Heap, heap.map(megabytes));
    samples.add(Metric::Wasm, wasm.map(megabytes));
    samples.add(Metric::Memory, heap.zip(wasm).map(|(heap, wasm)| megabytes(heap + wasm)));
    Ok(())
}

fn longest(tasks: &Value) -> f64 {
    tasks.as_array().into_iter().flatten().filter_map(Value::as_f64).fold(0.0, f64::max)
}
