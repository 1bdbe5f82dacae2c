//! One location: whether it is eligible, whether it is paid, whether it earns, and why.

use domain::dataset::Data;
use domain::dataset::wire::Location;
use domain::earning::{Earning, Standing};
use domain::eligibility::{OUT_OF_REACH, Verdict, explain};
use leptos::prelude::*;

use super::{Part, Table, criteria, payee};
use crate::components::{Glyph, VerdictIcon, criteria_tree, icon};
use crate::routes::Route;
use crate::state::state;
use crate::text::{format, reason, t};

/// A location as it stands with the engagement.
struct Stand<'a> {
    data: &'a Data,
    location: &'a Location,
    position: usize,
    standing: Standing,
    verdict: Verdict<'a>,
}

/// A part of a row, drawn anew when the data, the address or the language change.
fn part(table: Table, position: usize, draw: fn(&Stand<'_>) -> AnyView) -> Part {
    let opened = table.opened;
    let draw = move || {
        let part = opened.with(|catalogue, engagement| {
            let (data, day, criteria) = (catalogue.data(), catalogue.day(), engagement.criteria());
            let location = data.locations.get(position)?;
            let standing = Standing::of(criteria, location, day);
            let verdict = explain(criteria, location, day);
            Some(draw(&Stand { data, location, position, standing, verdict }))
        });
        part.flatten()
    };
    Box::new(move || {
        table.changed.get();
        untrack(draw)
    })
}

/// The row of a location, and its criteria once they are opened.
pub fn row(table: Table, position: usize) -> AnyView {
    // A row that is opened leaves the others as they are.
    let is_open = Memo::new(move |_| table.open.with(|open| open.contains(&position)));
    let status = move || {
        table.changed.get();
        untrack(|| t().eligibility.status)
    };
    let panel: Part = Box::new(move || is_open.get().then(|| part(table, position, panel).into_any()));
    view! {
        <tr class="table__row" role="row">
            {part(table, position, location)}
            <td role="cell" data-label=status>
                {part(table, position, eligible)}
                <button
                    type="button"
                    class="disclosure"
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls=panel_id(position)
                    on:click=move |_| toggle(table.open, position)
                >
                    {icon(Glyph::ChevronRight)}
                    {part(table, position, lacking)}
                </button>
            </td>
            {part(table, position, payee_and_earns)}
        </tr>
        {panel}
    }
    .into_any()
}

fn toggle(open: RwSignal<Vec<usize>>, position: usize) {
    open.update(|open| match open.iter().position(|known| *known == position) {
        Some(at) => drop(open.swap_remove(at)),
        None => open.push(position),
    });
}

fn panel_id(position: usize) -> String {
    format!("criteria-{position}")
}

/// The criteria of the location.
fn panel(stand: &Stand<'_>) -> AnyView {
    let tree = criteria_tree(criteria::tree(&stand.verdict, stand.location, stand.data));
    let id = panel_id(stand.position);
    view! { <tr class="table__panel" role="row" id=id><td role="cell" colspan="4">{tree}</td></tr> }.into_any()
}

fn location(stand: &Stand<'_>) -> AnyView {
    let location = stand.location;
    let href = state().views.href(Route::Location(location.id.clone()));
    let plid = (t().eligibility.plid)(location.id.as_str());
    let place = format!("{} · {plid}", format().country(&location.country));
    view! {
        <td role="cell">
            <div class="stack">
                <a class="truncate" dir="auto" href=href>{location.name.clone()}</a>
                <span class="stack__sub truncate">{place}</span>
            </div>
        </td>
    }
    .into_any()
}

fn eligible(stand: &Stand<'_>) -> AnyView {
    stand.standing.eligible().then(|| payee::approved(t().eligibility.eligible)).into_any()
}

/// What the button says that opens the criteria.
fn lacking(stand: &Stand<'_>) -> AnyView {
    let t = &t().eligibility;
    let words = match stand.standing.missing {
        0 => t.show_criteria.to_owned(),
        OUT_OF_REACH => t.not_offered.to_owned(),
        missing => (t.to_meet)(&format(), missing.into()),
    };
    words.into_any()
}

fn payee_and_earns(stand: &Stand<'_>) -> AnyView {
    let Stand { data, location, position, standing, ref verdict } = *stand;
    let words = &t().eligibility;
    let reason = reason(standing, verdict, location, data, state().lang());
    view! {
        <td role="cell" data-label=words.payee_profile>{payee::cell(location, position, data)}</td>
        <td role="cell" data-label=words.earns>{earns(standing.verdict(), reason)}</td>
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
