//! One customer of the list.

use domain::Day;
use domain::customers::{CustomerRow, CustomerSortKey};
use domain::model::Customer;
use domain::view::Prospect;
use leptos::prelude::*;

use crate::routes::Route;
use crate::state::State;
use crate::text::{format, t};

/// Renders the row of a customer as it is when the row is made.
pub fn row(state: State, row: CustomerRow) -> AnyView {
    let render = || {
        let cells = state.dataset.with(|catalogue| {
            let customer = catalogue.data().customer_at(row.at)?;
            Some(cells(state, row, customer, catalogue.day()))
        });
        cells.flatten()
    };
    view! { <tr class="table__row" role="row">{untrack(render)}</tr> }.into_any()
}

fn cells(state: State, row: CustomerRow, customer: &Customer, today: Day) -> AnyView {
    let label = t().customer_list().column;
    let href = state.views.href(Route::Customer(customer.id.clone()));
    let below = customer.domain.clone().unwrap_or_else(|| (t().customer_list().id)(customer.id.as_str()));
    let segment = customer.segment.map(t().customers().segment);
    let due = row.due.map(|due| {
        view! { <span>{format().day(due)}</span><span class="stack__sub">{format().days_from(due, today)}</span> }
    });
    view! {
        <th role="rowheader" scope="row" class="table__name">
            <div class="stack">
                <a class="table__link" href=href><bdi>{customer.name.clone()}</bdi></a>
                <span class="stack__sub">{below}</span>
            </div>
        </th>
        <td role="cell" data-label=label(CustomerSortKey::Country)>{format().country(&customer.country)}</td>
        <td role="cell" data-label=label(CustomerSortKey::Segment)>{segment}</td>
        {Prospect::ALL.map(|prospect| number(row, prospect)).into_iter().collect_view()}
        <td role="cell" data-label=label(CustomerSortKey::Due)><div class="stack">{due}</div></td>
    }
    .into_any()
}

/// Renders how many engagements are this to the customer.
fn number(row: CustomerRow, prospect: Prospect) -> AnyView {
    let count = row.engagements(prospect);
    let class = if count == 0 { "muted" } else { "customers__number" };
    let label = (t().customer_list().prospect)(prospect);
    view! {
        <td role="cell" class="table__cell--end" data-label=label><span class=class>{format().number(count)}</span></td>
    }
    .into_any()
}
