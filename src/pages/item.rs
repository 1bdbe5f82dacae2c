//! The page of one item of the data, such as a location.

use domain::Idx;
use domain::dataset::Data;
use leptos::prelude::*;

use super::not_found::NotFoundState;
use crate::components::cards_skeleton;
use crate::routes::Route;
use crate::state::{State, Status, state};

/// What the page of an item says while the data are loading, and where there is no such item.
#[derive(Clone, Copy)]
pub struct ItemTexts {
    pub loading: &'static str,
    pub not_found: &'static str,
    pub not_found_hint: &'static str,
}

/// Renders the page of the item that the address names. `id` returns its id, and `None` on other pages; `index` returns
/// its position in the data.
pub fn item_page<I: 'static, T: Send + Sync + 'static>(
    texts: ItemTexts,
    id: fn(Route) -> Option<I>,
    index: fn(&Data, &I) -> Option<Idx<T>>,
    content: fn(State, Idx<T>) -> AnyView,
) -> impl IntoView {
    let state = state();
    let loading = Memo::new(move |_| state.dataset.status.with(|status| *status != Status::Ready));
    let at = Memo::new(move |before: Option<&Option<Idx<T>>>| match id(state.views.visit.get().address.route) {
        Some(id) => state.dataset.with(|catalogue| index(catalogue.data(), &id)).flatten(),
        // While the page is being left, the address is already that of the next page.
        None => before.copied().flatten(),
    });
    move || match (loading.get(), at.get()) {
        (true, _) => cards_skeleton(texts.loading),
        (false, None) => view! { <NotFoundState title=texts.not_found text=texts.not_found_hint/> }.into_any(),
        (false, Some(at)) => content(state, at),
    }
}
