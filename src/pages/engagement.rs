//! What the pages of one engagement share: the way to it, its heading, its pages, previous and next.

mod header;
mod pager;

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::id::EngagementId;
use leptos::prelude::*;

use super::not_found;
use crate::routes::{EngagementPage, Route};
use crate::state::{Status, state};
use crate::text::{format, t};

/// A part of a page that changes with the data.
pub type Part = Box<dyn Fn() -> Option<AnyView> + Send>;

/// The engagement that the address names.
#[derive(Clone, Copy)]
pub struct Opened {
    id: Memo<Option<EngagementId>>,
}

impl Opened {
    /// Follows the address; leaving the page, what is shown stays until it is gone.
    fn new() -> Self {
        let views = &state().views;
        let id = Memo::new(move |before: Option<&Option<EngagementId>>| match views.address.get().route {
            Route::Engagement(id, ..) => Some(id),
            _ => before.cloned().flatten(),
        });
        Self { id }
    }

    /// Reads the engagement, and follows its changes; `None` where it is not there.
    pub fn with<T>(self, read: impl FnOnce(&Catalogue, EngagementRef<'_>) -> T) -> Option<T> {
        let id = self.id.get()?;
        let read = state().store.with(|catalogue| Some(read(catalogue, catalogue.data().engagements.find(&id)?)));
        read.flatten()
    }

    /// A part of the page, drawn anew when the data, the address or the language change. What is the same
    /// stays in its place, the focus too. The list must not be asked within: it asks the catalogue itself.
    pub fn show(self, part: fn(Self, &Catalogue, EngagementRef<'_>) -> AnyView) -> Part {
        Box::new(move || self.with(|catalogue, engagement| part(self, catalogue, engagement)))
    }

    /// The address of a page of the engagement, opened from the same view of the list.
    pub fn href(self, page: EngagementPage) -> Option<String> {
        let route = Route::Engagement(self.id.get()?, page, state().views.list.get());
        Some(state().views.href(route))
    }
}

/// A page of one engagement within its frame.
pub fn page(page: EngagementPage, content: fn(Opened) -> AnyView) -> AnyView {
    let opened = Opened::new();
    let there = Memo::new(move |_| opened.with(|_, _| ()).is_some());
    let loading = Memo::new(move |_| state().store.status.with(|status| *status == Status::Loading));
    let shown = move || {
        if there.get() {
            (header::header(opened, page), content(opened)).into_any()
        } else if loading.get() {
            skeleton()
        } else {
            nothing(opened)
        }
    };
    shown.into_any()
}

/// No engagement has this id.
fn nothing(opened: Opened) -> AnyView {
    let id = move || opened.id.get().unwrap_or_default().to_string();
    view! {
        <not_found::Nothing
            title=Signal::derive(|| t().common.no_engagement.to_owned())
            text=Signal::derive(move || (t().common.no_engagement_hint)(&format(), id()))
        />
    }
    .into_any()
}

/// What is shown while the data are on their way.
fn skeleton() -> AnyView {
    let line = |class| view! { <p><span class=class></span></p> };
    let lines = ["skeleton__line", "skeleton__line skeleton__line--short", "skeleton__line skeleton__line--long"];
    view! {
        <p class="visually-hidden" role="status">{t().common.loading_engagements}</p>
        <div class="skeleton skeleton--page" inert>
            {lines.map(line).into_iter().collect_view()}
            <div class="card">{lines.map(line).into_iter().collect_view()}</div>
            <div class="card">{lines.map(line).into_iter().collect_view()}</div>
        </div>
    }
    .into_any()
}
