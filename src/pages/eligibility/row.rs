//! One location: whether it is eligible, its payee profile, whether it earns, and why.

use domain::Idx;
use domain::dataset::Data;
use domain::id::LocationId;
use domain::model::Location;
use domain::view::{Assessment, CriteriaState, assess};
use leptos::prelude::*;

use super::{DynamicView, Table, criteria, payee};
use crate::components::{Glyph, criteria_tree, icon, verdict_icon};
use crate::pages::filters;
use crate::pages::reason::verdict_with_reason;
use crate::routes::Route;
use crate::state::state;
use crate::text::{format, lang, reason_parts, t};

/// A location and its verdict on the engagement.
struct RowContext<'a> {
    data: &'a Data,
    location: &'a Location,
    position: Idx<Location>,
    assessment: Assessment<'a>,
}

/// Returns a part of a row, which follows the data and the address.
fn part(table: Table, id: StoredValue<LocationId>, view: fn(&RowContext<'_>) -> AnyView) -> DynamicView {
    let current = table.current;
    let render = move || {
        let part = current.with(|catalogue, engagement| {
            let data = catalogue.data();
            let position = id.with_value(|id| data.location_index(id))?;
            let location = data.location_at(position)?;
            let assessment = assess(engagement, location, catalogue.day());
            Some(view(&RowContext { data, location, position, assessment }))
        });
        part.flatten()
    };
    Box::new(move || {
        table.revision.get();
        untrack(render)
    })
}

/// Renders the row of a location, and its criteria while they are expanded.
pub fn row(table: Table, id: &LocationId) -> AnyView {
    let panel_id = panel_id(id);
    let id = StoredValue::new(id.clone());
    // A memo, so that expanding a row does not render the others.
    let is_expanded = Memo::new(move |_| table.expanded.with(|expanded| id.with_value(|id| expanded.contains(id))));
    let status = move || {
        table.revision.get();
        untrack(|| t().eligibility().status)
    };
    let panel: DynamicView = Box::new(move || is_expanded.get().then(|| part(table, id, panel).into_any()));
    view! {
        <tr class="table__row" role="row">
            {part(table, id, location)}
            <td role="cell" data-label=status>
                {part(table, id, eligible)}
                <button
                    type="button"
                    class="disclosure"
                    aria-expanded=move || is_expanded.get().to_string()
                    aria-controls=panel_id
                    on:click=move |_| toggle(table.expanded, id.get_value())
                >
                    {icon(Glyph::ChevronRight)}
                    {part(table, id, disclosure_label)}
                </button>
            </td>
            {part(table, id, payee_and_earns)}
        </tr>
        {panel}
    }
    .into_any()
}

fn toggle(expanded: RwSignal<Vec<LocationId>>, id: LocationId) {
    expanded.update(|expanded| filters::toggle(expanded, id));
}

/// Returns the element id of the criteria; encoded, because element ids contain no spaces.
fn panel_id(location: &LocationId) -> String {
    format!("criteria-{}", crate::routes::segment(location.as_str()))
}

fn panel(row: &RowContext<'_>) -> AnyView {
    let tree = criteria_tree(criteria::tree(&row.assessment.tree, row.location, row.data));
    let id = panel_id(&row.location.id);
    view! { <tr class="table__panel" role="row" id=id><td role="cell" colspan="4">{tree}</td></tr> }.into_any()
}

fn location(row: &RowContext<'_>) -> AnyView {
    let location = row.location;
    let href = state().views.href(Route::Location(location.id.clone()));
    let plid = (t().eligibility().plid)(location.id.as_str());
    let place = format!("{} · {plid}", format().country(&location.country));
    view! {
        <th role="rowheader" scope="row" class="table__name">
            <div class="stack">
                <a dir="auto" href=href>{location.name.clone()}</a>
                <span class="stack__sub">{place}</span>
            </div>
        </th>
    }
    .into_any()
}

fn eligible(row: &RowContext<'_>) -> AnyView {
    row.assessment.status.eligible().then(|| payee::check_mark(t().eligibility().eligible)).into_any()
}

/// Returns what a location lacks of the criteria; where it lacks nothing, that they can be shown.
pub fn criteria_words(state: CriteriaState) -> String {
    let t = t().eligibility();
    match state {
        CriteriaState::Met => t.show_criteria.to_owned(),
        CriteriaState::NotOffered => t.not_offered.to_owned(),
        CriteriaState::Impossible => t.cannot_be_met.to_owned(),
        CriteriaState::Lacking(missing) => (t.to_meet)(&format(), missing.into()),
    }
}

fn disclosure_label(row: &RowContext<'_>) -> AnyView {
    let label = criteria_words(row.assessment.criteria);
    let name = format!(": {}", row.location.name);
    view! { {label}<span class="visually-hidden">{name}</span> }.into_any()
}

fn payee_and_earns(row: &RowContext<'_>) -> AnyView {
    let RowContext { data, location, position, ref assessment } = *row;
    let texts = t().eligibility();
    let reason = reason_parts(&assessment.reason, location, data, lang());
    let icon = verdict_icon(assessment.verdict, (t().common().verdict)(assessment.verdict)).into_any();
    let earns = verdict_with_reason(icon, (texts.earns_here)(assessment.verdict), reason);
    view! {
        <td role="cell" data-label=texts.payee_profile>{payee::cell(location, position, data)}</td>
        <td role="cell" data-label=texts.earns>{earns}</td>
    }
    .into_any()
}
