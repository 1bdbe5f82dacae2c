//! The clipboard.

use js_sys::{Array, Promise};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::js::{self, object};

/// Copies a text. Returns whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// Copies a table as HTML for spreadsheets and documents, and as a text for all else. Returns whether the browser
/// allowed it.
pub async fn copy_table(text: &str, html: &str) -> bool {
    match write(text, html) {
        Ok(written) => JsFuture::from(written).await.is_ok(),
        Err(_) => copy(text).await,
    }
}

fn write(text: &str, html: &str) -> Result<Promise, JsValue> {
    let form = |media_type: &str, content: &str| {
        let options = object(&[("type", media_type.into())]);
        js::construct("Blob", &Array::of2(&Array::of1(&content.into()), &options))
    };
    let forms = object(&[("text/plain", form("text/plain", text)?), ("text/html", form("text/html", html)?)]);
    let item = js::construct("ClipboardItem", &Array::of1(&forms))?;
    js::call(&window().navigator().clipboard(), "write", &Array::of1(&item))?.dyn_into()
}
