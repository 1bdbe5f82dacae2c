//! Questions to the page and its browser.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use webdriver::Browser;

/// Returns the time that the main thread of the page has worked, in milliseconds.
pub fn main_thread(browser: &Browser) -> Result<f64> {
    Ok(performance(browser, "TaskDuration")? * 1000.0)
}

/// Returns a figure that the browser keeps of the page.
pub fn performance(browser: &Browser, name: &str) -> Result<f64> {
    let metrics = browser.devtools("Performance.getMetrics", json!({}))?;
    let found = metrics["metrics"].as_array().into_iter().flatten().find(|metric| metric["name"] == name);
    found.and_then(|metric| metric["value"].as_f64()).with_context(|| format!("The browser reports no {name}"))
}

/// Returns the value of an expression in the page, or of the promise it gives.
pub fn eval(browser: &Browser, expression: &str) -> Result<Value> {
    browser
        .execute(&format!("return {expression};"), Vec::new())
        .with_context(|| format!("{} failed in the page", expression.split('(').next().unwrap_or_default()))
}

/// Returns the largest number of an array.
pub fn longest(tasks: &Value) -> f64 {
    tasks.as_array().into_iter().flatten().filter_map(Value::as_f64).fold(0.0, f64::max)
}
