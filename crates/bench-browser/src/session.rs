//! One measurement of a page: visits, keys and other actions, memory; and a trace of keys in a browser of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use webdriver::{Browser, Options};

use super::actions::{scrolling, type_words, typing_and_filtering};
use super::condition::Condition;
use super::in_page::{eval, longest, main_thread, performance};
use super::metric::Metric;
use super::report::Samples;
use super::selectors::Selectors;
use super::{memory, trace};

const PAGE: &str = include_str!("page.js");
/// Chromium's own pages load when it starts, and compete for the processor.
const SETTLE: Duration = Duration::from_secs(2);

/// A page to measure.
pub struct Page {
    pub url: String,
    /// Words to search for.
    pub words: Vec<String>,
    pub selectors: Selectors,
}

/// How to measure.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// Only visits, no actions.
    pub start_only: bool,
    pub without_worker: bool,
    /// Username and password, where the page needs them.
    pub account: Option<(&'a str, &'a str)>,
    /// How often to open the first row and go back, to find leaks.
    pub navigations: usize,
    pub condition: Condition,
    /// A directory for the profile, which is emptied first.
    pub profile: &'a Path,
}

/// Measures a page once.
pub fn measure(page: &Page, plan: Plan<'_>) -> Result<Samples> {
    let mut samples = Samples::default();
    if plan.profile.exists() {
        fs::remove_dir_all(plan.profile)?;
    }
    let browser = start(page, plan, None)?;
    if let Some(account) = plan.account {
        sign_in(&browser, page, account)?;
        first_visit(&browser, page, &mut samples)?;
        if !plan.start_only {
            typing_and_filtering(&browser, page, &mut samples)?;
        }
        return Ok(samples);
    }
    first_visit(&browser, page, &mut samples)?;
    if !plan.start_only {
        typing_and_filtering(&browser, page, &mut samples)?;
        scrolling(&browser, &mut samples)?;
        memory(&browser, plan.profile, &mut samples)?;
        leaks(&browser, plan.navigations, &mut samples)?;
    }
    eval(&browser, "bench.idle()")?;
    drop(browser);
    let browser = start(page, plan, None)?;
    visit(&browser, page, [Metric::SecondRow, Metric::SecondPainted], &mut samples)?;
    eval(&browser, "bench.idle()")?;
    leave(&browser)?;
    visit(&browser, page, [Metric::ThirdRow, Metric::ThirdPainted], &mut samples)?;
    forget(&browser, page)?;
    visit(&browser, page, [Metric::InUseRow, Metric::InUsePainted], &mut samples)?;
    if !plan.start_only {
        first_answer(&browser, page, &mut samples)?;
    }
    Ok(samples)
}

/// Traces keys in a browser of its own, because tracing takes time; returns what they cost on average.
pub fn trace_keys(page: &Page, plan: Plan<'_>) -> Result<Samples> {
    let mut samples = Samples::default();
    let browser = start(page, plan, Some(trace::CATEGORIES))?;
    browser.open(&page.url)?;
    first_row(&browser)?;
    eval(&browser, "bench.idle()")?;
    let (warm_up, words) = page.words.split_at(page.words.len().min(1));
    type_words(&browser, warm_up)?;
    browser.restart_trace()?;
    let keys = type_words(&browser, &words[..words.len().min(3)])?;
    trace::add(&browser.trace_events()?, keys, &mut samples);
    Ok(samples)
}

/// Starts a browser, again if the profile exists.
fn start(page: &Page, plan: Plan<'_>, trace: Option<&'static str>) -> Result<Browser> {
    let browser = Browser::start(&Options {
        script_timeout: Duration::from_secs(170),
        arguments: &["--enable-precise-memory-info"],
        profile: Some(PathBuf::from(plan.profile)),
        trace,
        ..Options::default()
    })?;
    browser.before_each_page(&format!("window.benchSelectors = {};\n{PAGE}", page.selectors.to_json()))?;
    if plan.without_worker {
        browser.before_each_page("navigator.serviceWorker.register = () => new Promise(() => {})")?;
    }
    browser.devtools("Performance.enable", json!({}))?;
    std::thread::sleep(SETTLE);
    plan.condition.emulate(&browser)?;
    Ok(browser)
}

/// Signs in at the server of a page.
fn sign_in(browser: &Browser, page: &Page, (username, password): (&str, &str)) -> Result<()> {
    browser.open(&page.url)?;
    let body = json!({ "username": username, "password": password }).to_string();
    let request = json!({ "method": "POST", "headers": { "Content-Type": "application/json" }, "body": body });
    let status = eval(browser, &format!("fetch('/api/v1/session', {request}).then((it) => it.status)"))?;
    ensure!(status == 200, "The server refused to sign in: status {status}");
    Ok(())
}

/// Waits for the first row and returns the times of the start.
fn first_row(browser: &Browser) -> Result<Value> {
    let started = eval(browser, "bench.started(60000)")?;
    started["inDom"].as_f64().context("The first row did not come within 60 s")?;
    Ok(started)
}

fn first_visit(browser: &Browser, page: &Page, samples: &mut Samples) -> Result<()> {
    browser.open(&page.url)?;
    let started = first_row(browser)?;
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
    eval(browser, "new Promise((done) => setTimeout(done, bench.painted + 500 - performance.now()))")?;
    samples.add(Metric::StartMain, Some(main_thread(browser)?));
    eval(browser, "bench.idle()")?;
    // Tasks that began before the first row are part of starting.
    for (metric, test) in [(Metric::StartLongest, "at <= bench.painted"), (Metric::WarmLongest, "at > bench.painted")] {
        let tasks = eval(browser, &format!("bench.longTasks.filter(([at]) => {test}).map(([, ms]) => ms)"))?;
        samples.add(metric, Some(longest(&tasks)));
    }
    Ok(())
}

/// Measures when a visit shows the first row.
fn visit(browser: &Browser, page: &Page, metrics: [Metric; 2], samples: &mut Samples) -> Result<()> {
    browser.open(&page.url)?;
    let started = first_row(browser)?;
    for (metric, key) in metrics.into_iter().zip(["inDom", "painted"]) {
        samples.add(metric, started[key].as_f64());
    }
    Ok(())
}

fn leave(browser: &Browser) -> Result<()> {
    browser.open("about:blank")?;
    std::thread::sleep(Duration::from_millis(500));
    Ok(())
}

/// Clears caches and storage, so that the next visit is a first one, in a browser that runs already.
fn forget(browser: &Browser, page: &Page) -> Result<()> {
    eval(browser, "bench.idle()")?;
    let origin = eval(browser, "location.origin")?;
    debug_assert!(page.url.starts_with(origin.as_str().unwrap_or_default()));
    browser.open("about:blank")?;
    browser.devtools("Storage.clearDataForOrigin", json!({ "origin": origin, "storageTypes": "all" }))?;
    browser.devtools("Network.clearBrowserCache", json!({}))?;
    std::thread::sleep(Duration::from_millis(500));
    Ok(())
}

/// Measures when typing that begins with the first paint of a first visit is answered.
fn first_answer(browser: &Browser, page: &Page, samples: &mut Samples) -> Result<()> {
    forget(browser, page)?;
    let Some(word) = page.words.first() else { return Ok(()) };
    browser.before_each_page(&format!("window.benchTypes = {}", json!(word)))?;
    browser.open(&page.url)?;
    samples.add(Metric::FirstAnswer, eval(browser, "bench.firstAnswer(60000)")?.as_f64());
    Ok(())
}

fn memory(browser: &Browser, profile: &Path, samples: &mut Samples) -> Result<()> {
    browser.devtools("HeapProfiler.collectGarbage", json!({}))?;
    let heap = browser.devtools("Runtime.getHeapUsage", json!({}))?["usedSize"].as_f64();
    let wasm = eval(browser, "bench.wasmBytes()")?.as_f64();
    let megabytes = |bytes: f64| bytes / 1e6;
    samples.add(Metric::Heap, heap.map(megabytes));
    samples.add(Metric::Wasm, wasm.map(megabytes));
    samples.add(Metric::PrivateMemory, memory::private_bytes(profile).map(megabytes));
    Ok(())
}

/// Opens the first row and goes back, many times, and compares what is left then with what was left after a tenth.
fn leaks(browser: &Browser, navigations: usize, samples: &mut Samples) -> Result<()> {
    if navigations == 0 {
        return Ok(());
    }
    let kept = || -> Result<[f64; 4]> {
        eval(browser, "bench.idle()")?;
        browser.devtools("HeapProfiler.collectGarbage", json!({}))?;
        let names = ["JSHeapUsedSize", "Nodes", "JSEventListeners"];
        let [heap, nodes, listeners] = names.map(|name| performance(browser, name));
        // A page without wasm has none of its memory either.
        let wasm = eval(browser, "bench.wasmBytes()")?.as_f64().unwrap_or(1.0);
        Ok([heap?, wasm, nodes?, listeners?])
    };
    let navigate = |times: usize| -> Result<()> {
        // A script may not take longer than its limit.
        for done in (0..times).step_by(100) {
            eval(browser, &format!("bench.navigate({})", (times - done).min(100)))?;
        }
        Ok(())
    };
    navigate(navigations.div_ceil(10))?;
    let before = kept()?;
    navigate(navigations)?;
    let metrics = [Metric::HeapGrowth, Metric::WasmGrowth, Metric::NodesGrowth, Metric::ListenersGrowth];
    for ((metric, before), after) in metrics.into_iter().zip(before).zip(kept()?) {
        samples.add(metric, Some(100.0 * (after / before - 1.0)));
    }
    Ok(())
}
