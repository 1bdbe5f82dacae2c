//! Saves what the app has made as a file.

use std::time::Duration;

use js_sys::Array;
use leptos::prelude::{document, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::js::{self, object};

/// When the browser has read the file.
const READ: Duration = Duration::from_mins(1);

/// The content of a file: a text, or bytes that stay in the browser.
#[derive(Clone, Debug)]
pub struct Content(pub(super) JsValue);

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// Saves a file under a name, in the folder for downloads or where the person chooses.
pub fn save(name: &str, media_type: &str, content: &Content) {
    let options = object(&[("type", media_type.into())]);
    let blob = js::construct("Blob", &Array::of2(&Array::of1(&content.0), &options));
    let Ok(urls) = js::global("URL") else { return };
    let url = blob.and_then(|blob| js::call(&urls, "createObjectURL", &blob)).ok().and_then(|url| url.as_string());
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    let (Some(url), Some(link)) = (url, link) else { return };
    // Both fail only for invalid names.
    let _ = link.set_attribute("href", &url);
    let _ = link.set_attribute("download", name);
    link.click();
    set_timeout(
        move || {
            // Fails only for what is no URL.
            let _ = js::call(&urls, "revokeObjectURL", &url.into());
        },
        READ,
    );
}
