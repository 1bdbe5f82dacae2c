//! One row of the list.

use std::sync::Arc;

use domain::availability::Availability;
use domain::earning::Earning;
use leptos::prelude::*;

use super::explain::Explained;
use crate::browser::viewport;
use crate::components::{AvailabilityBadge, Glyph, VerdictIcon, small_icon};
use crate::routes::{EngagementPage, Route};
use crate::state::{State, state};
use crate::text::{format, t};

/// What a row shows.
#[derive(Clone, PartialEq)]
struct Shown {
    engagement: usize,
    href: String,
    name: String,
    area: String,
    availability: Availability,
    term: String,
    role: String,
    verdict: Earning,
    locations: String,
    within_reach: Option<String>,
    customers: String,
}

impl Shown {
    fn nothing() -> Self {
        let empty = String::new;
        Self {
            engagement: usize::MAX,
            href: empty(),
            name: empty(),
            area: empty(),
            availability: Availability::Active,
            term: empty(),
            role: empty(),
            verdict: Earning::NotEarning,
            locations: empty(),
            within_reach: None,
            customers: empty(),
        }
    }
}

/// What the row at a position of the list shows.
fn shown(state: State, position: usize) -> Shown {
    let (lang, format, t) = (state.lang(), format(), t());
    let answer = state.list.get().0;
    let shown = answer.order.get(position).and_then(|&engagement| {
        state.store.with_untracked(|catalogue| {
            let data = catalogue.data();
            let engagement = catalogue.engagement(engagement as usize)?;
            let cell = catalogue.cell(&answer, engagement);
            let list = state.views.list.get_untracked();
            let route = Route::Engagement(engagement.id().into(), EngagementPage::Summary, list);
            Some(Shown {
                engagement: engagement.position(),
                href: state.views.href(route),
                name: engagement.name(lang).to_owned(),
                area: data.areas[engagement.area()].name.get(lang).to_owned(),
                availability: engagement.availability(catalogue.day()),
                term: format.term(engagement.term()).to_string(),
                role: data.roles[engagement.role()].name.get(lang).to_owned(),
                verdict: cell.verdict(),
                locations: (t.common.n_of_m_locations)(&format, cell.earning, cell.enrolled),
                within_reach: (cell.within_reach > 0).then(|| (t.common.within_reach)(&format, cell.within_reach)),
                customers: format.number(catalogue.active_customers(engagement)),
            })
        })
    });
    shown.flatten().unwrap_or_else(Shown::nothing)
}

/// The row at a position of the list. It stays in its place; what it shows changes.
#[component]
pub fn Row(
    /// The position in the list.
    position: usize,
    /// Pixels of a row.
    height: ReadSignal<f64>,
    /// What is explained.
    explained: RwSignal<Option<Explained>>,
) -> impl IntoView {
    let state = state();
    let row: Memo<Arc<Shown>> = Memo::new(move |_| Arc::new(shown(state, position)));
    #[expect(clippy::cast_precision_loss, reason = "a list is far shorter than 2^52 rows")]
    let top = move || format!("{}px", position as f64 * height.get());
    let is_explained = move || explained.with(|it| it.as_ref().is_some_and(|it| it.engagement == row.get().engagement));
    let explain = move |event: leptos::ev::MouseEvent| {
        let (left, bottom) = viewport::below(&event);
        explained.set(Some(Explained { engagement: row.get_untracked().engagement, left, bottom }));
    };
    view! {
        <tr class="table__row" role="row" aria-rowindex=position + 2 style:--top=top>
            <td role="cell">
                <div class="stack">
                    <a class="table__link truncate" dir="auto" href=move || row.get().href.clone() title=move || row.get().name.clone()>
                        {move || row.get().name.clone()}
                    </a>
                    <span class="stack__sub truncate">{move || row.get().area.clone()}</span>
                </div>
            </td>
            <td role="cell">
                <div class="stack stack--line">
                    <AvailabilityBadge
                        availability=Signal::derive(move || row.get().availability)
                        label=Signal::derive(move || (t().common.availability)(row.get().availability))
                    />
                    <span class="stack__sub truncate">{move || row.get().term.clone()}</span>
                </div>
            </td>
            <td role="cell"><span class="truncate">{move || row.get().role.clone()}</span></td>
            <td role="cell">
                <VerdictIcon
                    verdict=Signal::derive(move || row.get().verdict)
                    label=Signal::derive(move || (t().common.verdict)(row.get().verdict))
                />
                <div class="stack stack--line">
                    <button
                        type="button"
                        class="verdict verdict--button"
                        aria-haspopup="dialog"
                        aria-expanded=move || is_explained().to_string()
                        on:click=explain
                    >
                        {move || row.get().locations.clone()}
                    </button>
                    <span class="stack__sub truncate">{move || row.get().within_reach.clone()}</span>
                </div>
            </td>
            <td role="cell" class="table__cell--end number">
                <span class="customers__icon">{small_icon(Glyph::People)}</span>
                {move || row.get().customers.clone()}
            </td>
        </tr>
    }
}
