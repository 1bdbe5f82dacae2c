//! The table of a comparison: an engagement in each row, a location in each column.

use domain::Idx;
use domain::catalogue::Catalogue;
use domain::model::Location;
use domain::view::{ComparedEngagement, assess};
use leptos::prelude::*;

use super::Comparison;
use crate::components::{Glyph, small_icon, verdict_icon};
use crate::pages::reason::verdict_with_reason;
use crate::routes::{EngagementPage, ListView, Route};
use crate::text::{clamped, format, lang, reason_parts, t};

/// How many rows are shown at first, and more with each request.
const PAGE: usize = 200;

/// Renders the table, which follows the data and the day.
pub fn table(comparison: Comparison) -> AnyView {
    let shown = RwSignal::new(PAGE);
    let rows = move || {
        let only_differences = comparison.only_differences.get();
        comparison.engagements.with(|all| {
            let rows = all.iter().filter(|row| row.differs || !only_differences);
            rows.copied().collect::<Vec<_>>()
        })
    };
    let body = move || {
        let rows = rows();
        let rest = rows.len().saturating_sub(shown.get());
        let rows = comparison.state.dataset.with(|catalogue| {
            let row = |row: &ComparedEngagement| row_view(comparison, catalogue, *row);
            rows.iter().take(shown.get()).filter_map(row).collect::<Vec<_>>()
        });
        let more = (rest > 0).then(|| {
            let label = (t().compare().more)(&format(), clamped(rest.min(PAGE)));
            let show = move |_| shown.update(|shown| *shown += PAGE);
            view! { <button type="button" class="button compare__more" on:click=show>{label}</button> }
        });
        let columns = comparison.locations.with(Vec::len);
        view! {
            <div class="table-frame">
                <table
                    class=format!("table table--compare table--compare-{columns}")
                    role="table"
                    aria-label=t().compare().table
                >
                    <thead role="rowgroup">{header(comparison)}</thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
            {more}
        }
    };
    body.into_any()
}

fn header(comparison: Comparison) -> AnyView {
    let columns = comparison.state.dataset.with(|catalogue| {
        let standings = catalogue.standings();
        let column = |at: &Idx<Location>| {
            let location = catalogue.data().location_at(*at)?;
            let standing = standings.get(at.index()).copied().unwrap_or_default();
            Some(column(comparison, location, (t().compare().standing)(&format(), standing)))
        };
        comparison.locations.with(|locations| locations.iter().filter_map(column).collect::<Vec<_>>())
    });
    view! {
        <tr role="row">
            <th role="columnheader" scope="col">{t().compare().engagement}</th>
            {columns}
        </tr>
    }
    .into_any()
}

/// Renders the head of a column: the location, where it stands in all, and a button that removes it.
fn column(comparison: Comparison, location: &Location, standing: String) -> AnyView {
    let id = location.id.clone();
    let href = comparison.state.views.href(Route::Location(id.clone()));
    let label = (t().compare().remove)(&location.name);
    let remove = move |_| {
        comparison.state.views.change_comparison(|view| view.locations.retain(|other| *other != id));
    };
    view! {
        <th role="columnheader" scope="col" class="compare__column">
            <div class="stack">
                <a dir="auto" href=href>{location.name.clone()}</a>
                <span class="stack__sub">{standing}</span>
            </div>
            <button
                type="button"
                class="button button--subtle button--icon button--small"
                aria-label=label.clone()
                title=label
                on:click=remove
            >
                {small_icon(Glyph::Close)}
            </button>
        </th>
    }
    .into_any()
}

fn row_view(comparison: Comparison, catalogue: &Catalogue, row: ComparedEngagement) -> Option<AnyView> {
    let (data, t) = (catalogue.data(), t());
    let engagement = catalogue.engagement(row.at)?;
    let page = EngagementPage::Eligibility(None);
    let href = comparison.state.views.href(Route::Engagement(engagement.id().into(), page, ListView::default()));
    let area = data.areas.get(engagement.area().index()).map(|area| area.name.get(lang()).to_owned());
    let is_marked = row.differs && !comparison.only_differences.get();
    let differs = is_marked.then(|| view! { <span class="badge">{t.compare().differs}</span> });
    let cell = |at: &Idx<Location>| {
        let location = data.location_at(*at)?;
        let assessment = assess(engagement, location, catalogue.day());
        let reason = reason_parts(&assessment.reason, location, data, lang());
        let name = location.name.clone();
        let icon = view! { <span aria-hidden="true">{verdict_icon(assessment.verdict, "")}</span> }.into_any();
        let words = (t.common().verdict)(assessment.verdict);
        Some(view! { <td role="cell" data-label=name>{verdict_with_reason(icon, words, reason)}</td> })
    };
    let cells = comparison.locations.with(|locations| locations.iter().filter_map(cell).collect::<Vec<_>>());
    let row = view! {
        <tr class="table__row" role="row">
            <th role="rowheader" scope="row" class="table__name">
                <div class="stack">
                    <a href=href><bdi>{engagement.name(lang()).to_owned()}</bdi></a>
                    <span class="stack__sub">{area}" "{differs}</span>
                </div>
            </th>
            {cells}
        </tr>
    };
    Some(row.into_any())
}
