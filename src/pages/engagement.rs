//! What the pages of one engagement share: breadcrumbs, heading, tabs, pager, and access to the engagement.

mod header;
mod pager;

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::id::EngagementId;
use leptos::prelude::*;

use super::not_found::NotFoundState;
use crate::routes::{EngagementPage, Route};
use crate::state::{Status, state};
use crate::text::{format, t};

/// A view that follows the data and the address.
pub type DynamicView = Box<dyn Fn() -> Option<AnyView> + Send>;

/// The engagement in the address.
#[derive(Clone, Copy)]
pub struct CurrentEngagement {
    id: Memo<Option<EngagementId>>,
}

impl CurrentEngagement {
    /// Follows the address. While the page is being left, it stays the last engagement.
    fn new() -> Self {
        let views = &state().views;
        let id = Memo::new(move |before: Option<&Option<EngagementId>>| match views.visit.get().address.route {
            Route::Engagement(id, ..) => Some(id),
            _ => before.cloned().flatten(),
        });
        Self { id }
    }

    /// Reads the engagement; reactive. Returns `None` where there is no such engagement.
    pub fn with<T>(self, read: impl FnOnce(&Catalogue, EngagementRef<'_>) -> T) -> Option<T> {
        let id = self.id.get()?;
        let read = state().dataset.with(|catalogue| Some(read(catalogue, catalogue.data().engagements.find(&id)?)));
        read.flatten()
    }

    /// Returns a view that is rendered again when the data or the address change. Unchanged nodes stay,
    /// and keep the focus.
    pub fn render(self, view: fn(Self, &Catalogue, EngagementRef<'_>) -> AnyView) -> DynamicView {
        Box::new(move || self.with(|catalogue, engagement| view(self, catalogue, engagement)))
    }

    /// Returns the address of a page of the engagement, opened from the same view of the list.
    pub fn href(self, page: EngagementPage) -> Option<String> {
        let route = Route::Engagement(self.id.get()?, page, state().views.list.get());
        Some(state().views.href(route))
    }
}

/// Renders a page of one engagement: the header and the content.
pub fn page(page: EngagementPage, content: fn(CurrentEngagement) -> AnyView) -> AnyView {
    let current = CurrentEngagement::new();
    let exists = Memo::new(move |_| current.with(|_, _| ()).is_some());
    let loading = Memo::new(move |_| state().dataset.status.with(|status| *status == Status::Loading));
    let view = move || {
        if exists.get() {
            (header::header(current, page), content(current)).into_any()
        } else if loading.get() {
            skeleton()
        } else {
            not_found(current)
        }
    };
    view.into_any()
}

fn not_found(current: CurrentEngagement) -> AnyView {
    let id = move || current.id.get().unwrap_or_default().to_string();
    view! {
        <NotFoundState
            title=t().common().no_engagement
            text=Signal::derive(move || (t().shell().no_engagement_hint)(&format(), id()))
        />
    }
    .into_any()
}

fn skeleton() -> AnyView {
    let line = |class| view! { <p><span class=class></span></p> };
    let lines = ["skeleton__line", "skeleton__line skeleton__line--short", "skeleton__line skeleton__line--long"];
    view! {
        <p class="visually-hidden" role="status">{t().common().loading_engagements}</p>
        <div class="skeleton skeleton--page" inert>
            {lines.map(line).into_iter().collect_view()}
            <div class="card">{lines.map(line).into_iter().collect_view()}</div>
            <div class="card">{lines.map(line).into_iter().collect_view()}</div>
        </div>
    }
    .into_any()
}
