//! The eligibility page: where an engagement earns, and what each other location lacks.

mod criteria;
mod payee;
mod row;

use domain::Idx;
use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::earning::Earning;
use domain::id::LocationId;
use domain::model::Location;
use leptos::prelude::*;

use super::engagement;
use crate::components::{EmptyState, Glyph, verdict_icon};
use crate::routes::EngagementPage;
use crate::state::state;
use crate::text::{cell_lead, clamped, format, t};
use engagement::{CurrentEngagement, DynamicView};

#[component]
pub fn Eligibility() -> impl IntoView {
    engagement::page(EngagementPage::Eligibility, content)
}

/// The state of the table; kept while the data change and from engagement to engagement.
#[derive(Clone, Copy)]
struct Table {
    current: CurrentEngagement,
    /// Changes with anything that rows depend on. Hundreds of rows track this one memo, because tracking each
    /// dependency takes several times as long.
    revision: Memo<u32>,
    /// The verdict shown; `None` shows all.
    filter: RwSignal<Option<Earning>>,
    /// The locations whose criteria are expanded.
    expanded: RwSignal<Vec<LocationId>>,
}

fn content(current: CurrentEngagement) -> AnyView {
    let revision = Memo::new(move |before: Option<&u32>| {
        current.with(|_, _| ());
        state().lang();
        state().demo.access();
        state().session().track();
        state().views.day.get();
        before.map_or(0, |before| before.wrapping_add(1))
    });
    let table = Table { current, revision, filter: RwSignal::new(None), expanded: RwSignal::default() };
    let rows = Memo::new(move |_| {
        let filter = table.filter.get();
        let rows = current.with(|catalogue, engagement| {
            let rows = rows(&enrolled(catalogue, engagement), filter).into_iter();
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
        <div class="toolbar">{filter(table)}</div>
        {body}
    }
    .into_any()
}

/// Returns the enrolled locations, by their position in the data, with their verdicts.
fn enrolled(catalogue: &Catalogue, engagement: EngagementRef<'_>) -> Vec<(Idx<Location>, Earning)> {
    let availability = engagement.availability(catalogue.day());
    let statuses = catalogue.location_statuses(engagement).enumerate().filter(|(_, status)| status.enrolled);
    statuses.map(|(at, status)| (Idx::new(at), status.verdict(availability))).collect()
}

/// Returns the locations that a filter shows.
fn rows(enrolled: &[(Idx<Location>, Earning)], filter: Option<Earning>) -> Vec<Idx<Location>> {
    let rows = enrolled.iter().filter(|(_, verdict)| filter.is_none_or(|filter| filter == *verdict));
    rows.map(|(position, _)| *position).collect()
}

/// "Earning at 5 of 14 locations, 3 within reach".
fn lead(_: CurrentEngagement, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let (t, format) = (t(), format());
    let cell = catalogue.cell_of_all(engagement);
    let mut text = cell_lead(&cell, t, &format);
    if cell.within_reach > 0 {
        text = format!("{text}, {}", (t.common.within_reach)(&format, cell.within_reach));
    }
    view! {
        <p class="eligibility__lead" role="status">
            {verdict_icon(cell.verdict(), (t.common.verdict)(cell.verdict()))}
            <span>{text}</span>
        </p>
    }
    .into_any()
}

/// Renders the filter: the verdicts, each with its number of locations.
fn filter(table: Table) -> AnyView {
    let option = move |value: Option<Earning>| {
        let label: DynamicView = Box::new(move || {
            let enrolled = table.current.with(enrolled).unwrap_or_default();
            let count = clamped(rows(&enrolled, value).len());
            let name = value.map_or(t().eligibility.all, t().common.verdict);
            Some(view! { {name}" "<span class="option__count">{format().number(count)}</span> }.into_any())
        });
        view! {
            <label class="segmented__option">
                <input
                    type="radio"
                    name="verdict"
                    prop:checked=move || table.filter.get() == value
                    on:change=move |_| table.filter.set(value)
                />
                {label}
            </label>
        }
    };
    let possible = Memo::new(move |_| {
        let possible = |catalogue: &Catalogue, engagement: EngagementRef<'_>| {
            Earning::possible(engagement.availability(catalogue.day()))
        };
        table.current.with(possible).unwrap_or_default()
    });
    let options = move || std::iter::once(None).chain(possible.get().iter().copied().map(Some)).map(option);
    view! {
        <div class="segmented" role="radiogroup" aria-label=move || t().eligibility.show>
            {move || options().collect_view()}
        </div>
    }
    .into_any()
}

fn locations(table: Table, rows: Vec<LocationId>) -> AnyView {
    let t = &t().eligibility;
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
    let (t, texts) = (t(), &t().eligibility);
    let (title, text, next) = if table.filter.get().is_some() {
        let all = move |_| table.filter.set(None);
        let next = view! { <button type="button" class="button" on:click=all>{texts.show_all}</button> };
        (texts.no_match, texts.no_match_hint, next.into_any())
    } else {
        let next = view! { <a class="button" href=state().views.list_href()>{t.common.all_engagements}</a> };
        (texts.none_enrolled, texts.none_enrolled_hint, next.into_any())
    };
    view! { <EmptyState glyph=Glyph::Location title=title.to_owned() text=text.to_owned()>{next}</EmptyState> }
        .into_any()
}
