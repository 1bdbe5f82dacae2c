//! The claims that have lapsed, with the money lost. Nothing can be done about them, so they stay folded.

use leptos::prelude::*;

use super::group::{STEP, list, show_more};
use super::row_model::RowModel;
use super::{Inbox, amounts};
use crate::components::{Glyph, icon};
use crate::state::{State, state};
use crate::text::{clamped, format, t};

/// The lapsed claims of the inbox; nothing where there are none.
#[component]
pub fn Lapsed(inbox: Inbox) -> impl IntoView {
    let state = state();
    let limit = RwSignal::new(STEP);
    let unfolded = RwSignal::new(None::<bool>);
    // Unfolded at first where there is nothing else to see.
    let is_open =
        Memo::new(move |_| unfolded.get().unwrap_or_else(|| inbox.answer.with(|answer| answer.order.is_empty())));
    let toggle = move |_| unfolded.set(Some(!is_open.get_untracked()));
    let rows = move || is_open.get().then(|| rows(state, inbox, limit));
    move || {
        let lost = lost(state, inbox)?;
        let all = clamped(inbox.answer.with(|answer| answer.lapsed.len()));
        Some(view! {
            <section class="lapsed" aria-labelledby="lapsed">
                <div class="actions__head">
                    <h2 class="actions__title" id="lapsed">
                        <button
                            type="button"
                            class="disclosure"
                            aria-expanded=move || is_open.get().to_string()
                            aria-controls="lapsed-claims"
                            on:click=toggle
                        >
                            {icon(Glyph::ChevronRight)}
                            {t().actions().lapsed}" "<span class="count">{format().number(all)}</span>
                        </button>
                    </h2>
                    {lost}
                </div>
                <div id="lapsed-claims">{rows}</div>
            </section>
        })
    }
}

/// Renders the money lost, if any; `None` where no claim has lapsed.
fn lost(state: State, inbox: Inbox) -> Option<AnyView> {
    let (lapsed, answer) = (inbox.lapsed.read(), inbox.answer.read());
    if answer.lapsed.is_empty() {
        return None;
    }
    let claims = answer.lapsed.iter().filter_map(|&at| lapsed.get(at)).map(|lapsed| lapsed.claim);
    let lost = state.dataset.with(|catalogue| catalogue.money_of(claims))?;
    let lost = (!lost.is_empty())
        .then(|| view! { <p class="actions__stake">{amounts(t().actions().lost, lost.totals())}</p> });
    Some(lost.into_any())
}

/// Renders the first of the claims, with why and when each lapsed.
fn rows(state: State, inbox: Inbox, limit: RwSignal<usize>) -> impl IntoView {
    let lapsed = inbox.lapsed.read();
    let answer = inbox.answer.read();
    let first = answer.lapsed.iter().take(limit.get()).filter_map(|&at| lapsed.get(at));
    let rows = first.filter_map(|lapsed| RowModel::of_lapsed(state, lapsed)).collect();
    let t = t();
    view! {
        <p class="actions__hint">{t.actions().lapsed_hint}</p>
        {list([t.actions().lapsed_claim, t.actions().last_day, t.actions().lost], rows)}
        {show_more("lapsed", "", answer.lapsed.len(), limit)}
    }
}
