//! Pager: the previous and the next engagement of the list.

use domain::Idx;
use domain::model::Engagement;
use domain::view::has_customers;
use leptos::prelude::*;

use super::{CurrentEngagement, DynamicView};
use crate::browser::{dom, focus, shortcuts};
use crate::components::{Glyph, icon};
use crate::routes::{EngagementPage, Route};
use crate::state::state;
use crate::text::{clamped, format, lang, t};

/// Renders the pager; the left and right arrow keys do the same.
pub fn pager(current: CurrentEngagement, page: EngagementPage) -> DynamicView {
    let preferences = state().preferences;
    shortcuts::on_shortcut(move |key| {
        // Not in widgets that use the arrow keys themselves, such as a radio group.
        let is_free = focus::is_in("main a, main button, main h1, main:focus");
        if !is_free || !preferences.shortcuts.get_untracked() {
            return false;
        }
        match key {
            "ArrowLeft" => dom::click(".pager a[rel=prev][href]"),
            "ArrowRight" => dom::click(".pager a[rel=next][href]"),
            _ => return false,
        }
        true
    });
    Box::new(move || view(current, page))
}

/// Returns `None` where the engagement is not in the list.
fn view(current: CurrentEngagement, page: EngagementPage) -> Option<AnyView> {
    let state = state();
    // What the page shows of the engagement goes on to the next one.
    let page = state.views.visit.with(|visit| match visit.address.route {
        Route::Engagement(_, page, _) => page,
        _ => page,
    });
    let order = state.list.get().answer;
    let order = &order.order;
    let position = current.with(|_, engagement| engagement.position())?;
    let at = order.iter().position(|&it| it == position)?;
    let t = t();
    let previous = at.checked_sub(1).and_then(|at| link(page, *order.get(at)?)).ok_or(t.access().first_in_list);
    let next = order.get(at + 1).and_then(|&next| link(page, next)).ok_or(t.access().last_in_list);
    let key = |key| state.preferences.shortcuts.get().then_some(key);
    let pager = view! {
        <nav class="pager" aria-label=t.summary().in_list>
            <span class="pager__position">
                {(t.shell().position)(&format(), clamped(at + 1), clamped(order.len()))}
            </span>
            {step("prev", t.shell().previous, previous, Glyph::ChevronLeft, key("ArrowLeft"))}
            {step("next", t.shell().next, next, Glyph::ChevronRight, key("ArrowRight"))}
        </nav>
    };
    Some(pager.into_any())
}

/// Returns the address and the name of the engagement at a position in the data.
fn link(page: EngagementPage, position: Idx<Engagement>) -> Option<(String, String)> {
    let state = state();
    let link = state.dataset.with(|catalogue| {
        let engagement = catalogue.engagement(position)?;
        let has_page = page != EngagementPage::Customers || has_customers(catalogue, engagement);
        let page = if has_page { page } else { EngagementPage::Summary };
        let route = Route::Engagement(engagement.id().into(), page, state.views.list.get());
        Some((state.views.href(route), engagement.name(lang()).to_owned()))
    });
    link.flatten()
}

/// Renders one button; disabled with its reason at the end of the list.
fn step(
    rel: &'static str,
    label: &'static str,
    to: Result<(String, String), &'static str>,
    glyph: Glyph,
    key: Option<&'static str>,
) -> impl IntoView {
    let disabled = to.is_err();
    let (href, title) = match to {
        Ok((href, name)) => (Some(href), name),
        Err(reason) => (None, reason.to_owned()),
    };
    view! {
        <a
            class="button button--subtle button--icon"
            href=href
            rel=rel
            role=disabled.then_some("link")
            aria-disabled=disabled.then_some("true")
            aria-label=label
            aria-keyshortcuts=key
            title=title
        >
            {icon(glyph)}
        </a>
    }
}
