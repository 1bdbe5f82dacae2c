//! What came of an export: a notice at the edge of the page, read out by screen readers.

use std::time::Duration;

use leptos::prelude::*;

use crate::components::{Glyph, icon, small_icon};
use crate::text::t;

/// How long a success stays. Nothing is lost when it goes; an error stays until it is closed.
const SUCCESS: Duration = Duration::from_secs(8);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The text says what goes on.
    Busy(String),
    Done(String),
    /// The text says what happened and what to do.
    Failed(String),
}

/// The notice of a menu; the last one.
#[derive(Clone, Copy)]
pub struct Notices {
    shown: RwSignal<Option<Notice>>,
    count: StoredValue<u32>,
}

impl Notices {
    pub fn new() -> Self {
        Self { shown: RwSignal::new(None), count: StoredValue::new(0) }
    }

    /// Shows a notice instead of the one before. Does nothing after the page was left.
    pub fn show(self, notice: Notice) {
        let is_done = matches!(notice, Notice::Done(_));
        self.shown.try_set(Some(notice));
        let number = self.count.try_update_value(|count| {
            *count = count.wrapping_add(1);
            *count
        });
        if is_done {
            let hide = move || {
                if self.count.try_get_value() == number {
                    self.shown.try_set(None);
                }
            };
            set_timeout(hide, SUCCESS);
        }
    }

    pub fn view(self) -> AnyView {
        let toast = move |notice: Notice| {
            let (glyph, text) = match notice {
                Notice::Busy(text) => (Glyph::Clock, text),
                Notice::Done(text) => (Glyph::CheckOutline, text),
                Notice::Failed(text) => (Glyph::Error, text),
            };
            view! {
                <div class="toast">
                    {icon(glyph)}
                    <p class="toast__text">{text}</p>
                    <button
                        type="button"
                        class="button button--subtle button--icon button--small"
                        aria-label=t().common().close
                        on:click=move |_| self.shown.set(None)
                    >
                        {small_icon(Glyph::Close)}
                    </button>
                </div>
            }
        };
        view! { <div class="toasts" role="status">{move || self.shown.get().map(toast)}</div> }.into_any()
    }
}
