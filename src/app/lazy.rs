//! Lazy views and functions: their code is a chunk of its own, loaded after the first paint. A placeholder takes the
//! place of a view until then; where loading fails, an error with a button to retry.

mod split;

use std::cell::Cell;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page_table::{Frame, LazyView};
use crate::browser::{dom, focus};
use crate::components::error_state;
use crate::state::{AppSignal, LazyFunctions, set_lazy_functions};
use crate::text::t;
use split::LazyEntry;

/// When a failed load is repeated.
const RETRY_PAUSE: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LoadState {
    Loading,
    Loaded,
    Failed,
}

thread_local! {
    static ENTRY: Cell<Option<&'static LazyEntry>> = const { Cell::new(None) };
}

/// Loads the lazy chunk, unless it is loaded.
async fn load_entry() -> Option<&'static LazyEntry> {
    if ENTRY.get().is_none() {
        let entry = split::entry().await.ok()?;
        set_lazy_functions(entry.functions);
        ENTRY.set(Some(entry));
    }
    ENTRY.get()
}

/// Loads the chunk before the app is mounted; returns when it is loaded or has failed to load.
pub async fn preload() {
    // The view that needs the chunk reports the failure.
    load_entry().await;
}

/// Loads the chunk for its functions.
pub fn load_functions() -> Pin<Box<dyn Future<Output = Option<&'static LazyFunctions>>>> {
    Box::pin(async { load_entry().await.map(|entry| entry.functions) })
}

/// The loader of the lazy chunk.
#[derive(Clone, Copy, Debug)]
pub struct LazyChunk(AppSignal<LoadState>);

impl LazyChunk {
    /// Provides the loader as context; called once.
    pub fn provide() -> Self {
        let is_loaded = poll_once(load_entry()).flatten().is_some();
        let chunk = Self(AppSignal::new(if is_loaded { LoadState::Loaded } else { LoadState::Loading }));
        provide_context(chunk);
        chunk
    }

    /// Returns whether the chunk is loaded; tracked.
    pub fn is_loaded(self) -> bool {
        self.0.get() == LoadState::Loaded
    }

    /// Returns whether the chunk could not be loaded; tracked.
    pub fn has_failed(self) -> bool {
        self.0.get() == LoadState::Failed
    }

    /// Loads the chunk, unless it is loaded.
    pub fn load(self) {
        if self.0.get_untracked() != LoadState::Loaded {
            spawn_local(async move {
                if load_entry().await.is_some() {
                    self.0.set(LoadState::Loaded);
                } else if self.0.get_untracked() == LoadState::Loading {
                    self.0.set(LoadState::Failed);
                    self.retry_later();
                }
            });
        }
    }

    /// Repeats a failed load until it succeeds: the page follows the backend only with the chunk.
    fn retry_later(self) {
        let retry = move || {
            if self.0.get_untracked() != LoadState::Loaded {
                self.load();
                self.retry_later();
            }
        };
        set_timeout(retry, RETRY_PAUSE);
    }
}

/// Draws a lazy view as soon as the chunk is loaded.
pub fn lazy(view: LazyView) -> AnyView {
    let chunk = expect_context::<LazyChunk>();
    let frame = view.frame();
    let had_failed = StoredValue::new(false);
    let content = move || match (chunk.0.get(), ENTRY.get()) {
        (LoadState::Loaded, Some(entry)) => {
            // The retry button had the focus and is removed now.
            if frame == Frame::Page && had_failed.get_value() {
                focus::heading();
            }
            (entry.draw)(view.clone())
        }
        (LoadState::Failed, _) => {
            had_failed.set_value(true);
            framed(frame, error(chunk, frame))
        }
        _ => {
            chunk.load();
            framed(frame, placeholder())
        }
    };
    content.into_any()
}

/// Draws a lazy view that nobody waits for: nothing until the chunk is loaded.
pub fn lazy_extra(view: LazyView) -> AnyView {
    let chunk = expect_context::<LazyChunk>();
    let content = move || {
        let entry = if chunk.is_loaded() { ENTRY.get() } else { None };
        entry.map(|entry| (entry.draw)(view.clone()))
    };
    content.into_any()
}

/// Returns the output of a future that is ready without waiting.
fn poll_once<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

fn framed(frame: Frame, content: AnyView) -> AnyView {
    let body = |content| view! { <div class="popover__body">{content}</div> }.into_any();
    match frame {
        Frame::Page | Frame::Plain => content,
        Frame::Popover => body(content),
        Frame::Drawer => view! { <div class="drawer">{body(content)}</div> }.into_any(),
    }
}

fn placeholder() -> AnyView {
    let line = |_| view! { <span class="skeleton__line"></span> };
    view! {
        <p class="visually-hidden" role="status">{t().common().loading}</p>
        <div class="stack skeleton" inert>{(0..4).map(line).collect_view()}</div>
    }
    .into_any()
}

fn error(chunk: LazyChunk, frame: Frame) -> AnyView {
    let t = t().common();
    let actions = view! {
        <button type="button" class="button button--primary" on:click=move |_| chunk.load()>{t.retry}</button>
        <button type="button" class="button" on:click=move |_| dom::reload()>{t.reload}</button>
    };
    error_state(frame == Frame::Page, t.chunk_failed, t.chunk_failed_hint, actions.into_any())
}
