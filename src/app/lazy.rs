//! Lazy views: their code is a chunk of its own, loaded after the first paint. A placeholder takes their place until
//! then; where loading fails, an error with a button to retry.

mod split;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page_table::{Frame, LazyView};
use crate::browser::{dom, focus};
use crate::components::{EmptyState, Glyph};
use crate::state::AppSignal;
use crate::text::t;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LoadState {
    Loading,
    Loaded,
    Failed,
}

/// The loader of the lazy chunk.
#[derive(Clone, Copy, Debug)]
pub struct LazyChunk(AppSignal<LoadState>);

impl LazyChunk {
    /// Provides the loader as context; called once.
    pub fn provide() -> Self {
        let is_loaded = poll_once(split::load()).is_some_and(|loaded| loaded.is_ok());
        let chunk = Self(AppSignal::new(if is_loaded { LoadState::Loaded } else { LoadState::Loading }));
        provide_context(chunk);
        chunk
    }

    /// Returns whether the chunk is loaded; tracked.
    pub fn is_loaded(self) -> bool {
        self.0.get() == LoadState::Loaded
    }

    /// Loads the chunk, unless it is loaded.
    pub fn load(self) {
        if self.0.get_untracked() != LoadState::Loaded {
            spawn_local(async move {
                let loaded = split::load().await;
                self.0.set(if loaded.is_ok() { LoadState::Loaded } else { LoadState::Failed });
            });
        }
    }
}

/// Loads the chunk before the app is mounted; done when it is loaded or has failed to load.
pub async fn preload() {
    // The view that needs the chunk reports the failure.
    drop(split::load().await);
}

/// Draws a lazy view as soon as the chunk is loaded.
pub fn lazy(view: LazyView) -> AnyView {
    let chunk = expect_context::<LazyChunk>();
    let frame = view.frame();
    let had_failed = StoredValue::new(false);
    let content = move || match chunk.0.get() {
        LoadState::Loaded => {
            // The retry button had the focus and is removed now.
            if frame == Frame::Page && had_failed.get_value() {
                focus::heading();
            }
            let drawn = poll_once(split::view(view.clone())).and_then(Result::ok);
            drawn.unwrap_or_else(|| framed(frame, error(chunk, frame)))
        }
        LoadState::Loading => {
            chunk.load();
            framed(frame, placeholder())
        }
        LoadState::Failed => {
            had_failed.set_value(true);
            framed(frame, error(chunk, frame))
        }
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
    view! {
        <EmptyState
            glyph=Glyph::Error
            danger=true
            main=frame == Frame::Page
            title=t().common().chunk_failed
            text=t().common().chunk_failed_hint
        >
            <button type="button" class="button button--primary" on:click=move |_| chunk.load()>
                {t().common().retry}
            </button>
            <button type="button" class="button" on:click=move |_| dom::reload()>{t().common().reload}</button>
        </EmptyState>
    }
    .into_any()
}
