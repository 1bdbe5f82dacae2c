//! The workbook module: spreadsheet formats, in a wasm file of its own that runs in a web worker (`crates/workbook`).
//! The build writes it beside the app; it is loaded when it is called, and the service worker keeps it from then on.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use import::{Message, OpenError, Report};
use js_sys::{Array, Promise};
use leptos::prelude::document;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageEvent;

use super::download::Content;
use super::files::FileContent;
use super::js::{self, object};
use super::timer::{Timeout, with_timeout};

/// How long loading the module may take. It is nearly as large as the first chunk of the app.
const LOAD_TIMEOUT: Duration = Duration::from_mins(1);

/// Why a call of the module has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookError {
    /// The build has no module: `trunk serve` does not write it.
    NotBuilt,
    /// The module could not be loaded: there is no network, and it was never loaded before.
    NotLoaded,
    /// The module ran and failed, with this message.
    Failed(String),
}

/// Writes a table, as JSON, as an XLSX file.
///
/// # Errors
/// See [`WorkbookError`].
pub async fn write_xlsx(table: &str) -> Result<Content, WorkbookError> {
    Ok(Content(call("writeXlsx", &table.into()).await?))
}

/// Reads a workbook or CSV files, for a day that stands in where they name none. Returns the dataset as JSON with the
/// report of the reader, or why nothing can be read.
///
/// # Errors
/// See [`WorkbookError`].
pub async fn read_workbook(
    today: domain::Day,
    files: &[FileContent],
) -> Result<Result<(String, Report), OpenError>, WorkbookError> {
    let argument = Array::of1(&today.epoch().into());
    for FileContent { name, bytes } in files {
        for value in [name.into(), JsValue::from(bytes)] {
            // Arrays have this method.
            let _ = js::call(&argument, "push", &value);
        }
    }
    let answer: Vec<_> =
        Array::from(&call("readWorkbook", &argument).await?).iter().filter_map(|it| it.as_string()).collect();
    match <[String; 2]>::try_from(answer) {
        Ok([dataset, report]) => Ok(Ok((dataset, Report::decode(&report)))),
        Err(answer) => match <[String; 3]>::try_from(answer) {
            Ok([file, en, sv]) => Ok(Err(OpenError { file, message: Message { en, sv } })),
            Err(_) => Err(WorkbookError::Failed(String::new())),
        },
    }
}

/// Calls an exported function of the module by its JavaScript name, in a worker of its own: the memory of the call is
/// free afterwards, also when it failed or nobody waits for it any more. The argument is what a worker can be sent.
async fn call(function: &str, argument: &JsValue) -> Result<JsValue, WorkbookError> {
    let script = document().query_selector("[data-workbook]").ok().flatten();
    let script = script.and_then(|script| script.get_attribute("data-workbook")).ok_or(WorkbookError::NotBuilt)?;
    let options = object(&[("type", "module".into())]);
    let worker = js::construct("Worker", &Array::of2(&script.into(), &options));
    let running = Running { worker: worker.map_err(|_| WorkbookError::NotLoaded)?, is_loaded: Rc::default() };
    let answer = JsFuture::from(running.call(function, argument));
    let answer = match with_timeout(Box::pin(answer), LOAD_TIMEOUT).await {
        Timeout::Done(answer) => answer,
        Timeout::Pending(answer) if running.is_loaded.get() => answer.await,
        Timeout::Pending(_) => return Err(WorkbookError::NotLoaded),
    };
    // The script of the worker did not arrive.
    let answer = answer.map_err(|_| WorkbookError::NotLoaded)?;
    let part = |name: &str| js::get(&answer, name).ok().filter(|value| !value.is_undefined());
    match (part("value"), part("error")) {
        (Some(value), _) => Ok(value),
        (None, Some(error)) => Err(WorkbookError::Failed(error.as_string().unwrap_or_default())),
        (None, None) => Err(WorkbookError::NotLoaded),
    }
}

/// A worker; it ends when this value is dropped.
struct Running {
    worker: JsValue,
    /// Whether the module has been loaded.
    is_loaded: Rc<Cell<bool>>,
}

impl Running {
    /// Sends a call. The promise resolves to the answer, and is rejected where the script could not be loaded.
    fn call(&self, function: &str, argument: &JsValue) -> Promise {
        Promise::new(&mut |resolve, reject| {
            let is_loaded = Rc::clone(&self.is_loaded);
            let on_event = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                // Functions of the browser, which do not throw.
                let _ = match js::get(&event, "data") {
                    Ok(data) if data.is_string() => {
                        is_loaded.set(true);
                        return;
                    }
                    Ok(data) if !data.is_undefined() => resolve.call1(&JsValue::UNDEFINED, &data),
                    // The event of an error has no data.
                    _ => reject.call0(&JsValue::UNDEFINED),
                };
            });
            let on_event = on_event.into_js_value();
            for name in ["message", "error"] {
                let listen = js::get(&self.worker, "addEventListener").ok();
                let listen = listen.and_then(|listen| listen.dyn_into::<js_sys::Function>().ok());
                // Workers have this method.
                let _ = listen.map(|listen| listen.call2(&self.worker, &name.into(), &on_event));
            }
            // Texts, bytes and lists of them can always be sent.
            let _ = js::call(&self.worker, "postMessage", &Array::of2(&function.into(), argument));
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Workers have this method; it takes no argument.
        let _ = js::call(&self.worker, "terminate", &JsValue::UNDEFINED);
    }
}
