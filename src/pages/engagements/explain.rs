//! The popover of an Eligibility cell: its frame. The content is in the lazy chunk.

use domain::id::EngagementId;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::Popover;

/// The id of the popover.
pub const ID: &str = "explain";

/// The engagement whose popover is open.
pub type Explained = RwSignal<Option<EngagementId>>;

/// The popover; `content` renders what is in it, and sets its label.
#[component]
pub fn Explain(explained: Explained, content: fn(Explained, RwSignal<String>) -> AnyView) -> impl IntoView {
    let label = RwSignal::new(String::new());
    let on_toggle = move |is_open| {
        if is_open {
            focus::first_present(&["#explain button"]);
        } else {
            explained.set(None);
        }
    };
    view! {
        <Popover
            id=ID
            class="popover popover--wide"
            role="dialog"
            label=move || label.get()
            open=Signal::derive(move || explained.with(Option::is_some))
            on_toggle
        >
            {content(explained, label)}
        </Popover>
    }
}
