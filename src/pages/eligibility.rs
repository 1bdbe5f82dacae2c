//! The eligibility page: where an engagement earns, and what each other location lacks.

mod criteria;
mod export;
mod payee;
mod row;

use domain::Idx;
use domain::availability::Availability;
use domain::catalogue::{Catalogue, LocationSet};
use domain::dataset::data::EngagementRef;
use domain::earning::Earning;
use domain::id::LocationId;
use domain::model::Location;
use domain::view::{LocationGroup, location_groups};
use leptos::prelude::*;

use super::engagement;
use crate::components::{EmptyState, Glyph, verdict_icon};
use crate::routes::{EngagementPage, Route};
use crate::state::state;
use crate::text::{clamped, format, t};
use engagement::{CurrentEngagement, DynamicView};

#[component]
pub fn Eligibility() -> impl IntoView {
    engagement::page(EngagementPage::Eligibility(None), content)
}

/// The state of the table; kept while the data change and from engagement to engagement.
#[derive(Clone, Copy)]
struct Table {
    current: CurrentEngagement,
    /// Changes with anything that rows depend on. Hundreds of rows track this one memo, because tracking each
    /// dependency takes several times as long.
    revision: Memo<u32>,
    /// The verdicts that the engagement can have.
    verdicts: Memo<&'static [Earning]>,
    /// The verdict in the address; `None` is all.
    chosen: Memo<Option<Earning>>,
    /// The locations whose criteria are expanded.
    expanded: RwSignal<Vec<LocationId>>,
}

impl Table {
    /// Returns the verdict shown; `None` shows all, also where the engagement cannot have the one chosen for another.
    fn filter(self) -> Option<Earning> {
        self.chosen.get().filter(|verdict| self.verdicts.get().contains(verdict))
    }
}

fn content(current: CurrentEngagement) -> AnyView {
    let revision = Memo::new(move |before: Option<&u32>| {
        current.with(|_, _| ());
        state().demo.access();
        state().session().track();
        state().views.day.get();
        before.map_or(0, |before| before.wrapping_add(1))
    });
    let verdicts = Memo::new(move |_| {
        let availability = current.with(|catalogue, engagement| engagement.availability(catalogue.day()));
        Earning::possible(availability.unwrap_or(Availability::Active))
    });
    let chosen = Memo::new(move |before: Option<&Option<Earning>>| {
        state().views.visit.with(|visit| match visit.address.route {
            Route::Engagement(_, EngagementPage::Eligibility(shown), _) => shown,
            // The page is being left.
            _ => before.copied().flatten(),
        })
    });
    let table = Table { current, revision, verdicts, chosen, expanded: RwSignal::default() };
    let rows = Memo::new(move |_| {
        let filter = table.filter();
        let rows = current.with(|catalogue, engagement| {
            let rows = rows(&groups(catalogue, engagement), filter).into_iter();
            rows.filter_map(|at| Some(catalogue.data().location_at(at)?.id.clone())).collect::<Vec<_>>()
        });
        rows.unwrap_or_default()
    });
    let body: DynamicView = Box::new(move || {
        let rows = rows.get();
        Some(if rows.is_empty() { no_match(table) } else { locations(table, rows) })
    });
    view! {
        {current.render(lead)}
        <div class="toolbar">{filter(table)}{super::export::menu(move |_| export::listed(table))}</div>
        {body}
    }
    .into_any()
}

/// Returns the enrolled locations by verdict.
fn groups(catalogue: &Catalogue, engagement: EngagementRef<'_>) -> Vec<LocationGroup> {
    location_groups(catalogue, engagement, &LocationSet::All)
}

/// Returns the locations that a filter shows, in the order of the data.
fn rows(groups: &[LocationGroup], filter: Option<Earning>) -> Vec<Idx<Location>> {
    let shown = groups.iter().filter(|group| filter.is_none_or(|filter| filter == group.verdict));
    let mut rows: Vec<_> = shown.flat_map(|group| group.locations.iter().copied()).collect();
    rows.sort_unstable();
    rows
}

/// "Earning at 5 of 14 locations, 3 within reach".
fn lead(_: CurrentEngagement, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let (t, format) = (t(), format());
    let cell = catalogue.cell_of_all(engagement);
    let mut text = (t.eligibility().earning_at)(&format, cell, engagement.term().last);
    if cell.within_reach > 0 {
        text = format!("{text}, {}", (t.common().within_reach)(&format, cell.within_reach));
    }
    view! {
        <p class="eligibility__lead" role="status">
            {verdict_icon(cell.verdict(), (t.common().verdict)(cell.verdict()))}
            <span>{text}</span>
        </p>
    }
    .into_any()
}

/// Renders the filter: the verdicts that the engagement can have, each with its number of locations.
fn filter(table: Table) -> AnyView {
    let option = move |value: Option<Earning>| {
        let label: DynamicView = Box::new(move || {
            let groups = table.current.with(groups).unwrap_or_default();
            let count = clamped(rows(&groups, value).len());
            let name = value.map_or(t().eligibility().all, t().common().verdict);
            Some(view! { {name}" "<span class="option__count">{format().number(count)}</span> }.into_any())
        });
        view! {
            <label class="segmented__option">
                <input
                    type="radio"
                    name="verdict"
                    prop:checked=move || table.filter() == value
                    on:change=move |_| state().views.show_eligibility(value)
                />
                {label}
            </label>
        }
    };
    let options = move || {
        let values = table.verdicts.get().iter().copied();
        std::iter::once(None).chain(values.map(Some)).map(option).collect_view()
    };
    view! {
        <div class="segmented" role="radiogroup" aria-label=t().eligibility().show>
            {options}
        </div>
    }
    .into_any()
}

fn locations(table: Table, rows: Vec<LocationId>) -> AnyView {
    let t = t().eligibility();
    let columns = [t.location, t.status, t.payee_profile, t.earns];
    let column = |name| view! { <th role="columnheader" scope="col">{name}</th> };
    view! {
        <div class="table-frame">
            <table class="table table--locations" role="table" aria-label=t.locations>
                <thead role="rowgroup">
                    <tr role="row">{columns.map(column).into_iter().collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">
                    {rows.into_iter().map(|id| row::row(table, &id)).collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Renders the empty table: no location is enrolled, or none has the verdict shown.
fn no_match(table: Table) -> AnyView {
    let (t, texts) = (t(), t().eligibility());
    let (title, text, next) = if table.filter().is_some() {
        let all = move |_| state().views.show_eligibility(None);
        let next = view! { <button type="button" class="button" on:click=all>{texts.show_all}</button> };
        (texts.no_match, texts.no_match_hint, next.into_any())
    } else {
        let next = view! { <a class="button" href=state().views.list_href()>{t.shell().all_engagements}</a> };
        (texts.none_enrolled, texts.none_enrolled_hint, next.into_any())
    };
    view! { <EmptyState glyph=Glyph::Location title=title.to_owned() text=text.to_owned()>{next}</EmptyState> }
        .into_any()
}
