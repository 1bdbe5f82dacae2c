//! Files that a person chooses or drops on the page.

use js_sys::{Array, Uint8Array};
use leptos::prelude::{GetUntracked, NodeRef, WindowListenerHandle, document, on_cleanup, window_event_listener};
use leptos::{ev, html};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use super::js;

/// A file that is not read yet.
#[derive(Clone, Debug)]
pub struct ChosenFile {
    file: JsValue,
    /// Its name, without folders.
    pub name: String,
    /// Its size in bytes.
    pub size: f64,
}

/// The content of a file, which stays in the memory of the browser.
#[derive(Clone, Debug)]
pub struct FileContent {
    pub name: String,
    pub(super) bytes: Uint8Array,
}

impl ChosenFile {
    /// Reads the file; `None` where it has changed or is gone since it was chosen, or is a folder.
    pub async fn read(&self) -> Option<FileContent> {
        let method = js::get(&self.file, "arrayBuffer").ok()?.dyn_into::<js_sys::Function>().ok()?;
        let promise = method.call0(&self.file).ok()?.dyn_into::<js_sys::Promise>().ok()?;
        let buffer = JsFuture::from(promise).await.ok()?;
        Some(FileContent { name: self.name.clone(), bytes: Uint8Array::new(&buffer) })
    }
}

impl FileContent {
    /// Copies the content.
    pub fn to_vec(&self) -> Vec<u8> {
        self.bytes.to_vec()
    }
}

/// Returns the files of an input, and empties it, so that the same file can be chosen again.
pub fn take_chosen(event: &ev::Event) -> Vec<ChosenFile> {
    let Some(input) = event.target() else { return Vec::new() };
    let files = js::get(&input, "files").map(|files| list(&files)).unwrap_or_default();
    if let Ok(input) = input.dyn_into::<web_sys::HtmlInputElement>() {
        input.set_value("");
    }
    files
}

/// Opens the dialog of the browser in which a person chooses files.
pub fn choose(input: NodeRef<html::Input>) {
    if let Some(input) = input.get_untracked() {
        let input: &HtmlElement = &input;
        input.click();
    }
}

/// What happens with files over the page.
pub enum Drag {
    /// Files are over the page.
    Over,
    /// They have left it.
    Left,
    /// They were dropped.
    Dropped(Vec<ChosenFile>),
}

/// Listens to files that are dragged over the page, while `is_wanted`. Other things that are dragged are left alone.
pub fn on_drag(is_wanted: impl Fn() -> bool + Copy + 'static, report: impl Fn(Drag) + Copy + 'static) {
    let has_files = move |event: &ev::DragEvent| {
        let types = js::get(event, "dataTransfer").and_then(|data| js::get(&data, "types"));
        is_wanted()
            && types.is_ok_and(|types| Array::from(&types).iter().any(|it| it.as_string().as_deref() == Some("Files")))
    };
    let over = window_event_listener(ev::dragover, move |event| {
        if has_files(&event) {
            event.prevent_default();
            report(Drag::Over);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        // Within the page, the pointer only goes from one element to another.
        if js::get(&event, "relatedTarget").is_ok_and(|target| target.is_null()) {
            report(Drag::Left);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        if has_files(&event) {
            event.prevent_default();
            let files = js::get(&event, "dataTransfer").and_then(|data| js::get(&data, "files"));
            report(Drag::Dropped(files.map(|files| list(&files)).unwrap_or_default()));
        }
    });
    on_cleanup(move || [over, leave, drop].into_iter().for_each(WindowListenerHandle::remove));
}

/// Allows a person to choose a folder, where the browser can.
pub fn choose_folders(id: &str) {
    if let Some(input) = document().get_element_by_id(id) {
        // Fails only for an invalid name.
        let _ = input.set_attribute("webkitdirectory", "");
    }
}

fn list(files: &JsValue) -> Vec<ChosenFile> {
    let chosen = |file: JsValue| {
        let name = js::get(&file, "name").ok()?.as_string()?;
        let size = js::get(&file, "size").ok()?.as_f64()?;
        Some(ChosenFile { file, name, size })
    };
    Array::from(files).iter().filter_map(chosen).collect()
}
