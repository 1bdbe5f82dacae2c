//! One location of the list.

use domain::catalogue::Standing;
use domain::earning::Earning;
use domain::locations::{Enrolment, LocationRow, LocationSortKey};
use domain::model::Location;
use domain::payee::ProfileStatus;
use leptos::prelude::*;

use super::selection::Selection;
use crate::components::verdict_icon;
use crate::routes::{ActionsView, ListView, Route};
use crate::state::State;
use crate::text::{format, lang, t};

/// Renders the row of a location as it is when the row is made.
pub fn row(state: State, row: LocationRow) -> AnyView {
    let render = || {
        let cells = state.dataset.with(|catalogue| {
            let data = catalogue.data();
            let location = data.location_at(row.at)?;
            let market = data.market(&location.market).map(|market| market.name.get(lang()).to_owned());
            Some(cells(state, row, location, market))
        });
        cells.flatten()
    };
    view! { <tr class="table__row" role="row">{untrack(render)}</tr> }.into_any()
}

fn cells(state: State, row: LocationRow, location: &Location, market: Option<String>) -> AnyView {
    let t = t();
    let label = t.locations().column;
    let href = state.views.href(Route::Location(location.id.clone()));
    let country = format().country(&location.country);
    let enrolment_class = if row.enrolment == Enrolment::Enrolled { "badge--ok" } else { "badge--none" };
    let payee_class = match row.payee {
        ProfileStatus::Approved => "badge--ok",
        ProfileStatus::PendingValidation => "badge--info",
        ProfileStatus::ActionRequired | ProfileStatus::Missing => "badge--warn",
    };
    let badge = |class: &str, words| view! { <span class=format!("badge badge--dot {class}")>{words}</span> };
    view! {
        <th role="rowheader" scope="row" class="table__name">
            {expect_context::<Selection>().checkbox(&location.id, &location.name)}
            <div class="stack">
                <a class="table__link" href=href><bdi>{location.name.clone()}</bdi></a>
                <span class="stack__sub">{(t.eligibility().plid)(location.id.as_str())}</span>
            </div>
        </th>
        <td role="cell" data-label=label(LocationSortKey::Country)>
            <div class="stack"><span>{country}</span><span class="stack__sub">{market}</span></div>
        </td>
        <td role="cell" data-label=label(LocationSortKey::Enrolment)>
            {badge(enrolment_class, (t.locations().enrolment)(row.enrolment))}
        </td>
        <td role="cell" data-label=label(LocationSortKey::Payee)>
            {badge(payee_class, (t.eligibility().profile_status)(row.payee))}
        </td>
        {Standing::VERDICTS.map(|verdict| standing(state, row, verdict, location)).into_iter().collect_view()}
        {actions(state, row.actions, location)}
    }
    .into_any()
}

/// Renders how many engagements have a verdict; the number leads to them in the list.
fn standing(state: State, row: LocationRow, verdict: Earning, location: &Location) -> AnyView {
    let t = t();
    let column = match verdict {
        Earning::Earning => LocationSortKey::Earning,
        Earning::Ready => LocationSortKey::Ready,
        Earning::WithinReach => LocationSortKey::WithinReach,
        Earning::NotEarning | Earning::Ended => LocationSortKey::NotEarning,
    };
    let count = row.standing.get(verdict);
    let view = ListView { locations: vec![location.id.clone()], eligibility: vec![verdict], ..ListView::default() };
    let href = state.views.href(Route::Engagements(view));
    let name = (t.locations().engagements_of)(&format(), verdict, count, &location.name);
    let is_signed = verdict != Earning::NotEarning && count > 0;
    let icon = is_signed.then(|| view! { <span aria-hidden="true">{verdict_icon(verdict, "")}</span> });
    number((t.locations().column)(column), count, icon.into_any(), href, name)
}

fn actions(state: State, count: u32, location: &Location) -> AnyView {
    let t = t();
    let view = ActionsView { locations: vec![location.id.clone()], ..ActionsView::default() };
    let href = state.views.href(Route::Actions(view));
    let name = (t.locations().actions_of)(&format(), count, &location.name);
    number((t.locations().column)(LocationSortKey::Actions), count, ().into_any(), href, name)
}

/// Renders a number that leads to what it counts; a zero leads nowhere.
fn number(label: &'static str, count: u32, icon: AnyView, href: String, name: String) -> AnyView {
    let number = format().number(count);
    let number = if count == 0 {
        view! { <span class="muted">{number}</span> }.into_any()
    } else {
        view! { <a class="places__number" href=href aria-label=name>{icon}<span>{number}</span></a> }.into_any()
    };
    view! { <td role="cell" class="table__cell--end" data-label=label>{number}</td> }.into_any()
}
