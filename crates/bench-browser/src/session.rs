//! One measurement: a new browser, from the first row to the memory in use.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use webdriver::{Browser, Options};

use super::metric::Metric;
use super::report::Samples;
use super::sites::Served;

const PAGE: &str = include_str!("page.js");
/// Chromium's own pages load when it starts, and compete for the processor.
const SETTLE: Duration = Duration::from_secs(2);
/// Number of values of a filter that are toggled.
const TOGGLED: usize = 4;

/// What to measure.
#[derive(Clone, Copy)]
pub struct Plan {
    pub start_only: bool,
    pub without_worker: bool,
}

/// Measures one size once.
pub fn measure(site: &Served, plan: Plan) -> Result<Samples> {
    let mut samples = Samples::default();
    let browser = Browser::start(&Options {
        script_timeout: Duration::from_secs(170),
        arguments: &["--enable-precise-memory-info"],
        ..Options::default()
    })?;
    browser.before_each_page(PAGE)?;
    if plan.without_worker {
        browser.before_each_page("navigator.serviceWorker.register = () => new Promise(() => {})")?;
    }
    std::thread::sleep(SETTLE);
    first_visit(&browser, site, &mut samples)?;
    if !plan.start_only {
        typing_and_filtering(&browser, site, &mut samples)?;
        scrolling(&browser, &mut samples)?;
        memory(&browser, &mut samples)?;
    }
    next_visit(&browser, site, &mut samples)?;
    first_visit_in_use(&browser, site, &mut samples)?;
    Ok(samples)
}

fn first_visit(browser: &Browser, site: &Served, samples: &mut Samples) -> Result<()> {
    browser.open(&site.url)?;
    let started = eval(browser, "bench.started(30000)")?;
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
    eval(browser, "bench.idle()")?;
    // Tasks that began before the first row are part of starting.
    let after = eval(browser, "bench.longTasks.filter(([at]) => at > bench.painted).map(([, ms]) => ms)")?;
    samples.add(Metric::LongTaskWarming, Some(longest(&after)));
    Ok(())
}

/// Measures a repeat visit, with the caches and the service worker of the first.
fn next_visit(browser: &Browser, site: &Served, samples: &mut Samples) -> Result<()> {
    browser.open("about:blank")?;
    std::thread::sleep(Duration::from_millis(500));
    browser.open(&site.url)?;
    let started = eval(browser, "bench.started(30000)")?;
    samples.add(Metric::NextFirstRow, started["inDom"].as_f64());
    samples.add(Metric::NextFirstRowPainted, started["painted"].as_f64());
    let letter = site.words.first().and_then(|word| word.chars().next()).unwrap_or('a');
    let key = eval(browser, &format!("bench.firstKey({})", json!(letter)))?;
    samples.add(Metric::FirstKey, key["ms"].as_f64());
    Ok(())
}

/// Measures a first visit in a browser that already runs: the caches and storage of the site are cleared.
fn first_visit_in_use(browser: &Browser, site: &Served, samples: &mut Samples) -> Result<()> {
    eval(browser, "bench.idle()")?;
    browser.open("about:blank")?;
    let origin = json!({ "origin": site.url.trim_end_matches('/'), "storageTypes": "all" });
    browser.devtools("Storage.clearDataForOrigin", origin)?;
    browser.devtools("Network.clearBrowserCache", json!({}))?;
    std::thread::sleep(Duration::from_millis(500));
    browser.open(&site.url)?;
    let started = eval(browser, "bench.started(30000)")?;
    samples.add(Metric::FirstRowInUse, started["inDom"].as_f64());
    samples.add(Metric::FirstRowInUsePainted, started["painted"].as_f64());
    Ok(())
}

fn typing_and_filtering(browser: &Browser, site: &Served, samples: &mut Samples) -> Result<()> {
    let (warm_up, words) = site.words.split_at(site.words.len().min(2));
    eval(browser, &format!("bench.search({})", json!(warm_up)))?;
    let search = eval(browser, &format!("bench.search({})", json!(words)))?;
    let mut worst = longest(&search["longTasks"]);
    steps(&search["keys"], Metric::Key, samples);
    let filters = [
        (Metric::Status, "filter-status"),
        (Metric::Eligibility, "filter-eligibility"),
        (Metric::Location, "filter-location"),
    ];
    for (metric, id) in filters {
        let toggled = eval(browser, &format!("bench.toggle('{id}', {TOGGLED})"))?;
        steps(&toggled["steps"], metric, samples);
        worst = worst.max(longest(&toggled["longTasks"]));
    }
    let sorted = eval(browser, "bench.sort()")?;
    steps(&sorted["steps"], Metric::Sort, samples);
    worst = worst.max(longest(&sorted["longTasks"]));
    samples.add(Metric::LongTask, Some(worst));
    Ok(())
}

/// Adds the times of some steps, of the layout after them, and the number of changes in later frames.
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
        let scrolled = eval(browser, &format!("bench.scroll({step}, 240)"))?;
        // A short list ends before there is anything to measure.
        if scrolled["frames"].as_f64().is_some_and(|frames| frames >= 10.0) {
            samples.add(rate, scrolled["fps"].as_f64());
            samples.add(blank, scrolled["blank"].as_f64());
        }
    }
    eval(browser, "(window.watching = bench.watch(), 0)")?;
    let gesture = json!({
        "x": 600, "y": 600, "yDistance": -10_000, "speed": 4000, "gestureSourceType": "mouse", "preventFling": true,
    });
    browser.devtools("Input.synthesizeScrollGesture", gesture)?;
    let scrolled = eval(browser, "window.watching")?;
    if scrolled["pixels"].as_f64().is_some_and(|pixels| pixels > 500.0) {
        samples.add(Metric::Wheel, scrolled["fps"].as_f64());
        samples.add(Metric::WheelBlank, scrolled["blank"].as_f64());
    }
    Ok(())
}

fn memory(browser: &Browser, samples: &mut Samples) -> Result<()> {
    browser.devtools("HeapProfiler.collectGarbage", json!({}))?;
    let heap = browser.devtools("Runtime.getHeapUsage", json!({}))?["usedSize"].as_f64();
    let wasm = eval(browser, "bench.wasmBytes()")?.as_f64();
    let megabytes = |bytes: f64| bytes / 1e6;
    samples.add(Metric::Heap, heap.map(megabytes));
    samples.add(Metric::Wasm, wasm.map(megabytes));
    samples.add(Metric::Memory, heap.zip(wasm).map(|(heap, wasm)| megabytes(heap + wasm)));
    Ok(())
}

/// Returns the value of an expression in the page, or of the promise it gives.
fn eval(browser: &Browser, expression: &str) -> Result<Value> {
    browser
        .execute(&format!("return {expression};"), Vec::new())
        .with_context(|| format!("{} failed in the page", expression.split('(').next().unwrap_or_default()))
}

fn longest(tasks: &Value) -> f64 {
    tasks.as_array().into_iter().flatten().filter_map(Value::as_f64).fold(0.0, f64::max)
}
