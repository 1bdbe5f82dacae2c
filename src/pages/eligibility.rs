//! Where an engagement earns, and at each other location what is lacking and what to do.

mod criteria;
mod payee;
mod row;

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::earning::Earning;
use leptos::prelude::*;

use super::engagement;
use crate::components::{EmptyState, Glyph, VerdictIcon};
use crate::routes::EngagementPage;
use crate::state::state;
use crate::text::{format, t};
use engagement::{Opened, Part};

/// The eligibility of every enrolled location.
#[component]
pub fn Eligibility() -> impl IntoView {
    engagement::page(EngagementPage::Eligibility, content)
}

/// What the page holds on to while data change and while one goes from engagement to engagement.
#[derive(Clone, Copy)]
struct Table {
    opened: Opened,
    /// Changes with anything that rows are drawn from. Hundreds of rows follow this alone: following each
    /// thing that it stands for takes several times as long.
    changed: Memo<u32>,
    /// The verdict that is shown; `None` is every one.
    filter: RwSignal<Option<Earning>>,
    /// The locations whose criteria are open.
    open: RwSignal<Vec<usize>>,
}

fn content(opened: Opened) -> AnyView {
    let changed = Memo::new(move |before: Option<&u32>| {
        opened.with(|_, _| ());
        state().lang();
        state().demo_access();
        state().store.connection.session.track();
        state().views.day.get();
        before.map_or(0, |before| before.wrapping_add(1))
    });
    let table = Table { opened, changed, filter: RwSignal::new(None), open: RwSignal::default() };
    let rows = Memo::new(move |_| {
        let filter = table.filter.get();
        opened.with(|catalogue, engagement| rows(&enrolled(catalogue, engagement), filter)).unwrap_or_default()
    });
    let shown: Part = Box::new(move || {
        let rows = rows.get();
        Some(if rows.is_empty() { nothing(table) } else { locations(table, rows) })
    });
    view! {
        {opened.show(lead)}
        <div class="toolbar">{filter(table)}</div>
        {shown}
    }
    .into_any()
}

/// Every enrolled location, by its position in the data, with its verdict.
fn enrolled(catalogue: &Catalogue, engagement: EngagementRef<'_>) -> Vec<(usize, Earning)> {
    let standings = catalogue.standings(engagement).enumerate();
    standings.filter(|(_, standing)| standing.enrolled).map(|(at, standing)| (at, standing.verdict())).collect()
}

/// The locations that a filter shows.
fn rows(enrolled: &[(usize, Earning)], filter: Option<Earning>) -> Vec<usize> {
    let rows = enrolled.iter().filter(|(_, verdict)| filter.is_none_or(|filter| filter == *verdict));
    rows.map(|(position, _)| *position).collect()
}

/// "Earning at 5 of 14 locations, 3 within reach".
fn lead(_: Opened, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let (t, format) = (t(), format());
    let cell = catalogue.cell_of_all(engagement);
    let n_of_m = (t.common.n_of_m_locations)(&format, cell.earning, cell.enrolled);
    let mut words = (t.eligibility.earning_at)(&format, n_of_m);
    if cell.within_reach > 0 {
        words = format!("{words}, {}", (t.common.within_reach)(&format, cell.within_reach));
    }
    view! {
        <p class="eligibility__lead" role="status">
            <VerdictIcon verdict=cell.verdict() label=(t.common.verdict)(cell.verdict())/>
            <span>{words}</span>
        </p>
    }
    .into_any()
}

/// Which verdicts are shown, each with the number of its locations.
fn filter(table: Table) -> AnyView {
    let option = move |value: Option<Earning>| {
        let words: Part = Box::new(move || {
            let enrolled = table.opened.with(enrolled).unwrap_or_default();
            let count = u32::try_from(rows(&enrolled, value).len()).unwrap_or(u32::MAX);
            let words = value.map_or(t().eligibility.all, t().common.verdict);
            Some(view! { {words}" "<span class="option__count">{format().number(count)}</span> }.into_any())
        });
        view! {
            <label class="segmented__option">
                <input
                    type="radio"
                    name="verdict"
                    prop:checked=move || table.filter.get() == value
                    on:change=move |_| table.filter.set(value)
                />
                {words}
            </label>
        }
    };
    let values = std::iter::once(None).chain(Earning::ALL.map(Some));
    view! {
        <div class="segmented" role="radiogroup" aria-label=move || t().eligibility.show>
            {values.map(option).collect_view()}
        </div>
    }
    .into_any()
}

fn locations(table: Table, rows: Vec<usize>) -> AnyView {
    let t = &t().eligibility;
    let columns = [t.location, t.status, t.payee_profile, t.earns];
    let column = |words| view! { <th role="columnheader" scope="col">{words}</th> };
    view! {
        <div class="table-frame">
            <table class="table table--locations" role="table" aria-label=t.locations>
                <thead role="rowgroup">
                    <tr role="row">{columns.map(column).into_iter().collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">
                    {rows.into_iter().map(|position| row::row(table, position)).collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// No location is enrolled, or none has the verdict that is asked for.
fn nothing(table: Table) -> AnyView {
    let (t, words) = (t(), &t().eligibility);
    let (title, text, next) = if table.filter.get().is_some() {
        let all = move |_| table.filter.set(None);
        let next = view! { <button type="button" class="button" on:click=all>{words.show_all}</button> };
        (words.no_match, words.no_match_hint, next.into_any())
    } else {
        let next = view! { <a class="button" href=state().views.list_href()>{t.common.all_engagements}</a> };
        (words.none_enrolled, words.none_enrolled_hint, next.into_any())
    };
    view! { <EmptyState glyph=Glyph::Location title=title.to_owned() text=text.to_owned()>{next}</EmptyState> }
        .into_any()
}
