//! One location: whether it is eligible, whether it is paid, whether it earns, and why.

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::earning::{Earning, Standing};
use domain::eligibility::{OUT_OF_REACH, explain};
use leptos::prelude::*;

use super::{Table, criteria, payee};
use crate::components::{Glyph, VerdictIcon, criteria as criteria_tree, icon};
use crate::routes::Route;
use crate::text::{format, reason, t};

/// The row of a location, and its criteria once they are opened.
pub fn row(table: Table, position: usize) -> super::Part {
    // A row that is opened leaves the others as they are.
    let is_open = Memo::new(move |_| table.open.with(|open| open.contains(&position)));
    Box::new(move || {
        let is_open = is_open.get();
        let row = table.opened.with(|catalogue, engagement| draw(table, catalogue, engagement, position, is_open));
        row.flatten()
    })
}

fn draw(
    table: Table,
    catalogue: &Catalogue,
    engagement: EngagementRef<'_>,
    position: usize,
    is_open: bool,
) -> Option<AnyView> {
    let (state, data) = (table.opened.state, catalogue.data());
    let location = data.locations.get(position)?;
    let standing = Standing::of(engagement.criteria(), location, catalogue.day());
    let verdict = explain(engagement.criteria(), location, catalogue.day());
    let words = &t().eligibility;
    let panel = is_open.then(|| {
        let tree = criteria_tree(criteria::tree(state, &verdict, location, data));
        view! {
            <tr class="table__panel" role="row" id=panel_id(position)><td role="cell" colspan="4">{tree}</td></tr>
        }
    });
    let href = state.views.href(Route::Location(location.id.clone()));
    let place = format!("{} · {}", format().country(&location.country), (words.plid)(location.id.as_str()));
    let row = view! {
        <tr class="table__row" role="row">
            <td role="cell">
                <div class="stack">
                    <a class="truncate" dir="auto" href=href>{location.name.clone()}</a>
                    <span class="stack__sub truncate">{place}</span>
                </div>
            </td>
            <td role="cell" data-label=words.status>{eligible(table, position, standing, is_open)}</td>
            <td role="cell" data-label=words.payee_profile>{payee::cell(state, location, position, data)}</td>
            <td role="cell" data-label=words.earns>
                {earns(standing.verdict(), reason(standing, &verdict, location, data, state.lang()))}
            </td>
        </tr>
        {panel}
    };
    Some(row.into_any())
}

fn panel_id(position: usize) -> String {
    format!("criteria-{position}")
}

/// The status, and the button that opens the criteria.
fn eligible(table: Table, position: usize, standing: Standing, is_open: bool) -> AnyView {
    let t = &t().eligibility;
    let words = match standing.missing {
        0 => t.show_criteria.to_owned(),
        OUT_OF_REACH => t.not_offered.to_owned(),
        missing => (t.to_meet)(&format(), missing.into()),
    };
    let toggle = move |_| {
        table.open.update(|open| match open.iter().position(|known| *known == position) {
            Some(at) => drop(open.swap_remove(at)),
            None => open.push(position),
        });
    };
    view! {
        {standing.eligible().then(|| payee::approved(t.eligible))}
        <button
            type="button"
            class="disclosure"
            aria-expanded=is_open.to_string()
            aria-controls=panel_id(position)
            on:click=toggle
        >
            {icon(Glyph::ChevronRight)}
            {words}
        </button>
    }
    .into_any()
}

fn earns(verdict: Earning, reason: String) -> AnyView {
    let t = &t().common;
    let words = match verdict {
        Earning::Earning => t.yes,
        Earning::WithinReach => (t.verdict)(verdict),
        Earning::NotEarning => t.no,
    };
    view! {
        <VerdictIcon verdict label=(t.verdict)(verdict)/>
        <div class="stack"><span>{words}</span><span class="stack__sub"><bdi>{reason}</bdi></span></div>
    }
    .into_any()
}
